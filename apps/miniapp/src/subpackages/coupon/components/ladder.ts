/** How far along a ladder of levels that stand equally far apart: 0 on the first step, 1 on the last. */
export function ladderShare(spentFen: number, fromFens: readonly number[]): number {
  const steps = fromFens.length - 1;
  const step = Math.max(0, fromFens.filter((from) => spentFen >= from).length - 1);
  if (step >= steps) return 1;
  const [from = 0, to = from + 1] = fromFens.slice(step, step + 2);
  return (step + Math.max(0, spentFen - from) / (to - from)) / steps;
}
