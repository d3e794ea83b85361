/** What is left of a hold: `9:58`, `1 小时 20 分`. Seconds in, never below zero. */
export function countdownText(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  if (left >= 3_600) return `${Math.floor(left / 3_600)} 小时 ${Math.floor((left % 3_600) / 60)} 分`;
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
