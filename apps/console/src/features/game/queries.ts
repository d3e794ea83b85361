import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';

/** What a change of a game makes stale. */
export const gameAreas = ['games', 'game', 'game-approvals', 'game-plays'] as const;

export function useGame(id: string | undefined) {
  return useQuery({
    queryKey: ['game', id],
    queryFn: () => api.staffGame.detail({ params: { id: id ?? '' } }),
    enabled: id !== undefined,
  });
}
