import { ApiError } from '@cheban/api-client';
import type { GrabView, WaveView } from '@cheban/contracts';
import { useRef, useState } from 'react';
import { api, describeError } from '@/shared/api';

/** Waits before each further try, in ms, spread by a half: a wave answers a person once, however often they ask. */
const waitsMs = [300, 700, 1_500, 3_000];

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms * (0.75 + Math.random() / 2)));

interface Grab {
  readonly state: 'idle' | 'busy' | 'slow' | 'done' | 'failed';
  readonly answer: GrabView | null;
  readonly problem: string | null;
}

const idle: Grab = { state: 'idle', answer: null, problem: null };

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
    for (let attempt = 0; ; attempt += 1) {
      const wait = waitsMs[attempt];
      try {
        if (!ticket) throw new ApiError(409, 'CAMPAIGN.TICKET', '活动页面刚刚更新，请再点一次。', false);
        return await api.campaign.grab({
          params: { id: from.campaignId, wave: from.number },
          body: { ticket },
        });
      } catch (error) {
        if (!(error instanceof ApiError) || wait === undefined) throw error;
        const stale = error.code === 'CAMPAIGN.TICKET';
        if (!stale && !error.retry) throw error;
        if (!stale) {
          setGrab({ ...idle, state: 'slow' });
          await pause(wait);
        } else if (attempt > 0) {
          throw error;
        } else {
          ticket = (await fresh())?.ticket?.text;
        }
      }
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
