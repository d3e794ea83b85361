import type { SaveCouponTypeBody } from '@cheban/contracts';
import {
  type CouponKind,
  couponCombineLabel,
  couponKindLabel,
  serviceKindLabel,
} from '@cheban/contracts/constants';
import { yuan } from '../../shared/format/words.js';

/** A kind of coupon while it is being written; its times lie flat for the form. */
export type CouponDraft = Partial<Omit<SaveCouponTypeBody, 'validity' | 'kind'>> & {
  kind?: CouponKind;
  validType?: 'days' | 'fixed';
  days?: number;
  from?: string;
  to?: string;
};

/** Tenths of the price that remain: 20 % off is 8 折, 15 % off is 8.5 折. */
export const discountText = (percentOff: number): string => `${(100 - percentOff) / 10}折`;

/** In large letters, as the wallet shows it. */
export function bigText(draft: CouponDraft): string {
  switch (draft.kind ?? 'cash_off') {
    case 'cash_off':
      return draft.amountFen ? yuan(draft.amountFen).replace('.00', '') : '¥?';
    case 'percent':
      return draft.percentOff ? discountText(draft.percentOff) : '?折';
    case 'service_item':
      return '免费';
    case 'gift':
      return '礼品';
  }
}

/** What a coupon gives and from which bill on, one line. */
export function faceText(draft: CouponDraft): string {
  const from = draft.thresholdFen ? `满 ${yuan(draft.thresholdFen)} 可用` : '无门槛';
  const cap = draft.kind === 'percent' && draft.capFen ? `，最多减 ${yuan(draft.capFen)}` : '';
  const item = draft.kind === 'service_item' || draft.kind === 'gift' ? (draft.itemName?.trim() ?? '') : '';
  return [item, `${from}${cap}`].filter(Boolean).join(' · ');
}

export function validText(draft: CouponDraft): string {
  if (draft.validType === 'fixed')
    return draft.from && draft.to ? `${draft.from} 至 ${draft.to} 有效` : '有效期待定';
  return draft.days ? `领到后 ${draft.days} 天内有效` : '有效期待定';
}

/** The lines below the title of the ticket. */
export function ticketLines(draft: CouponDraft): string[] {
  const kinds = (draft.serviceKinds ?? []).map((kind) => serviceKindLabel[kind]).join('、');
  return [
    faceText(draft),
    [kinds, (draft.models ?? []).join('、')].filter(Boolean).join(' · ') ||
      couponKindLabel[draft.kind ?? 'cash_off'],
    validText(draft),
    couponCombineLabel[draft.combine ?? 'once'],
  ];
}

/** The form as the API takes it; what belongs to another kind is emptied, so that nothing hidden is sent along. */
export function bodyOf(draft: CouponDraft, storeId: string): SaveCouponTypeBody {
  const kind = draft.kind ?? 'cash_off';
  const named = kind === 'service_item' || kind === 'gift';
  const claimable = draft.claimable ?? true;
  return {
    storeId,
    kind,
    title: draft.title?.trim() ?? '',
    summary: draft.summary?.trim() ?? '',
    howTo: draft.howTo?.trim() ?? '',
    amountFen: kind === 'cash_off' || kind === 'service_item' ? (draft.amountFen ?? 0) : 0,
    percentOff: kind === 'percent' ? (draft.percentOff ?? 0) : 0,
    capFen: kind === 'percent' ? (draft.capFen ?? 0) : 0,
    itemName: named ? (draft.itemName?.trim() ?? '') : '',
    thresholdFen: draft.thresholdFen ?? 0,
    validity:
      draft.validType === 'fixed'
        ? { type: 'fixed', from: draft.from ?? '', to: draft.to ?? '' }
        : { type: 'days', days: draft.days ?? 0 },
    stock: draft.stock ?? null,
    perOwner: draft.perOwner ?? 1,
    claimable,
    claimFrom: claimable ? (draft.claimFrom ?? null) : null,
    claimUntil: claimable ? (draft.claimUntil ?? null) : null,
    storeIds: draft.storeIds ?? [],
    serviceKinds: draft.serviceKinds ?? [],
    models: draft.models ?? [],
    combine: draft.combine ?? 'once',
  };
}
