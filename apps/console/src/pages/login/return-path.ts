/** Where to go after the log-in: a path of this console, never another site (`//host`, `/\host`) and never the log-in itself. */
export function safeReturnPath(wanted: string | null): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || wanted.startsWith('/login')) return '/my-day';
  return wanted;
}
