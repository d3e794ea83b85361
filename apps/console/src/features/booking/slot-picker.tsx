import './slot-picker.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { type BusinessDate, dateOfInstant, dayWords } from '../../shared/format/time.js';
import { Bone } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';

/** Free slots: a row of days, a grid of chips. Full ones are struck through and cannot be chosen. */
export function SlotPicker({
  storeId,
  serviceId,
  advisorId,
  value,
  onChange,
  allowFull = false,
}: {
  storeId: string;
  serviceId: string;
  advisorId?: string | undefined;
  value?: string | undefined;
  onChange?: (startsAt: string) => void;
  /** Full slots can be chosen too, for somebody who may book beyond capacity. */
  allowFull?: boolean;
}) {
  const [picked, setPicked] = useState<BusinessDate | null>(value ? dateOfInstant(value) : null);
  const query = { storeId, serviceId, days: 14, ...(advisorId && { advisorId }) };
  const slots = useQuery({
    queryKey: ['slots', query],
    queryFn: () => api.staffBooking.slots({ query }),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  if (slots.isPending) {
    return (
      <div className="slot-days">
        {Array.from({ length: 5 }, (_, index) => (
          <Bone key={index.toString()} width={84} height={52} />
        ))}
      </div>
    );
  }
  if (slots.isError) return <ErrorState error={slots.error} onRetry={() => void slots.refetch()} />;
  const { days, firstFreeAt } = slots.data;
  const first = firstFreeAt ? dateOfInstant(firstFreeAt) : days[0]?.on;
  const day = days.find((entry) => entry.on === (picked ?? first)) ?? days[0];
  if (!day) return <Empty title="近期没有开放的时段" text="请在门店设置里检查营业时间和工位。" />;
  return (
    <div>
      <div className="slot-days">
        {days.map((entry) => (
          <button
            key={entry.on}
            type="button"
            aria-pressed={entry.on === day.on}
            className="slot-day"
            onClick={() => setPicked(entry.on)}
          >
            <span>{dayWords(entry.on)}</span>
            <small>{dayNote(entry)}</small>
          </button>
        ))}
      </div>
      {day.open ? (
        <div className="slot-grid">
          {day.slots.map((slot) => (
            <button
              key={slot.startsAt}
              type="button"
              aria-pressed={Date.parse(slot.startsAt) === Date.parse(value ?? '')}
              className={`slot ${slot.free ? '' : 'full'}`}
              data-testid={slot.free ? 'slot-free' : 'slot-full'}
              disabled={!slot.free && !allowFull}
              onClick={() => onChange?.(slot.startsAt)}
            >
              {slot.clock}
              {!slot.free && <span className="hidden-label">已满</span>}
            </button>
          ))}
        </div>
      ) : (
        <p className="hint">{day.holiday ? `${day.holiday}休息` : '当天不营业'}，请换一天。</p>
      )}
    </div>
  );
}

function dayNote(day: { open: boolean; holiday: string | null; freeCount: number }): string {
  if (!day.open) return day.holiday ?? '休息';
  return day.freeCount > 0 ? `余 ${day.freeCount}` : '已满';
}
