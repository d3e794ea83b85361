import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';

/** What a call that was written down makes stale: it may book, open a case, or reshape the reminders. */
export const callAreas = [
  'calls',
  'call',
  'talks',
  'my-day',
  'owner',
  'timeline',
  'due',
  'care-why',
  'cases',
  'owner-reach',
] as const;

export function useCall(id: string | null) {
  return useQuery({
    queryKey: ['call', id],
    queryFn: () => api.followUp.detail({ params: { id: id ?? '' } }),
    enabled: id !== null,
  });
}
