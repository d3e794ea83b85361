/** `body.lines.0.name` → `['lines', 0, 'name']`: the path of a field as forms name it. */
export function fieldName(path: string): (string | number)[] {
  return path
    .replace(/^body\./, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
