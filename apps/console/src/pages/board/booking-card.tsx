import type { StaffBookingView } from '@cheban/contracts';
import { bookingStateLabel } from '@cheban/contracts/constants';
import type { ComponentProps } from 'react';
import { clockOf } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { Icon } from '../../shared/ui/icon.js';
import { bookingLook } from '../../shared/ui/tag.js';

/** One booking on the board. What needs somebody's eye (late, overtaken by leave or hours, overbooked) says so in a word. */
export function BookingCard({
  booking,
  conflict,
  lines,
  carried,
  className = '',
  ...rest
}: {
  booking: StaffBookingView;
  conflict: boolean;
  /** How many lines of text there is room for. */
  lines: 1 | 2 | 3;
  carried: boolean;
} & ComponentProps<'button'>) {
  const look = bookingLook[booking.state];
  const flag = booking.late
    ? `迟 ${booking.lateMinutes} 分`
    : conflict
      ? '需调整'
      : booking.overbookReason !== null
        ? '超额'
        : null;
  return (
    <button
      type="button"
      data-testid={`booking-card-${booking.id}`}
      className={`board-card ${look.tone} ${booking.late || conflict ? 'late' : ''} ${carried ? 'carried' : ''} ${className}`}
      {...rest}
    >
      <span className="board-card-top">
        <Icon name={flag && flag !== '超额' ? 'alert' : look.icon} size={13} />
        {lines === 1 && <span className="num">{clockOf(booking.startsAt)}</span>}
        <strong>{plateText(booking.plate)}</strong>
        {flag && lines > 1 && <em className="board-flag">{flag}</em>}
        <span className="hidden-label">
          {bookingStateLabel[booking.state]}
          {lines === 1 ? `，${flag ? `${flag}，` : ''}${booking.serviceName}，${booking.ownerName}` : ''}
        </span>
      </span>
      {lines > 1 && (
        <span className="num">
          {clockOf(booking.startsAt)} {booking.serviceName}
        </span>
      )}
      {lines > 2 && <span>{booking.ownerName}</span>}
    </button>
  );
}
