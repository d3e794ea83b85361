import { ApiError } from '@cheban/api-client';
import type { Routes, RouteView, StaffCardView, StaffShopOrder } from '@cheban/contracts';
import { api } from '../../app/api.js';
import { sayError } from '../../app/query-client.js';
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

/** What to do about a code that was not found, in Chinese. */
export const sayCodeProblem = (error: unknown): string =>
  error instanceof ApiError && error.code === 'REQUEST.INVALID'
    ? '码不完整，请看清后再扫一次，或把数字和字母都输全。'
    : sayError(error);

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
