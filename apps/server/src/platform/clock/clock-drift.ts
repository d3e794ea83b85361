import type { Clock } from './clock.js';

/**
 * Milliseconds by which the process clock is ahead of the database's. The one place that asks the database for its
 * time: to compare, never to decide by it.
 */
export async function clockDriftMs(
  clock: Clock,
  query: (sql: string) => Promise<{ at: string }[]>,
): Promise<number> {
  const before = clock.now();
  const [row] = await query('SELECT UNIX_TIMESTAMP(NOW(3)) * 1000 AS at');
  return (before + clock.now()) / 2 - clock.aheadMs() - Number(row?.at ?? 0);
}
