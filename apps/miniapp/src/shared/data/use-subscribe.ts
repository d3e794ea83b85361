import type { SubscribeScene } from '@cheban/contracts/constants';
import { useCallback, useEffect, useState } from 'react';
import { api } from '@/shared/api';
import { subscribe } from '@/shared/platform';

interface UseSubscribe {
  /** There is something to ask: templates that have no message left. Never true on H5. */
  readonly offered: boolean;
  /**
   * Asks in WeChat's own sheet and tells the server the answers. Call it directly in a tap. Does nothing when nothing is
   * offered; never throws, and nothing has to wait for it.
   * @returns whether at least one message was accepted
   */
  readonly ask: () => Promise<boolean>;
}

/**
 * Subscribe messages at one moment. Templates are fetched ahead, because WeChat only takes the question inside the tap.
 * @param ready false holds the request back, so that it does not compete with the first screen
 */
export function useSubscribe(scene: SubscribeScene, ready = true): UseSubscribe {
  const [templateIds, setTemplateIds] = useState<readonly string[]>([]);

  useEffect(() => {
    if (!subscribe.available || !ready) return undefined;
    let gone = false;
    api.message
      .subscribeTemplates({ query: { scene } })
      .then(({ templates }) => {
        const empty = templates.some(({ credits }) => credits === 0);
        if (!gone) setTemplateIds(empty ? templates.map(({ templateId }) => templateId) : []);
      })
      // Without templates nothing is asked; the page is whole without them.
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [scene, ready]);

  const ask = useCallback(async () => {
    if (templateIds.length === 0) return false;
    const results = await subscribe.ask(templateIds);
    if (results.length === 0) return false;
    setTemplateIds([]);
    await api.message.subscribeResults({ body: { scene, results: [...results] } }).catch(() => undefined);
    return results.some(({ result }) => result === 'accept');
  }, [scene, templateIds]);

  return { offered: templateIds.length > 0, ask };
}
