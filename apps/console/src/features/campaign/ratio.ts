/** Output for each yuan of cost; null while there is nothing to say: no cost, or nobody has paid a bill yet. */
export const sayRatio = (outputPerCost: number | null): string | null =>
  outputPerCost === null ? null : `1 : ${outputPerCost}`;
