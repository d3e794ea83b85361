import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';

/**
 * A game with its start by the clock of this phone.
 * @param wanted false waits
 */
export function useGame(id: string, wanted = true) {
  return useResource(wanted ? `game:${id}` : null, async () => {
    const game = await api.game.detail({ params: { id } });
    const startsInMs = Date.parse(game.startsAt) - Date.parse(game.serverNow);
    return { game, startsAtMs: Date.now() + startsInMs };
  });
}
