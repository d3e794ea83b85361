/** How a call for help stands, in sentences. Pure. */
import {
  type RescueFee,
  type RescueKind,
  type RescueState,
  rescueKindLabel,
} from '@cheban/contracts/constants';
import { type Instant, sayDateTime } from '@cheban/kernel';

export interface RescueFacts {
  readonly kind: RescueKind;
  readonly state: RescueState;
  readonly etaAt: Instant | null;
  readonly helper: string;
  /** Who ended it, if it was cancelled. */
  readonly cancelledBy: 'owner' | 'staff' | null;
  readonly reason: string;
}

/** One sentence without a full stop: what has happened, who comes, and when. */
export function sayRescue(facts: RescueFacts, storeName: string, now: Instant): string {
  const { state, etaAt, helper, reason } = facts;
  const at = etaAt === null ? '' : `，预计${sayDateTime(etaAt, now)} 到达`;
  const who = helper === '' ? '' : `，来的是${helper}`;
  switch (state) {
    case 'requested':
      return `${storeName}已收到您的${rescueKindLabel[facts.kind]}求助，正在安排人手`;
    case 'accepted':
      return `${storeName}已接单${at}${who}`;
    case 'on_the_way':
      return `救援人员正在赶来${at}${who}`;
    case 'arrived':
      return `救援人员已到达${who}`;
    case 'done':
      return '救援已完成，祝您一路平安';
    case 'cancelled':
      return facts.cancelledBy === 'owner'
        ? '您已取消救援，路上多保重'
        : `救援已取消${reason === '' ? '' : `：${reason}`}`;
  }
}

/** What it costs, as far as anybody knows now. */
export function sayFee(fee: RescueFee, freeKm: number, distanceM: number | null): string {
  if (fee === 'free') return `您在本店 ${freeKm} 公里免费救援范围内`;
  if (distanceM === null) return '距离还不确定，费用由顾问与您确认';
  return freeKm === 0 ? '费用由顾问与您确认' : `您在 ${freeKm} 公里免费救援范围外，费用由顾问与您确认`;
}

/** What staff are told as it comes in: no plate and no name, because it may be seen by who looks on. */
export function sayCall(kind: RescueKind): string {
  return kind === 'accident' ? '事故救援：车主在路上等，请马上接单' : `新的救援：${rescueKindLabel[kind]}`;
}
