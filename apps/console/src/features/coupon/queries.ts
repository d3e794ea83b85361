import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';

/** What a change of coupons makes stale. */
export const couponAreas = [
  'coupon-types',
  'coupon-type',
  'coupon-held',
  'coupon-issues',
  'coupon-issue',
  'owner-coupons',
  'coupon-used-today',
] as const;
export const poolAreas = ['code-pools', 'code-pool', 'pool-codes'] as const;

export function useCouponType(id: string | undefined) {
  return useQuery({
    queryKey: ['coupon-type', id],
    queryFn: () => api.couponType.detail({ params: { id: id ?? '' } }),
    enabled: id !== undefined,
  });
}
