import type { BoardView, StaffBookingView } from '@cheban/contracts';
import { bookingStateLabel } from '@cheban/contracts/constants';
import { MINUTE_MS, timeOfDay } from '@cheban/kernel';
import { App } from 'antd';
import { type DragEvent, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../../app/api.js';
import { bookingAreas } from '../../features/booking/queries.js';
import { clockOf, dateOfInstant, instantAt } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { Icon } from '../../shared/ui/icon.js';
import { bookingLook } from '../../shared/ui/tag.js';
import { axisOf, type Column, clockText, minuteAt, placeColumn } from './layout.js';

/** Pixels per minute of the day. */
const SCALE = 1.3;
/** Cards of fewer minutes have no room for a third line. */
const ROOM_FOR_NAME = 50;

interface GridProps {
  board: BoardView;
  bookings: readonly StaffBookingView[];
  columns: readonly Column[];
  columnOf(booking: StaffBookingView): string;
  isToday: boolean;
  mayMove: boolean;
  /** What dropping on a column changes besides the time. */
  moveTo(column: string): { bayId?: string; advisorId?: string | null };
  onOpen(id: string): void;
}

interface Target {
  column: string;
  minute: number;
}

const movable = (booking: StaffBookingView) => booking.state === 'requested' || booking.state === 'confirmed';
const lengthOf = (booking: StaffBookingView) =>
  (Date.parse(booking.endsAt) - Date.parse(booking.startsAt)) / MINUTE_MS;

/** Day board: a column per bay or advisor, time downwards, a line for now. Cards can be dragged; the drawer's 改期 does the same by keyboard. */
export function BoardGrid(props: GridProps) {
  const { board, bookings, columns, columnOf, onOpen } = props;
  const { modal } = App.useApp();
  const [dragged, setDragged] = useState<{ booking: StaffBookingView; grab: number } | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const now = useNow(30_000);
  const axis = useMemo(() => axisOf({ ...board, bookings: [...bookings] }), [board, bookings]);
  const move = useSubmit(api.staffBooking.reschedule, {
    refresh: bookingAreas,
    success: '已改期，车主会收到通知',
  });
  const hours = Array.from({ length: (axis.to - axis.from) / 60 + 1 }, (_, index) => axis.from + index * 60);
  const nowMinute = timeOfDay(now) / MINUTE_MS;
  const height = (axis.to - axis.from) * SCALE;
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the day is opened
  useEffect(() => {
    // The morning is past by noon: begin a good hour before now.
    if (props.isToday && box.current) box.current.scrollTop = (nowMinute - axis.from - 75) * SCALE;
  }, [props.isToday]);

  function over(event: DragEvent<HTMLElement>, column: string) {
    if (!dragged) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    const y = event.clientY - box.top - dragged.grab;
    const minute = minuteAt(y, SCALE, axis, lengthOf(dragged.booking));
    if (target?.column !== column || target.minute !== minute) setTarget({ column, minute });
  }

  function drop(event: DragEvent<HTMLElement>) {
    event.preventDefault();
    const [what, where] = [dragged?.booking, target];
    setDragged(null);
    setTarget(null);
    if (!what || !where) return;
    const startsAt = instantAt(dateOfInstant(what.startsAt), clockText(where.minute));
    const sameTime = Date.parse(startsAt) === Date.parse(what.startsAt);
    if (sameTime && where.column === columnOf(what)) return;
    const name = columns.find((column) => column.id === where.column)?.name ?? '';
    const send = () =>
      move.mutateAsync({ params: { id: what.id }, body: { startsAt, ...props.moveTo(where.column) } });
    void modal.confirm({
      title: `改到 ${clockText(where.minute)}，${name}？`,
      content: `${what.ownerName} · ${plateText(what.plate)}，原时间 ${clockOf(what.startsAt)}${
        sameTime ? '' : '。车主会收到改期通知'
      }。`,
      okText: '确认改期',
      cancelText: '不改了',
      onOk: () => send().catch(() => undefined),
    });
  }

  return (
    <div className="board" ref={box} style={{ ['--columns' as string]: columns.length }}>
      <div className="board-corner" />
      {columns.map((column) => (
        <div key={column.id} className="board-head">
          <strong>{column.name}</strong>
          <small>{column.note}</small>
        </div>
      ))}
      <div className="board-axis num" style={{ height }} aria-hidden="true">
        {hours.map((minute) => (
          <span key={minute} style={{ top: (minute - axis.from) * SCALE }}>
            {clockText(minute)}
          </span>
        ))}
      </div>
      {columns.map((column) => (
        <section
          key={column.id}
          className="board-column"
          aria-label={column.name}
          style={{ height, backgroundSize: `100% ${60 * SCALE}px` }}
          onDragOver={(event) => over(event, column.id)}
          onDrop={drop}
        >
          {placeColumn(bookings.filter((entry) => columnOf(entry) === column.id)).map((entry) => (
            <button
              key={entry.booking.id}
              type="button"
              data-testid={`booking-card-${entry.booking.id}`}
              className={`board-card ${bookingLook[entry.booking.state].tone} ${entry.booking.late ? 'late' : ''}`}
              draggable={props.mayMove && movable(entry.booking)}
              style={{
                top: (entry.from - axis.from) * SCALE,
                height: (entry.to - entry.from) * SCALE - 2,
                left: `calc(${(entry.lane / entry.lanes) * 100}% + 3px)`,
                width: `calc(${100 / entry.lanes}% - 6px)`,
              }}
              onClick={() => onOpen(entry.booking.id)}
              onDragStart={(event) => {
                const box = event.currentTarget.getBoundingClientRect();
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', entry.booking.id);
                setDragged({ booking: entry.booking, grab: event.clientY - box.top });
              }}
              onDragEnd={() => {
                setDragged(null);
                setTarget(null);
              }}
            >
              <span className="board-card-top">
                <Icon name={entry.booking.late ? 'alert' : bookingLook[entry.booking.state].icon} size={13} />
                <strong>{plateText(entry.booking.plate)}</strong>
                <span className="hidden-label">
                  {bookingStateLabel[entry.booking.state]}
                  {entry.booking.late ? '，已超时' : ''}
                </span>
              </span>
              <span className="num">
                {clockOf(entry.booking.startsAt)} {entry.booking.serviceName}
              </span>
              {entry.to - entry.from >= ROOM_FOR_NAME && <span>{entry.booking.ownerName}</span>}
            </button>
          ))}
          {dragged && target?.column === column.id && (
            <div
              className="board-ghost num"
              style={{ top: (target.minute - axis.from) * SCALE, height: lengthOf(dragged.booking) * SCALE }}
            >
              {clockText(target.minute)}
            </div>
          )}
          {props.isToday && nowMinute >= axis.from && nowMinute <= axis.to && (
            <i className="board-now" style={{ top: (nowMinute - axis.from) * SCALE }} aria-hidden="true" />
          )}
        </section>
      ))}
    </div>
  );
}
