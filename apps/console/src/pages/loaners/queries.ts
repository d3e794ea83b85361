import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import type { BusinessDate } from '../../shared/format/time.js';

/** First parts of the query keys that a change of a loan makes stale. */
export const loanAreas = ['loaners', 'loan'] as const;

/** Loaner cars of the store with the loans that touch these days. */
export function useLoaners(from: BusinessDate, to: BusinessDate, enabled = true) {
  const storeId = useStoreId();
  return useQuery({
    queryKey: ['loaners', storeId, from, to],
    queryFn: () => api.loaner.calendar({ query: { storeId, from, to } }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
    enabled,
  });
}
