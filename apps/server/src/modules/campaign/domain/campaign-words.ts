import { CERTAIN_PPM, type ClaimState, type PrizeKind, type ReleaseKind } from '@cheban/contracts/constants';
import { dayAndClock, formatYuan } from '@cheban/kernel';

/** 100%, 约 30%, 约 0.5% */
export function oddsText(ppm: number): string {
  if (ppm >= CERTAIN_PPM) return '100%';
  const percent = ppm / 10_000;
  return `约 ${percent >= 1 ? Math.round(percent) : Number(percent.toPrecision(1))}%`;
}

/** ¥3.50 for cash, else the prize's name. */
export function prizeText(kind: PrizeKind, name: string, amountFen: number): string {
  return kind === 'cash' ? `¥${formatYuan(amountFen)}` : name;
}

/** What comes next for a packet. `until` in milliseconds. */
export function claimText(claim: {
  state: ClaimState;
  kind: PrizeKind;
  release: ReleaseKind;
  until: number | null;
  now: number;
}): string {
  const { state, kind, until, now } = claim;
  const by = until === null ? '' : dayAndClock(until, now);
  switch (state) {
    case 'won':
      return '正在为您准备，稍等片刻就好。';
    case 'held':
      return '门店正在核实这份奖励，核实后自动为您发放。';
    case 'waiting':
      return `开车到店接车时自动发放，请在 ${by} 前来店。`;
    case 'given':
      return kind === 'code' ? '兑换码已为您备好，点开即可使用。' : '已放进您的卡包，到店出示即可使用。';
    case 'confirming':
      return until === null ? '请在微信里确认收款。' : `请在 ${by} 前到微信确认收款，过期将退回。`;
    case 'paid':
      return '已存入您的微信零钱。';
    case 'lapsed':
      return '超过领取时间，已退回活动。下次早点来哦。';
    case 'withdrawn':
      return '这份奖励没有发出，已退回活动。如有疑问，请联系门店。';
  }
}
