import './check-in.css';
import type { StaffBookingView } from '@cheban/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { whenWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useDebounced } from '../../shared/hooks/use-debounced.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { Layer } from '../../shared/ui/layer.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import type { Arrival } from './arrival.js';
import { CheckInForm } from './check-in-form.js';

const fromBooking = (booking: StaffBookingView): Arrival => ({
  bookingId: booking.id,
  vehicleId: booking.vehicleId,
  ownerId: booking.ownerId,
  ownerName: booking.ownerName,
  model: booking.model,
  plate: booking.plate,
  startsAt: booking.startsAt,
  serviceId: booking.serviceId,
  serviceName: booking.serviceName,
  advisorName: booking.advisorName,
  lastKm: null,
  visitId: booking.visitId,
});

function Candidates({ q, onPick }: { q: string; onPick(arrival: Arrival): void }) {
  const storeId = useStoreId();
  const arrivals = useQuery({
    queryKey: ['arrivals', storeId, q],
    queryFn: () => api.workshop.arrivals({ query: { storeId, q } }),
    enabled: q.length >= 3,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  if (q.length < 3) return <p className="hint">输入车牌后三位以上，或用扫码枪扫车主手机上的到店码。</p>;
  if (arrivals.isError) return <ErrorState error={arrivals.error} onRetry={() => void arrivals.refetch()} />;
  if (arrivals.isPending) return <ListSkeleton rows={3} />;
  const items = arrivals.data.items;
  if (items.length === 0) {
    return <Empty icon="car" title="没有找到这辆车" text="请核对车牌，或请车主出示预约里的到店码。" />;
  }
  return (
    <ul className="arrivals">
      {items.map((item) => (
        <li key={`${item.vehicleId}-${item.bookingId}`}>
          {item.visitId ? (
            <Link className="arrival" to={`/visits/${item.visitId}`}>
              <ArrivalText item={item} />
              <span className="arrival-mark">已在店，打开工单</span>
            </Link>
          ) : (
            <button
              type="button"
              className="arrival"
              data-testid="check-in-candidate"
              onClick={() => onPick(item)}
            >
              <ArrivalText item={item} />
              <span className="arrival-mark">{item.startsAt ? whenWords(item.startsAt) : '未预约'}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function ArrivalText({ item }: { item: Arrival }) {
  return (
    <span>
      <strong>{plateText(item.plate)}</strong> {item.model}
      <br />
      <span className="muted small">
        {[item.ownerName, item.serviceName, item.advisorName].filter(Boolean).join(' · ')}
      </span>
    </span>
  );
}

/** Check-in (接车): who is standing here, then the record. A booking that is already known skips the search. */
export function CheckInLayer({
  open,
  booking,
  onClose,
}: {
  open: boolean;
  booking?: StaffBookingView;
  onClose(): void;
}) {
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<Arrival | null>(null);
  const q = useDebounced(text.trim(), 200);
  const arrival = picked ?? (booking ? fromBooking(booking) : null);

  // The layer stays where it is when it closes; the form in it says itself when it was refused.
  const unsaved = useUnsaved(null);
  const pickAgain = () => {
    unsaved.onHandedIn();
    setPicked(null);
  };
  function close() {
    pickAgain();
    setText('');
    onClose();
  }

  return (
    <Layer
      open={open}
      title="到店接车"
      onClose={() => unsaved.leave(close)}
      testId="check-in-layer"
      width={480}
    >
      {arrival ? (
        <>
          <p className="arrival-head">
            <ArrivalText item={arrival} />
            {!booking && (
              <Button size="small" onClick={() => unsaved.leave(pickAgain)}>
                重新选择
              </Button>
            )}
          </p>
          <CheckInForm arrival={arrival} unsaved={unsaved} onDone={close} />
        </>
      ) : (
        <>
          <Input
            size="large"
            autoFocus
            aria-label="车牌尾号或到店码"
            data-testid="check-in-query"
            placeholder="车牌尾号，或扫描到店码"
            value={text}
            allowClear
            onChange={(event) => setText(event.target.value)}
          />
          <div style={{ marginTop: 12 }}>
            <Candidates q={q} onPick={setPicked} />
          </div>
        </>
      )}
    </Layer>
  );
}
