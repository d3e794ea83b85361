import { rescueKinds } from '@cheban/contracts/constants';
import { useRouter } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { go, replaceWith } from '@/shared/nav/go';
import { phone, place } from '@/shared/platform';
import { CallScreen, emptyCall, type RescueDraft } from '../components/call-screen';
import '../rescue.css';

/** A call waits so long for a place that is still looked for, in milliseconds: who comes must know where, and must come. */
const LONGEST_LOOK_MS = 6_000;

/** One tap for help: the car is chosen already, the place is looked for at once, nothing but the kind has to be said. */
export default function RescueCallPage() {
  const { vehicleId = '', kind: wanted } = useRouter().params;
  const { resource, reload } = useResource('rescue.call', async () => {
    const [{ cars }, { items }] = await Promise.all([api.owner.home(), api.rescue.mine()]);
    // Who has no car on file is helped by telephone.
    const stores = cars.length > 0 ? [] : (await api.rescue.stores()).items;
    return { cars, calls: items, stores };
  });
  const [carId, setCarId] = useState(vehicleId);
  const [draft, setDraft] = useState<RescueDraft>({
    ...emptyCall,
    kind: rescueKinds.find((kind) => kind === wanted) ?? null,
  });
  const change = (part: Partial<RescueDraft>) => setDraft((before) => ({ ...before, ...part }));
  const { busy, problem, submit } = useSubmit(reload);
  const cars = resource.data?.cars ?? [];
  const car = cars.find(({ id }) => id === carId) ?? cars[0];
  const offer = useSubscribe('rescue', car !== undefined);

  const looking = useRef<ReturnType<typeof place.locate>>(Promise.resolve(null));
  const locate = async () => {
    change({ place: 'looking' });
    looking.current = place.locate();
    change({ place: (await looking.current) ?? 'unknown' });
  };
  const { openSettings } = place;
  const allow = async () => {
    await openSettings?.();
    await locate();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page opens
  useEffect(() => {
    void locate();
  }, []);

  const call = async () => {
    const { kind, address, words, photos } = draft;
    if (!car || kind === null) return;
    // Directly in the tap, and nothing waits for it: help comes first.
    void offer.ask();
    await submit(async (keyFor) => {
      const found = typeof draft.place === 'object' ? draft.place : await soon(looking.current);
      const spot = typeof found === 'object' ? found : null;
      const photoIds = photos.map(({ id }) => id);
      const body = { vehicleId: car.id, kind, spot, address: address.trim(), words: words.trim(), photoIds };
      const { id } = await api.rescue.call({ body }, { idempotencyKey: keyFor(body) });
      await replaceWith('rescue.detail', { id });
    });
  };

  return (
    <CallScreen
      page={resource}
      car={car}
      draft={draft}
      busy={busy}
      problem={problem}
      onSwitchCar={setCarId}
      onChange={change}
      onLocate={() => void locate()}
      onAllow={openSettings && (() => void allow())}
      onCall={() => void call()}
      onDial={(number) => phone.call(number)}
      onBind={() => go('account.bind')}
      onOpen={(id) => go('rescue.detail', { id })}
      onRetry={reload}
    />
  );
}

/** What comes in time, or null. */
function soon<T>(work: Promise<T | null>): Promise<T | null> {
  return Promise.race([
    work,
    new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), LONGEST_LOOK_MS);
    }),
  ]);
}
