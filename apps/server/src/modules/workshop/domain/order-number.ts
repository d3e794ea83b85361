/** A work order number that people can read out: `S1-20261121-0007` is the seventh of that day in store S1. */
export function orderNumber(storeCode: string, on: string, number: number): string {
  return `${storeCode}-${on.replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
}
