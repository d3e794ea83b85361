/**
 * Mini-programs have no inline SVG element, but their image component takes data URIs. Everything drawn in the app
 * (icons, car, ring) goes through here; base64 because WeChat's native image decoder does not take percent encoding.
 */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of an ASCII string; mini-programs have no btoa. */
function base64(ascii: string): string {
  let out = '';
  for (let i = 0; i < ascii.length; i += 3) {
    const [a, b, c] = [ascii.charCodeAt(i), ascii.charCodeAt(i + 1), ascii.charCodeAt(i + 2)];
    const word = (a << 16) | ((b || 0) << 8) | (c || 0);
    out += alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63);
    out += Number.isNaN(b) ? '=' : alphabet.charAt((word >> 6) & 63);
    out += Number.isNaN(c) ? '=' : alphabet.charAt(word & 63);
  }
  return out;
}

/**
 * Data URI of an SVG drawing.
 * @param viewBox width and height of the drawing's own units
 * @param body SVG elements, ASCII only (no text: text belongs to views, where it scales and is read aloud)
 */
export function svgImage(viewBox: readonly [number, number], body: string): string {
  const [width, height] = viewBox;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`;
  return `data:image/svg+xml;base64,${base64(`${head}${body}</svg>`)}`;
}

/** Keeps drawings by key, so that a re-render sends nothing new to the view layer. */
export function memoSvg<Args extends readonly (string | number)[]>(
  draw: (...args: Args) => string,
): (...args: Args) => string {
  const known = new Map<string, string>();
  return (...args) => {
    const key = args.join('|');
    const found = known.get(key);
    if (found) return found;
    const drawn = draw(...args);
    known.set(key, drawn);
    return drawn;
  };
}
