/** Plans of all, where only some were looked at. */
export const inProportion = (plans: number, looked: number, all: number) =>
  looked === 0 ? 0 : Math.round((plans * all) / looked);
