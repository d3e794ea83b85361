import type { StaffBookingView } from '@cheban/contracts';
import { Fragment } from 'react';
import { BookingActions, type BookingDialog } from '../../features/booking/booking-actions.js';
import { OwnerName } from '../../features/owner/owner-name.js';
import { clockOf, dateOfInstant, dayWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useListKeys } from '../../shared/hooks/use-list-keys.js';
import { BookingTag, Tag } from '../../shared/ui/tag.js';

/** Bookings in order of time, each with its actions. j / k and Enter open one. */
export function AgendaList({
  bookings,
  today,
  onOpen,
  onDialog,
}: {
  bookings: readonly StaffBookingView[];
  today: string;
  onOpen(booking: StaffBookingView): void;
  onDialog(dialog: BookingDialog): void;
}) {
  const marked = useListKeys(bookings.length, (index) => {
    const booking = bookings[index];
    if (booking) onOpen(booking);
  });
  return (
    <ul className="agenda">
      {bookings.map((booking, index) => {
        const on = dateOfInstant(booking.startsAt);
        const before = bookings[index - 1];
        const turns = (before ? dateOfInstant(before.startsAt) : today) !== on;
        return (
          <Fragment key={booking.id}>
            {turns && <li className="agenda-day">{on === today ? '今天' : `${dayWords(on)}，等您确认`}</li>}
            <li
              className={`agenda-row ${booking.late ? 'late' : ''}`}
              data-marked={index === marked}
              data-testid={`booking-card-${booking.id}`}
            >
              <button type="button" className="agenda-time num" onClick={() => onOpen(booking)}>
                <strong>{clockOf(booking.startsAt)}</strong>
                <span className="hidden-label">查看预约 {plateText(booking.plate)}</span>
                <small>{clockOf(booking.endsAt)}</small>
              </button>
              <div className="agenda-what">
                <p>
                  <OwnerName ownerId={booking.ownerId} vehicleId={booking.vehicleId} className="agenda-plate">
                    {plateText(booking.plate)}
                  </OwnerName>
                  <span className="muted">{booking.model}</span>
                </p>
                <p className="small muted">
                  {[
                    booking.ownerName,
                    booking.serviceName,
                    booking.advisorName ?? '任一顾问',
                    booking.bayName,
                  ].join(' · ')}
                </p>
                {booking.note && <p className="agenda-note">“{booking.note}”</p>}
              </div>
              <div className="agenda-side">
                <span className="row-gap">
                  {booking.late && (
                    <Tag tone="red" icon="alert">
                      已超时
                    </Tag>
                  )}
                  {booking.noShowCount > 0 && <Tag tone="amber">曾未到 {booking.noShowCount} 次</Tag>}
                  <BookingTag state={booking.state} />
                </span>
                <BookingActions booking={booking} onDialog={onDialog} />
              </div>
            </li>
          </Fragment>
        );
      })}
    </ul>
  );
}
