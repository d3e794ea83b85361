import type { SaveCouponTypeBody } from '@cheban/contracts';
import {
  type CouponKind,
  type CouponWorth,
  couponCombineLabel,
  couponGivesItem,
  couponKindLabel,
  ownCouponWorth,
  sayCouponBig,
  sayCouponFace,
  sayCouponFor,
  sayCouponValidity,
} from '@cheban/contracts/constants';

/** A kind of coupon while it is being written; its times lie flat for the form. */
export type CouponDraft = Partial<Omit<SaveCouponTypeBody, 'validity' | 'kind'>> & {
  kind?: CouponKind;
  validType?: 'days' | 'fixed';
  days?: number;
  from?: string;
  to?: string;
};

/** What the draft is worth by now, without what belongs to another kind. */
const worthOf = (draft: CouponDraft): CouponWorth =>
  ownCouponWorth({
    kind: draft.kind ?? 'cash_off',
    amountFen: draft.amountFen ?? 0,
    percentOff: draft.percentOff ?? 0,
    capFen: draft.capFen ?? 0,
    itemName: draft.itemName?.trim() ?? '',
    thresholdFen: draft.thresholdFen ?? 0,
  });

/** What must still be written before the ticket says anything; empty if nothing. */
function missing({ kind, amountFen, percentOff, itemName }: CouponWorth): string {
  if (kind === 'cash_off') return amountFen > 0 ? '' : '¥?';
  if (kind === 'percent') return percentOff > 0 ? '' : '?折';
  return itemName === '' ? '?' : '';
}

/** In large letters, as the wallet shows it. */
export function bigText(draft: CouponDraft): string {
  const worth = worthOf(draft);
  return couponGivesItem(worth.kind) ? sayCouponBig(worth) : missing(worth) || sayCouponBig(worth);
}

function validText(draft: CouponDraft): string {
  const { validType, days, from, to } = draft;
  if (validType === 'fixed')
    return from && to ? sayCouponValidity({ type: validType, from, to }) : '有效期待定';
  return days ? sayCouponValidity({ type: 'days', days }) : '有效期待定';
}

/** The lines below the title of the ticket, in the words of the wallet. */
export function ticketLines(draft: CouponDraft): string[] {
  const worth = worthOf(draft);
  return [
    missing(worth) === '' ? sayCouponFace(worth) : '优惠内容待定',
    sayCouponFor(draft.serviceKinds ?? [], draft.models ?? []) || couponKindLabel[worth.kind],
    validText(draft),
    couponCombineLabel[draft.combine ?? 'once'],
  ];
}

/** The form as the API takes it; what belongs to another kind is emptied, so that nothing hidden is sent along. */
export function bodyOf(draft: CouponDraft, storeId: string): SaveCouponTypeBody {
  const claimable = draft.claimable ?? true;
  return {
    storeId,
    ...worthOf(draft),
    title: draft.title?.trim() ?? '',
    summary: draft.summary?.trim() ?? '',
    howTo: draft.howTo?.trim() ?? '',
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
