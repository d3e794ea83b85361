import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';

/** What a decision about a held reward makes stale. */
export const suspicionAreas = [
  'suspicions',
  'suspicion',
  'owner-suspicions',
  'referrals',
  'referral-programme',
  'campaign-claims',
] as const;

export function useSuspicion(id: string) {
  return useQuery({
    queryKey: ['suspicion', id],
    queryFn: () => api.suspicion.detail({ params: { id } }),
  });
}
