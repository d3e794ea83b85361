import { useState } from 'react';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { HomeScreen } from './screen';
import './home.css';

export default function HomePage() {
  const { resource, reload } = useResource('home', () => api.owner.home());
  const [carIndex, setCarIndex] = useState(0);
  const nowMs = useNow();
  const cars = resource.data?.cars.length ?? 0;
  return (
    <HomeScreen
      home={resource}
      nowMs={nowMs}
      carIndex={carIndex}
      onSwitchCar={() => setCarIndex((carIndex + 1) % Math.max(1, cars))}
      onBook={(car) => go('booking.create', { vehicleId: car.id })}
      onOpenRunning={(running) =>
        running.type === 'visit'
          ? go('visit.detail', { id: running.id })
          : go('booking.detail', { id: running.id })
      }
      onOpenVisit={(id) => go('visit.report', { id })}
      onRate={(visitId) => go('rating.create', { visitId })}
      onMessages={() => go('message.list')}
      onBind={() => go('account.bind')}
      onCallStore={(number) => phone.call(number)}
      onRetry={reload}
    />
  );
}
