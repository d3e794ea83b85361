import type { PlayBanner } from '@cheban/contracts';
import { useState } from 'react';
import { api } from '@/shared/api';
import { rememberStore } from '@/shared/data/known-store';
import { showUnread } from '@/shared/data/unread';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { go } from '@/shared/nav/go';
import { phone, storage } from '@/shared/platform';
import { toast } from '@/shared/ui';
import { MileageSheet } from './components/mileage-sheet';
import { HomeScreen } from './screen';
import './home.css';

/** The car that was looked at last comes first next time. */
const carKey = 'cheban.car';
/** What was put away last is not shown again. */
const playKey = 'cheban.play';
const keyOf = ({ kind, id, wave }: PlayBanner) => `${kind}:${id}:${wave ?? ''}`;

export default function HomePage() {
  const { resource, reload } = useResource('home', async () => {
    const home = await api.owner.home();
    showUnread(home.unread);
    const [first] = home.cars;
    if (first) rememberStore({ name: first.storeName, phone: first.storePhone });
    return { ...home, heardMs: Date.now() };
  });
  const [carId, setCarId] = useState(() => storage.read<string>(carKey));
  const [mileage, setMileage] = useState<'closed' | 'open' | 'aside'>('closed');
  const { busy, problem, say, submit } = useSubmit();
  const nowMs = useNow();
  const cars = resource.data?.cars ?? [];
  const car = cars.find(({ id }) => id === carId) ?? cars[0];
  const offer = useSubscribe('home', car !== undefined);
  const [putAway, setPutAway] = useState(() => storage.read<string>(playKey));
  const home = resource.data;
  const play = home?.play && keyOf(home.play) !== putAway ? home.play : null;

  const switchTo = (id: string) => {
    setCarId(id);
    storage.write(carKey, id);
  };

  const openMileage = () => {
    say(null);
    setMileage('open');
  };

  const save = async (km: number) => {
    if (!car) return;
    await submit(async (keyFor) => {
      const request = { params: { id: car.id }, body: { km } };
      const { accepted } = await api.owner.reportMileage(request, { idempotencyKey: keyFor(request) });
      setMileage(accepted ? 'closed' : 'aside');
      if (accepted) toast('里程已更新', 'success');
      await reload();
    });
  };

  return (
    <HomeScreen
      home={resource}
      nowMs={nowMs}
      car={car}
      offer={offer}
      play={play && home ? { ...play, startsAtMs: home.heardMs + play.startsInMs } : null}
      onPlay={({ kind, id, wave }) =>
        kind === 'campaign' ? go('campaign.wave', { id, wave: String(wave ?? 1) }) : go('game.detail', { id })
      }
      onPlayStart={() => void reload()}
      onPlayClose={(closed) => {
        setPutAway(keyOf(closed));
        storage.write(playKey, keyOf(closed));
      }}
      onSwitchCar={switchTo}
      onBook={(booked) => go('booking.create', { vehicleId: booked.id })}
      onOpenRunning={(running) =>
        running.type === 'visit'
          ? go('visit.detail', { id: running.id })
          : go('booking.detail', { id: running.id })
      }
      onFreeMove={(id) => go('booking.detail', { id, reschedule: '1' })}
      onOpenVisit={(id) => go('visit.report', { id })}
      onRate={(visitId) => go('rating.create', { visitId })}
      onHistory={({ id }) => go('vehicle.history', { id })}
      onMileage={openMileage}
      onMessages={() => go('message.list')}
      onBind={() => go('account.bind')}
      onRescue={({ id }) => go('rescue.call', { vehicleId: id })}
      onInsurance={({ id }) => go('insurance.car', { id })}
      onOpenRescue={(id) => go('rescue.detail', { id })}
      onCallStore={(number) => phone.call(number)}
      onRetry={reload}
    >
      {car && mileage !== 'closed' ? (
        <MileageSheet
          model={car.model}
          busy={busy}
          problem={problem}
          aside={mileage === 'aside'}
          onSave={(km) => void save(km)}
          onClose={() => setMileage('closed')}
        />
      ) : null}
    </HomeScreen>
  );
}
