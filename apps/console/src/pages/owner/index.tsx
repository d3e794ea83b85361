import './owner.css';
import { ApiError } from '@cheban/api-client';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { NewBookingLayer } from '../../features/booking/on-demand.js';
import { CallLayer, NewCallLayer } from '../../features/call/on-demand.js';
import { yuan } from '../../shared/format/words.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Icon } from '../../shared/ui/icon.js';
import { PageHead } from '../../shared/ui/page.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { CallsPanel } from './calls-panel.js';
import { CarCards } from './car-cards.js';
import { CareWhyPanel } from './care-why-panel.js';
import { CouponsPanel } from './coupons-panel.js';
import { HoldPanel } from './hold-panel.js';
import { ReachPanel } from './reach-panel.js';
import { CasesPanel, DuePanel } from './side-panels.js';
import { Timeline } from './timeline.js';
import { UnmaskDialog, type Unmasked } from './unmask-dialog.js';
import { WhoPanel } from './who-panel.js';

export default function OwnerPage() {
  const { id = '' } = useParams();
  const may = useMay();
  const filters = useUrlFilters();
  const [unmasked, setUnmasked] = useState<{ id: string; view: Unmasked } | null>(null);
  const [asking, setAsking] = useState(false);
  const [bookingFor, setBookingFor] = useState<string | null>(null);
  const [calling, setCalling] = useState(false);
  const query = useQuery({
    queryKey: ['owner', id],
    queryFn: () => api.customer.detail({ params: { id } }),
  });
  if (query.error instanceof ApiError && query.error.status === 404)
    return <NotFound what="没有找到这位客户" />;
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const owner = query.data;
  if (!owner) return <PageSkeleton blocks={[56, 480]} />;
  const full = unmasked?.id === owner.id ? unmasked.view : null;
  const chosen = owner.vehicles.find((car) => car.id === filters.get('vehicle')) ?? owner.vehicles[0];
  const target = owner.vehicles.find((car) => car.id === bookingFor);
  return (
    <>
      <PageHead
        tab={owner.name}
        back={{ to: '/owners', label: '客户' }}
        title={
          <>
            {owner.name}
            {owner.bound ? <Tag tone="green">已绑定小程序</Tag> : <Tag>未绑定小程序</Tag>}
            {owner.openCases.length > 0 && (
              <Tag tone="red" icon="alert">
                有未结投诉
              </Tag>
            )}
          </>
        }
        sub={`进厂 ${owner.totals.visits} 次 · 累计 ${yuan(owner.totals.paidFen)}`}
        actions={
          <>
            {may('customer.unmask') && !full && (
              <Button icon={<Icon name="eye" />} data-testid="owner-unmask" onClick={() => setAsking(true)}>
                查看完整号码
              </Button>
            )}
            {may('task.manage') && chosen && (
              <Button icon={<Icon name="phone" />} data-testid="owner-call" onClick={() => setCalling(true)}>
                安排电话
              </Button>
            )}
            {may('booking.manage') && chosen && (
              <Button type="primary" data-testid="owner-book" onClick={() => setBookingFor(chosen.id)}>
                预约
              </Button>
            )}
          </>
        }
      />
      <div className="owner-columns">
        <div className="stack">
          <WhoPanel owner={owner} phone={full?.phone ?? owner.phone} unmasked={full !== null} />
          <CarCards
            owner={owner}
            full={full}
            chosen={chosen?.id}
            onChoose={(vehicle) => filters.set({ vehicle })}
            onBook={may('booking.manage') ? setBookingFor : undefined}
          />
        </div>
        <Timeline ownerId={owner.id} filters={filters} />
        <div className="stack owner-side">
          <DuePanel car={chosen} />
          <ReachPanel ownerId={owner.id} ownerName={owner.name} />
          <CallsPanel ownerId={owner.id} onOpen={(call) => filters.set({ call })} />
          <CasesPanel cases={owner.openCases} />
          <CouponsPanel ownerId={owner.id} ownerName={owner.name} />
          <HoldPanel ownerId={owner.id} ownerName={owner.name} storeId={chosen?.storeId} />
          <CareWhyPanel ownerId={owner.id} />
        </div>
      </div>
      {asking && (
        <UnmaskDialog
          ownerId={owner.id}
          onClose={() => setAsking(false)}
          onDone={(view) => {
            setUnmasked({ id: owner.id, view });
            setAsking(false);
          }}
        />
      )}
      <NewBookingLayer
        open={target !== undefined}
        storeId={target?.storeId}
        car={
          target && {
            ownerId: owner.id,
            vehicleId: target.id,
            ownerName: owner.name,
            plate: target.plate,
            model: target.model,
          }
        }
        onClose={() => setBookingFor(null)}
      />
      <CallLayer id={filters.get('call') ?? null} onClose={() => filters.set({ call: undefined })} />
      {chosen && (
        <NewCallLayer
          open={calling}
          storeId={chosen.storeId}
          car={{
            ownerId: owner.id,
            vehicleId: chosen.id,
            ownerName: owner.name,
            plate: chosen.plate,
            model: chosen.model,
          }}
          onClose={() => setCalling(false)}
        />
      )}
    </>
  );
}
