import { useRef } from 'react';
import { type BusinessDate, clockOf, dateOfInstant, shortDate, today } from '../../shared/format/time.js';
import { Icon } from '../../shared/ui/icon.js';
import { BookingCard } from './booking-card.js';
import type { GridProps } from './day-grid.js';
import { HoldCard } from './hold-card.js';
import { clockText } from './layout.js';
import { columnOf, freeWords, partOn, placeOf } from './place.js';
import { useCardMove } from './use-card-move.js';

const weekdays = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

/** Week board: a line per bay or advisor, a column per day. Carrying a card changes its day or its line, not its clock time. */
export function WeekGrid(props: GridProps & { onDay(on: BusinessDate): void }) {
  const { board, by, bookings, columns, mayMove } = props;
  const box = useRef<HTMLDivElement>(null);
  const conflicts = new Set(board.conflicts.map(({ bookingId }) => bookingId));
  const { carried, cardProps } = useCardMove({
    enabled: mayMove,
    box,
    placeOf: (booking) => placeOf(booking, by),
    locate(x, y, _grab, booking) {
      const cell = document
        .elementsFromPoint(x, y)
        .find(
          (node): node is HTMLElement => node instanceof HTMLElement && node.dataset['day'] !== undefined,
        );
      const [column, on] = [cell?.dataset['lane'], cell?.dataset['day']];
      return column && on ? { column, on, minute: placeOf(booking, by).minute } : null;
    },
    step(place, key) {
      const line = columns.findIndex((column) => column.id === place.column);
      const day = board.days.findIndex((entry) => entry.on === place.on);
      const lane =
        key === 'ArrowUp' ? columns[line - 1] : key === 'ArrowDown' ? columns[line + 1] : undefined;
      if (lane) return { ...place, column: lane.id };
      const next =
        key === 'ArrowLeft' ? board.days[day - 1] : key === 'ArrowRight' ? board.days[day + 1] : undefined;
      return next ? { ...place, on: next.on } : null;
    },
    onDrop: props.onMove,
  });
  const against = carried ? props.refusal(carried.booking, carried.to) : null;
  const nameOf = (id: string) => columns.find((column) => column.id === id)?.name ?? '';

  return (
    <div className="week" ref={box}>
      <p className="hidden-label" role="status">
        {carried?.by === 'keys' &&
          `已拿起，${carried.to.on} ${nameOf(carried.to.column)}${
            against ? `，${against.text}` : ''
          }。方向键移动，回车放下，Esc 放回。`}
      </p>
      <div className="board-corner" />
      {board.days.map((day) => (
        <button
          key={day.on}
          type="button"
          className={`week-head ${day.on === today() ? 'today' : ''} ${day.open ? '' : 'closed'}`}
          data-testid={`week-day-${day.on}`}
          onClick={() => props.onDay(day.on)}
        >
          <strong>
            {weekdays[day.weekday]} <span className="num">{shortDate(day.on)}</span>
          </strong>
          <small>
            {day.open ? `${day.count} 个预约 · ${freeWords(day.freeMinutes)}` : '休息'}
            {(day.holiday ?? day.note) && ` · ${day.holiday ?? day.note}`}
          </small>
        </button>
      ))}
      {columns.map((column) => {
        const lane = board.lanes.find(({ id }) => id === column.id);
        return [
          <div key={column.id} className="week-lane">
            <strong>{column.name}</strong>
            <small>{column.note}</small>
          </div>,
          ...board.days.map((day, index) => {
            const here = bookings
              .filter(
                (entry) => columnOf(entry, by) === column.id && dateOfInstant(entry.startsAt) === day.on,
              )
              .sort((a, b) => a.startsAt.localeCompare(b.startsAt));
            const holds = board.holds.filter(
              (hold) =>
                (by === 'bay' ? hold.bayId : hold.advisorId) === column.id &&
                dateOfInstant(hold.startsAt) === day.on,
            );
            const away = (lane?.blocks ?? []).filter((block) => partOn(block, day.on));
            const target = carried?.to.column === column.id && carried.to.on === day.on;
            return (
              <section
                key={`${column.id}-${day.on}`}
                data-lane={column.id}
                data-day={day.on}
                data-testid={`week-cell-${column.id}-${day.on}`}
                aria-label={`${column.name} ${day.on}`}
                className={`week-cell ${day.open ? '' : 'closed'} ${target ? (against ? 'bad' : 'target') : ''}`}
              >
                {away.map((block) => (
                  <p
                    key={block.id}
                    className="week-away"
                    title={`${clockOf(block.from)}–${clockOf(block.to)}`}
                  >
                    <Icon name="close" size={12} /> {block.reason}
                  </p>
                ))}
                {here.map((booking) => (
                  <BookingCard
                    key={booking.id}
                    booking={booking}
                    conflict={conflicts.has(booking.id)}
                    carried={carried?.booking.id === booking.id}
                    lines={1}
                    className="in-week"
                    title={`${clockOf(booking.startsAt)} ${booking.serviceName} ${booking.ownerName}${conflicts.has(booking.id) ? '（需调整）' : ''}`}
                    {...cardProps(booking, props.onOpen)}
                  />
                ))}
                {holds.map((hold) => (
                  <HoldCard key={hold.id} hold={hold} clock />
                ))}
                {target && carried && (
                  <p className={`week-ghost num ${against ? 'bad' : ''}`}>
                    {clockText(carried.to.minute)} {against?.text}
                  </p>
                )}
                {day.open && lane && !target && (
                  <small className="week-free">{freeWords(lane.freeMinutes[index] ?? 0)}</small>
                )}
              </section>
            );
          }),
        ];
      })}
    </div>
  );
}
