import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';

/** What a change of an activity or its sessions makes stale. */
export const activityAreas = [
  'activities',
  'activity',
  'activity-roster',
  'class-coverage',
  'timeline',
] as const;

export function useActivity(id: string | undefined) {
  return useQuery({
    queryKey: ['activity', id],
    queryFn: () => api.staffActivity.detail({ params: { id: id ?? '' } }),
    enabled: id !== undefined,
  });
}

/** Who comes to a session; renewed by itself because people sign up and arrive meanwhile. */
export function useRoster(sessionId: string | undefined) {
  return useQuery({
    queryKey: ['activity-roster', sessionId],
    queryFn: () => api.staffActivity.roster({ params: { id: sessionId ?? '' } }),
    enabled: sessionId !== undefined,
    refetchInterval: 60_000,
  });
}
