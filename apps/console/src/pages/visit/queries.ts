import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';

/** What a change of a visit makes stale. */
export const visitAreas = ['visit', 'visits', 'my-day', 'board', 'booking', 'owner', 'timeline'] as const;

export function useVisit(id: string) {
  return useQuery({
    queryKey: ['visit', id],
    queryFn: () => api.workshop.detail({ params: { id } }),
  });
}
