import type { BoardView, StaffBookingView } from '@cheban/contracts';
import { MINUTE_MS, timeOfDay } from '@cheban/kernel';
import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { type BusinessDate, dateOfInstant, today } from '../../shared/format/time.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { BookingCard } from './booking-card.js';
import { HoldCard } from './hold-card.js';
import { axisOf, type Column, clockText, minuteAt, placeColumn, STEP_MINUTES } from './layout.js';
import {
  columnOf,
  freeWords,
  type Grouping,
  lengthOf,
  minutesOf,
  type Place,
  partOn,
  placeOf,
  type Refusal,
} from './place.js';
import { useCardMove } from './use-card-move.js';

/** Pixels per minute of the day. */
const SCALE = 1.3;
/** Cards of fewer minutes have no room for a third line. */
const ROOM_FOR_NAME = 50;

export interface GridProps {
  board: BoardView;
  by: Grouping;
  bookings: readonly StaffBookingView[];
  columns: readonly Column[];
  mayMove: boolean;
  /** What is known against a place, said while the card is still in the hand. */
  refusal(booking: StaffBookingView, place: Place): Refusal | null;
  onMove(booking: StaffBookingView, place: Place): void;
  /** An empty place was clicked. */
  onNew(place: Place): void;
  onOpen(id: string): void;
}

/** Day board: a column per bay or advisor, time downwards, a line for now. Cards are carried by pointer or keyboard. */
export function DayGrid(props: GridProps & { on: BusinessDate }) {
  const { board, by, bookings, columns, on, mayMove, onOpen } = props;
  const now = useNow(30_000);
  const axis = useMemo(() => axisOf({ ...board, bookings: [...bookings] }), [board, bookings]);
  const hours = Array.from({ length: (axis.to - axis.from) / 60 + 1 }, (_, index) => axis.from + index * 60);
  const nowMinute = timeOfDay(now) / MINUTE_MS;
  const isToday = on === today();
  const height = (axis.to - axis.from) * SCALE;
  const top = (minute: number) => (minute - axis.from) * SCALE;
  const box = useRef<HTMLDivElement>(null);
  const sections = useRef(new Map<string, HTMLElement>());
  const day = board.days.find((entry) => entry.on === on);
  const conflicts = new Set(board.conflicts.map(({ bookingId }) => bookingId));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the day is opened
  useEffect(() => {
    // The morning is past by noon: begin a good hour before now.
    if (isToday && box.current) box.current.scrollTop = top(nowMinute - 75);
  }, [isToday]);

  const { carried, cardProps } = useCardMove({
    enabled: mayMove,
    box,
    placeOf: (booking) => placeOf(booking, by),
    locate(x, y, grab, booking) {
      let best: { column: string; away: number; top: number } | null = null;
      for (const [column, section] of sections.current) {
        const rect = section.getBoundingClientRect();
        const away = x < rect.left ? rect.left - x : x > rect.right ? x - rect.right : 0;
        if (!best || away < best.away) best = { column, away, top: rect.top };
      }
      if (!best) return null;
      const minute = minuteAt(y - best.top - grab, SCALE, axis, lengthOf(booking));
      return { column: best.column, on, minute };
    },
    step(place, key, booking) {
      const index = columns.findIndex((column) => column.id === place.column);
      const next =
        key === 'ArrowLeft' ? columns[index - 1] : key === 'ArrowRight' ? columns[index + 1] : null;
      if (next) return { ...place, column: next.id };
      const by = key === 'ArrowUp' ? -STEP_MINUTES : key === 'ArrowDown' ? STEP_MINUTES : 0;
      const minute = place.minute + by;
      return by !== 0 && minute >= axis.from && minute + lengthOf(booking) <= axis.to
        ? { ...place, minute }
        : null;
    },
    onDrop: props.onMove,
  });
  const against = carried ? props.refusal(carried.booking, carried.to) : null;
  const nameOf = (id: string) => columns.find((column) => column.id === id)?.name ?? '';

  function clickEmpty(event: MouseEvent<HTMLElement>, column: string) {
    if (!mayMove || event.target !== event.currentTarget) return;
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
    props.onNew({ column, on, minute: minuteAt(y - (STEP_MINUTES * SCALE) / 2, SCALE, axis, STEP_MINUTES) });
  }

  return (
    <div className="board" ref={box} style={{ ['--columns' as string]: columns.length }}>
      <p className="hidden-label" role="status">
        {carried?.by === 'keys' &&
          `已拿起，${nameOf(carried.to.column)} ${clockText(carried.to.minute)}${
            against ? `，${against.text}` : ''
          }。方向键移动，回车放下，Esc 放回。`}
      </p>
      <div className="board-corner" />
      {columns.map((column) => {
        const free = board.lanes.find(({ id }) => id === column.id)?.freeMinutes[
          board.days.findIndex((d) => d.on === on)
        ];
        return (
          <div key={column.id} className="board-head">
            <strong>{column.name}</strong>
            <small>
              {column.note}
              {free !== undefined && day?.open && ` · ${freeWords(free)}`}
            </small>
          </div>
        );
      })}
      <div className="board-axis num" style={{ height }} aria-hidden="true">
        {hours.map((minute) => (
          <span key={minute} style={{ top: top(minute) }}>
            {clockText(minute)}
          </span>
        ))}
      </div>
      {columns.map((column) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the button 新建预约 is the keyboard's way
        <section
          key={column.id}
          ref={(node) => {
            if (node) sections.current.set(column.id, node);
            else sections.current.delete(column.id);
          }}
          data-testid={`board-column-${column.id}`}
          className={`board-column ${mayMove ? 'takes' : ''}`}
          aria-label={column.name}
          style={{ height, backgroundSize: `100% ${60 * SCALE}px` }}
          onClick={(event) => clickEmpty(event, column.id)}
        >
          {day?.breakFrom && day.breakTo && (
            <Shade from={day.breakFrom} to={day.breakTo} text="午休" top={top} />
          )}
          {(board.lanes.find(({ id }) => id === column.id)?.blocks ?? []).map((block) => {
            const part = partOn(block, on);
            const [from, to] = [Math.max(part?.from ?? 0, axis.from), Math.min(part?.to ?? 0, axis.to)];
            return (
              to > from && (
                <div
                  key={block.id}
                  className="board-block"
                  style={{ top: top(from), height: (to - from) * SCALE }}
                >
                  {block.reason}
                </div>
              )
            );
          })}
          {board.holds
            .filter(
              (hold) =>
                (by === 'bay' ? hold.bayId : hold.advisorId) === column.id &&
                dateOfInstant(hold.startsAt) === on,
            )
            .map((hold) => (
              <HoldCard
                key={hold.id}
                hold={hold}
                style={{ top: top(minutesOf(hold.startsAt)), height: lengthOf(hold) * SCALE - 2 }}
              />
            ))}
          {placeColumn(bookings.filter((entry) => columnOf(entry, by) === column.id)).map((entry) => (
            <BookingCard
              key={entry.booking.id}
              booking={entry.booking}
              conflict={conflicts.has(entry.booking.id)}
              carried={carried?.booking.id === entry.booking.id}
              lines={entry.to - entry.from >= ROOM_FOR_NAME ? 3 : entry.to - entry.from > 20 ? 2 : 1}
              style={{
                top: top(entry.from),
                height: (entry.to - entry.from) * SCALE - 2,
                left: `calc(${(entry.lane / entry.lanes) * 100}% + 3px)`,
                width: `calc(${100 / entry.lanes}% - 6px)`,
              }}
              {...cardProps(entry.booking, onOpen)}
            />
          ))}
          {carried?.to.column === column.id && (
            <div
              className={`board-ghost num ${against ? 'bad' : ''}`}
              style={{ top: top(carried.to.minute), height: lengthOf(carried.booking) * SCALE }}
            >
              {clockText(carried.to.minute)}
              {against && <small>{against.text}</small>}
            </div>
          )}
          {isToday && nowMinute >= axis.from && nowMinute <= axis.to && (
            <i className="board-now" style={{ top: top(nowMinute) }} aria-hidden="true" />
          )}
        </section>
      ))}
    </div>
  );
}

const minutesOfClock = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function Shade({
  from,
  to,
  text,
  top,
}: {
  from: string;
  to: string;
  text: string;
  top(minute: number): number;
}) {
  const [start, end] = [minutesOfClock(from), minutesOfClock(to)];
  return (
    <div className="board-break" style={{ top: top(start), height: top(end) - top(start) }}>
      {text}
    </div>
  );
}
