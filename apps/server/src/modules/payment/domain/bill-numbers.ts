/** Numbers that WeChat Pay knows our things by: letters and digits, at most 32, made from our id (26 characters). */
export const tradeNumber = (orderId: string): string => `O${orderId}`;
export const refundNumber = (refundId: string): string => `R${refundId}`;
