import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api } from '@/shared/api';
import { useMessageRead } from '@/shared/data/use-message-read';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { decoded, go } from '@/shared/nav/go';
import { usePrize } from '@/shared/prize/use-prize';
import { useGrab } from '../components/use-grab';
import { knownWave, withPulse } from '../components/wave-clock';
import { WaveScreen } from '../components/wave-screen';
import '../campaign.css';

/** The list of winners of an open wave is renewed at such intervals, in ms. */
const winnersMs = 15_000;
/** Whether the wave is still on, in ms: thousands wait at the same time, each asks at another moment. */
const pulseMs = 4_000;
const spreadMs = 4_000;
/** The longest a timer can count; the page is asked again then. */
const longestMs = 3_600_000;

export default function WavePage() {
  // A scanned mini-program code brings the campaign as `scene`.
  const { scene = '', id = decoded(scene), wave: asked = '', messageId, reply } = useRouter().params;
  const { resource, reload, show, amend } = useResource(`wave:${id}:${asked}`, load);
  const nowMs = useNow(1000);
  const [started, setStarted] = useState(false);
  const wave = resource.data?.wave;

  async function load() {
    const number = Number(asked) || (await waveOf(id));
    const answer = await api.campaign.wave({ params: { id, wave: number } });
    return knownWave(answer, Date.now());
  }
  const fresh = async () => {
    const known = await load().catch(() => undefined);
    if (known) show(known);
    return known?.wave;
  };
  const { grab, tap } = useGrab(wave, fresh);
  const step = usePrize(wave?.mine ?? null, reload);
  const offer = useSubscribe('campaign', wave?.reminder === 'offered');
  const { submit } = useSubmit(reload);

  const remind = () => {
    // WeChat opens its sheet only inside the tap; the wish is kept behind it, whatever is answered there.
    void offer.ask();
    const request = { params: { id, wave: wave?.number ?? 1 } };
    void submit(async (keyFor) => {
      await api.campaign.remind(request, { idempotencyKey: keyFor(request) });
      await fresh();
    });
  };

  useMessageRead(messageId, wave !== undefined);

  const askAtMs = resource.data?.askAtMs ?? null;
  useEffect(() => {
    if (askAtMs === null) return undefined;
    const timer = setTimeout(() => void reload(), Math.min(longestMs, Math.max(1000, askAtMs - Date.now())));
    return () => clearTimeout(timer);
  }, [askAtMs, reload]);
  // While a tap is under way nothing else asks.
  const watching = (started || wave?.state === 'open') && grab.state !== 'busy' && grab.state !== 'slow';
  const ended = wave?.state === 'over' || wave?.state === 'stopped';
  usePolling(reload, winnersMs, watching && !ended, spreadMs);
  const pulse = async () => {
    if (!wave) return;
    const askedMs = Date.now();
    const heard = await api.campaign.pulse({ params: { id: wave.campaignId, wave: wave.number } });
    const heardMs = Date.now();
    amend((known) => withPulse(known, heard, askedMs, heardMs));
  };
  const waits = wave !== undefined && wave.mine === null && wave.noTicket !== 'not_invited' && !ended;
  usePolling(pulse, pulseMs, waits, spreadMs);

  return (
    <WaveScreen
      known={resource}
      nowMs={nowMs}
      grab={grab}
      step={step}
      onStart={() => setStarted(true)}
      onRemind={remind}
      onGrab={tap}
      onMine={() => go('campaign.mine')}
      onBook={messageId && reply ? () => go('booking.create', { messageId }) : undefined}
      onRetry={reload}
    />
  );
}

/** The wave that is open, else the next one, else the last. */
async function waveOf(id: string): Promise<number> {
  const { nextWave, waves } = await api.campaign.detail({ params: { id } });
  return nextWave ?? waves.at(-1)?.number ?? 1;
}
