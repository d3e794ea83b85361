/** Numbers that WeChat Pay knows our things by: letters and digits, at most 32, made from our id (26 characters). */
export const tradeNumber = (orderId: string): string => `O${orderId}`;
export const refundNumber = (refundId: string): string => `R${refundId}`;
/** Every round has its own; a new round begins only after WeChat Pay ended the one before. */
export const billNumber = (payoutId: string, round: number): string =>
  `P${payoutId}${String(round).padStart(3, '0')}`;
