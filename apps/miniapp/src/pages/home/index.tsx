import { useState } from 'react';
import { api } from '@/shared/api';
import { showUnread } from '@/shared/data/unread';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { go } from '@/shared/nav/go';
import { phone, storage } from '@/shared/platform';
import { toast } from '@/shared/ui';
import { MileageSheet } from './components/mileage-sheet';
import { nearWave } from './components/near-wave';
import { HomeScreen } from './screen';
import './home.css';

/** The car that was looked at last comes first next time. */
const carKey = 'cheban.car';

export default function HomePage() {
  const { resource, reload } = useResource('home', async () => {
    const home = await api.owner.home();
    showUnread(home.unread);
    return home;
  });
  const [carId, setCarId] = useState(() => storage.read<string>(carKey));
  const [mileage, setMileage] = useState<'closed' | 'open' | 'aside'>('closed');
  const { busy, problem, say, submit } = useSubmit();
  const nowMs = useNow();
  const cars = resource.data?.cars ?? [];
  const car = cars.find(({ id }) => id === carId) ?? cars[0];
  const offer = useSubscribe('home', car !== undefined);
  // The car comes first; without an answer home is whole without the banner.
  const wave = useResource(car ? 'near-wave' : null, async () => {
    const { items, serverNow } = await api.campaign.list();
    return nearWave(items, serverNow, Date.now());
  });

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
      wave={wave.resource.data ?? null}
      onWave={({ campaignId, number }) => go('campaign.wave', { id: campaignId, wave: String(number) })}
      onWaveStart={() => void wave.reload()}
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
