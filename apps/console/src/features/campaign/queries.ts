import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';

/** What a change of a campaign makes stale. */
export const campaignAreas = ['campaigns', 'campaign', 'campaign-approvals', 'campaign-claims'] as const;

export function useCampaign(id: string | undefined) {
  return useQuery({
    queryKey: ['campaign', id],
    queryFn: () => api.staffCampaign.detail({ params: { id: id ?? '' } }),
    enabled: id !== undefined,
  });
}
