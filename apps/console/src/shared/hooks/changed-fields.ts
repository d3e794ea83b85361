/** Fields that somebody changed since they were shown, with what they hold now. */
export function changedFields<F extends object>(shown: F, now: F): Partial<F> {
  const names = Object.keys(now) as (keyof F)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(now[name] ?? null) !== JSON.stringify(shown[name] ?? null))
      .map((name) => [name, now[name]]),
  ) as Partial<F>;
}
