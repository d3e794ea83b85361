/** What owners are told by default: paid for a visit only, never for sharing (mission E). */
export const standardRules = (
  withinDays: number,
  perInviter: number,
): string => `1. 把邀请发给朋友，朋友用本人手机号和车架号接受邀请。
2. 朋友在 ${withinDays} 天内首次到店并完成付费，双方的奖励自动放进卡包。
3. 只分享、只注册不发奖励；朋友和车辆此前没有来过本店才算。
4. 每位车主一年最多邀请 ${perInviter} 位；同一人、同一辆车只算一次。
5. 有疑问请联系门店。`;

/** Whether these are the rules above with any figures, not words of the store's own. */
export function isStandard(text: string): boolean {
  const [days, people] = [/在 (\d+) 天内首次到店/, /最多邀请 (\d+) 位/].map((one) => one.exec(text)?.[1]);
  return days !== undefined && people !== undefined && text === standardRules(Number(days), Number(people));
}
