import type { BoardView } from '@cheban/contracts';
import { useEffect, useRef } from 'react';
import { type BusinessDate, today } from '../../shared/format/time.js';

const weekdays = ['', '一', '二', '三', '四', '五', '六', '日'] as const;

/** The week on a phone: seven days with how many bookings each has. */
export function DayStrip({
  days,
  on,
  onChange,
}: {
  days: BoardView['days'];
  on: BusinessDate;
  onChange(on: BusinessDate): void;
}) {
  const row = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another day is chosen
  useEffect(() => {
    row.current
      ?.querySelector('[aria-pressed="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [on]);
  return (
    <div className="day-strip" ref={row}>
      {days.map((day) => (
        <button
          key={day.on}
          type="button"
          aria-pressed={day.on === on}
          className={day.open ? '' : 'closed'}
          onClick={() => onChange(day.on)}
        >
          <small>{day.on === today() ? '今天' : `周${weekdays[day.weekday]}`}</small>
          <strong className="num">{Number(day.on.slice(8))}</strong>
          <small className="num">{day.open ? `${day.count} 约` : '休'}</small>
        </button>
      ))}
    </div>
  );
}
