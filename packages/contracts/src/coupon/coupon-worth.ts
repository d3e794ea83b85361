/** What a coupon is worth, in numbers and in words: the editor, the counter and the owner read the same. No zod here. */
import { sayYuan } from '@cheban/kernel';
import { type ServiceKind, serviceKindLabel } from '../store/service-kinds.js';
import type { CouponKind } from './coupon-constants.js';

export interface CouponWorth {
  readonly kind: CouponKind;
  /** `cash_off`: what it takes off; `service_item`: what the item is worth on the bill. */
  readonly amountFen: number;
  readonly percentOff: number;
  readonly capFen: number;
  readonly itemName: string;
  readonly thresholdFen: number;
}

/** Which numbers say what a kind is worth, and its large letters where none of them does. */
const kinds: Record<CouponKind, { amount?: true; percent?: true; item?: true; big?: string }> = {
  cash_off: { amount: true },
  percent: { percent: true },
  service_item: { amount: true, item: true, big: '免费' },
  gift: { item: true, big: '礼品' },
};

/** True for a kind that gives a thing, which has a name. */
export const couponGivesItem = (kind: CouponKind): boolean => kinds[kind].item === true;

/** What a kind does not use is emptied, whatever a form still held. */
export function ownCouponWorth<T extends CouponWorth>(worth: T): T {
  const { amount, percent, item } = kinds[worth.kind];
  return {
    ...worth,
    amountFen: amount ? worth.amountFen : 0,
    percentOff: percent ? worth.percentOff : 0,
    capFen: percent ? worth.capFen : 0,
    itemName: item ? worth.itemName : '',
  };
}

/** 20 % off is 8 折, 15 % is 8.5 折. */
const sayDiscount = (percentOff: number) => `${(100 - percentOff) / 10} 折`;

/** In large letters on the coupon. */
export function sayCouponBig({ kind, amountFen, percentOff }: CouponWorth): string {
  if (kinds[kind].percent) return sayDiscount(percentOff).replace(' ', '');
  return kinds[kind].big ?? `¥${sayYuan(amountFen)}`;
}

/** What it gives, in one line. */
export function sayCouponFace(worth: CouponWorth): string {
  const { kind, amountFen, percentOff, capFen, itemName, thresholdFen } = worth;
  const reach = thresholdFen > 0 ? `满 ${sayYuan(thresholdFen)} 元` : '';
  if (kind === 'cash_off') return `${reach}${reach ? '减' : '立减'} ${sayYuan(amountFen)} 元`;
  if (kind === 'percent')
    return `${reach}${reach ? '享 ' : ''}${sayDiscount(percentOff)}，最多减 ${sayYuan(capFen)} 元`;
  const item = kind === 'gift' ? `${itemName}一份` : itemName;
  return reach ? `${reach}送${item}` : item;
}

export const sayCouponThreshold = (thresholdFen: number): string =>
  thresholdFen > 0 ? `满 ${sayYuan(thresholdFen)} 元可用` : '无门槛';

/** What it is for; empty if for everything. */
export function sayCouponFor(serviceKinds: readonly ServiceKind[], models: readonly string[]): string {
  return [serviceKinds.map((kind) => serviceKindLabel[kind]).join('、'), models.join('、')]
    .filter((part) => part !== '')
    .join(' · ');
}

export const sayCouponValidity = (
  validity: { type: 'days'; days: number } | { type: 'fixed'; from: string; to: string },
): string =>
  validity.type === 'days' ? `领取后 ${validity.days} 天内有效` : `${validity.from} 至 ${validity.to} 有效`;
