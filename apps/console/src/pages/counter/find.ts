import { ApiError } from '@cheban/api-client';
import type { Routes, RouteView, StaffCardView, StaffShopOrder } from '@cheban/contracts';
import { api } from '../../app/api.js';
import { type CounterKind, isStrange, orderOf } from './code.js';

export type CouponHit = RouteView<Routes['couponCounter']['lookUp']>;
/** What a code has turned out to be. */
export type Hit =
  | { kind: 'coupon'; code: string; coupons: CouponHit }
  | { kind: 'card'; code: string; card: StaffCardView }
  | { kind: 'pick-up'; code: string; order: StaffShopOrder };

const ask: Record<CounterKind, (storeId: string, code: string) => Promise<Hit>> = {
  coupon: async (storeId, code) => ({
    kind: 'coupon',
    code,
    coupons: await api.couponCounter.lookUp({ body: { storeId, code } }),
  }),
  card: async (storeId, code) => ({
    kind: 'card',
    code,
    card: await api.staffShop.findCard({ query: { storeId, code } }),
  }),
  'pick-up': async (storeId, code) => ({
    kind: 'pick-up',
    code,
    order: await api.staffShop.findPickUp({ query: { storeId, code } }),
  }),
};

/** Finds what a code is for, among the rooms that this person may serve. Rejects with the answer of the likeliest room. */
export async function findCode(
  storeId: string,
  code: string,
  may: (kind: CounterKind) => boolean,
): Promise<Hit> {
  let first: unknown = null;
  for (const kind of orderOf(code).filter(may)) {
    try {
      return await ask[kind](storeId, code);
    } catch (error) {
      if (!(error instanceof ApiError) || !isStrange(error.code)) throw error;
      first ??= error;
    }
  }
  throw first;
}
