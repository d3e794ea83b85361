/** The clock of the server as far as the console knows it: countdowns must not depend on a wrong PC clock. */
let skewMs = 0;

/** Takes the Date header of an answer; differences under a minute are its rounding and the way there. */
export function noteServerTime(header: string | null): void {
  if (!header) return;
  const at = Date.parse(header);
  if (Number.isNaN(at)) return;
  const difference = at - Date.now();
  skewMs = Math.abs(difference) > 60_000 ? difference : 0;
}

/** Milliseconds since the epoch by the server's clock. */
export function serverNow(): number {
  return Date.now() + skewMs;
}
