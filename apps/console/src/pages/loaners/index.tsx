import './loaners.css';
import type { LoanerCarView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { addDays, isBusinessDate, today } from '../../shared/format/time.js';
import { usePhone } from '../../shared/hooks/use-phone.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { DayNav } from '../../shared/ui/day-nav.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { DutyList } from './duty-list.js';
import { LoanLayer } from './loan-layer.js';
import { useLoaners } from './queries.js';
import { dutiesOf, weekFrom } from './week.js';
import { WeekCards, WeekTable } from './week-view.js';

const BookLayer = lazy(async () => ({ default: (await import('./book-layer.js')).BookLayer }));
const CarDialog = lazy(async () => ({ default: (await import('./car-dialog.js')).CarDialog }));

/** Loans that began this long ago may still be out: the longest is a month. */
const LOOK_BACK_DAYS = 45;

/** Loaner cars (代步车): what is to be done today, and who has which car on which day. */
export default function LoanersPage() {
  const may = useMay();
  const phone = usePhone();
  const filters = useUrlFilters();
  const wanted = filters.get('on');
  const on = isBusinessDate(wanted) ? wanted : today();
  const days = weekFrom(on);
  const [booking, setBooking] = useState<{ carId?: string; on?: string } | null>(null);
  const [car, setCar] = useState<LoanerCarView | 'new' | null>(null);
  const week = useLoaners(days[0] ?? on, days[6] ?? on);
  const around = useLoaners(addDays(today(), -LOOK_BACK_DAYS), addDays(today(), 1));
  const visitId = filters.get('visit');
  // A visit page leads here: the loaner is for whoever brought that car.
  const visit = useQuery({
    queryKey: ['visit', visitId],
    queryFn: () => api.workshop.detail({ params: { id: visitId ?? '' } }),
    enabled: visitId !== undefined,
  });
  const guest = visitId === undefined ? undefined : visit.data;
  const driver =
    guest?.ownerId != null
      ? {
          ownerId: guest.ownerId,
          vehicleId: guest.vehicleId,
          ownerName: guest.ownerName,
          plate: guest.plate,
          model: guest.model,
        }
      : undefined;
  const cars = week.data?.items ?? [];
  const [manage, settings] = [may('visit.manage'), may('store.manage')];
  const duties = around.data ? dutiesOf(around.data.items, today()) : [];
  const away = (around.data?.items ?? []).filter((one) =>
    one.loans.some((loan) => loan.state === 'out'),
  ).length;
  const view = {
    cars,
    days,
    onOpen: ({ id }: { id: string }) => filters.set({ loan: id }),
    onBook: manage ? (one: LoanerCarView, day: string) => setBooking({ carId: one.id, on: day }) : undefined,
    onCar: settings ? setCar : undefined,
  };
  return (
    <>
      <PageHead
        tab="代步车"
        title="代步车"
        sub={week.data && around.data ? `${cars.length} 辆，${away} 辆在外` : undefined}
        actions={
          <>
            {settings && (
              <Button data-testid="loaner-add" onClick={() => setCar('new')}>
                添加代步车
              </Button>
            )}
            {manage && cars.length > 0 && (
              <Button type="primary" data-testid="loan-book-open" onClick={() => setBooking({})}>
                预留代步车
              </Button>
            )}
          </>
        }
      />
      <DutyList duties={duties} onOpen={({ id }) => filters.set({ loan: id })} />
      <Panel flush>
        <div className="filters">
          <DayNav
            on={on}
            step={7}
            onChange={(next) => filters.set({ on: next === today() ? undefined : next })}
          />
        </div>
        {week.isPending && <ListSkeleton />}
        {week.isError && !week.data && <ErrorState error={week.error} onRetry={() => void week.refetch()} />}
        {week.data && cars.length === 0 && (
          <Empty
            icon="car"
            title="还没有代步车"
            text={settings ? '添加后，前台就能按天预留给车主。' : '请店总在这里添加代步车。'}
            action={settings && <Button onClick={() => setCar('new')}>添加代步车</Button>}
          />
        )}
        {cars.length > 0 && (phone ? <WeekCards {...view} /> : <WeekTable {...view} />)}
      </Panel>
      <LoanLayer id={filters.get('loan') ?? null} onClose={() => filters.set({ loan: undefined })} />
      <Suspense fallback={null}>
        {(booking || driver) && (
          <BookLayer
            carId={booking?.carId}
            on={booking?.on}
            driver={driver}
            visitId={visitId}
            onClose={() => {
              setBooking(null);
              filters.set({ visit: undefined });
            }}
          />
        )}
        {car && <CarDialog car={car === 'new' ? null : car} onClose={() => setCar(null)} />}
      </Suspense>
    </>
  );
}
