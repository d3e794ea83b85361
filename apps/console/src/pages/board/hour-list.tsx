import type { StaffBookingView } from '@cheban/contracts';
import { BookingActions, type BookingDialog } from '../../features/booking/booking-actions.js';
import { clockOf } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { BookingTag, Tag } from '../../shared/ui/tag.js';
import { byHour, clockText } from './layout.js';

/** The board on a phone: the day's bookings, grouped by hour. */
export function HourList({
  bookings,
  conflicts,
  onOpen,
  onDialog,
}: {
  bookings: readonly StaffBookingView[];
  /** Bookings that leave, hours or closures have overtaken. */
  conflicts: ReadonlySet<string>;
  onOpen(id: string): void;
  onDialog(dialog: BookingDialog): void;
}) {
  return (
    <div className="hours">
      {byHour(bookings).map((group) => (
        <section key={group.hour}>
          <h2 className="hour num">{clockText(group.hour * 60)}</h2>
          <ul className="cards">
            {group.bookings.map((booking) => (
              <li key={booking.id} className="card" data-testid={`booking-card-${booking.id}`}>
                <button type="button" className="card-open" onClick={() => onOpen(booking.id)}>
                  <span className="card-top">
                    <strong className="card-title">{plateText(booking.plate)}</strong>
                    <span className="row-gap">
                      {booking.late && <Tag tone="red">迟到 {booking.lateMinutes} 分钟</Tag>}
                      {conflicts.has(booking.id) && (
                        <Tag tone="amber" icon="alert">
                          需调整
                        </Tag>
                      )}
                      <BookingTag state={booking.state} />
                    </span>
                  </span>
                  <span className="card-line num">
                    {clockOf(booking.startsAt)}–{clockOf(booking.endsAt)} {booking.serviceName}
                  </span>
                  <span className="card-line">
                    {booking.ownerName} · {booking.advisorName ?? '任一顾问'} · {booking.bayName}
                  </span>
                </button>
                <div className="hour-actions">
                  <BookingActions booking={booking} onDialog={onDialog} size="middle" />
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
