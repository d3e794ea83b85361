import type { ScreenView } from '@cheban/contracts';

/** Milliseconds between two looks: often while packets fly, seldom before and after. */
export const lookEvery = (state: ScreenView['state'] | undefined): number =>
  state === 'open' ? 1_000 : 3_000;

/** Nobody grabs any more. */
export const isEnded = (state: ScreenView['state']): boolean => state === 'over' || state === 'stopped';

/** `00:42`, `1:05:09`, `2天 03:00:00`: what is left until the start, whole seconds rounded up. */
export function countDown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3_600)];
  const rest = `${two(Math.floor((seconds % 3_600) / 60))}:${two(seconds % 60)}`;
  if (days > 0) return `${days}天 ${two(hours)}:${rest}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** The columns of the curve: every second between the first and the last, also those without a claim. */
export function curveOf(curve: ScreenView['curve']): { second: number; claims: number }[] {
  const [first, last] = [curve[0], curve.at(-1)];
  if (!first || !last) return [];
  const known = new Map(curve.map(({ second, claims }) => [second, claims]));
  const from = Math.max(first.second, last.second - 119);
  return Array.from({ length: last.second - from + 1 }, (_, index) => ({
    second: from + index,
    claims: known.get(from + index) ?? 0,
  }));
}
