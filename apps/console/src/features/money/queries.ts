import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';

/** What a movement of money makes stale. */
export const moneyAreas = [
  'pay-orders',
  'pay-order',
  'refunds',
  'payouts',
  'payout',
  'money-entries',
  'money-balances',
  'money-differences',
  'shop-orders',
  'shop-order',
  'cards',
  'card',
] as const;

export function usePayOrder(id: string) {
  return useQuery({
    queryKey: ['pay-order', id],
    queryFn: () => api.staffPayment.order({ params: { id } }),
  });
}

export function usePayout(id: string) {
  return useQuery({
    queryKey: ['payout', id],
    queryFn: () => api.staffPayment.payout({ params: { id } }),
  });
}
