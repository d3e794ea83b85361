/** Output for each yuan of cost; null while there is nothing to say: no cost, or nobody has paid a bill yet. */
export const sayRatio = ({
  outputPerCost,
  outputFen,
}: {
  outputPerCost: number | null;
  outputFen: number;
}): string | null => (outputPerCost === null || outputFen === 0 ? null : `1 : ${outputPerCost}`);
