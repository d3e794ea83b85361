import { useQuery } from '@tanstack/react-query';
import { api } from './api.js';

/** Name and colour of the group, and the demo log-ins in demo mode. Changes with a deployment only. */
export function useBrand() {
  return useQuery({
    queryKey: ['brand'],
    queryFn: () => api.system.brand(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
