import { ApiError } from '@cheban/api-client';
import type { GrabView, WaveView } from '@cheban/contracts';
import { useRef, useState } from 'react';
import { api, describeError } from '@/shared/api';
import { insist } from '@/shared/data/insist';

interface Grab {
  readonly state: 'idle' | 'busy' | 'slow' | 'done' | 'failed';
  readonly answer: GrabView | null;
  readonly problem: string | null;
}

const idle: Grab = { state: 'idle', answer: null, problem: null };
const noTicket = 'CAMPAIGN.TICKET' as const;

/**
 * The tap. On a weak network the same question is asked again until an answer comes; the server gives the same answer to
 * a person, so that nothing is lost and nothing is won twice.
 * @param fresh loads the page again, for a new ticket, and gives what came
 */
export function useGrab(wave: WaveView | undefined, fresh: () => Promise<WaveView | undefined>) {
  const [grab, setGrab] = useState<Grab>(idle);
  const busy = useRef(false);

  const ask = async (from: WaveView): Promise<GrabView> => {
    let ticket = from.ticket?.text;
    const once = () => {
      if (!ticket) throw new ApiError(409, noTicket, '活动页面刚刚更新，请再点一次。', false);
      const params = { id: from.campaignId, wave: from.number };
      return api.campaign.grab({ params, body: { ticket } });
    };
    const slow = () => setGrab({ ...idle, state: 'slow' });
    try {
      return await insist(once, slow);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== noTicket) throw error;
      ticket = (await fresh())?.ticket?.text;
      return insist(once, slow);
    }
  };

  const tap = async () => {
    if (busy.current || !wave) return;
    busy.current = true;
    setGrab({ ...idle, state: 'busy' });
    try {
      const answer = await ask(wave);
      // Too early by the server's clock: the fresh page counts down anew.
      setGrab({ state: answer.result === 'early' ? 'idle' : 'done', answer, problem: null });
      void fresh();
    } catch (error) {
      setGrab({ state: 'failed', answer: null, problem: describeError(error).message });
    } finally {
      busy.current = false;
    }
  };

  return { grab, tap: () => void tap() };
}
