import type { BoardView, StaffBookingView } from '@cheban/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../app/me.js';
import type { BookingDialog } from '../../features/booking/booking-actions.js';
import { whenWords } from '../../shared/format/time.js';
import { Icon } from '../../shared/ui/icon.js';

/** Bookings that leave, hours or closures have overtaken. They stand until somebody moves them. */
export function ConflictList({
  conflicts,
  bookings,
  onOpen,
  onDialog,
}: {
  conflicts: BoardView['conflicts'];
  bookings: readonly StaffBookingView[];
  onOpen(id: string): void;
  onDialog(dialog: BookingDialog): void;
}) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (conflicts.length === 0) return null;
  return (
    <section className="conflicts" data-testid="board-conflicts">
      <button type="button" className="conflicts-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="alert" />
        <strong>{conflicts.length} 个预约与现在的营业安排冲突</strong>
        <span className="muted">休假、停用或营业时间有变，请改期或联系车主</span>
        <Icon name={open ? 'up' : 'down'} />
      </button>
      {open && (
        <ul>
          {conflicts.map((conflict) => {
            const booking = bookings.find(({ id }) => id === conflict.bookingId);
            return (
              <li key={conflict.bookingId}>
                <span className="num">{whenWords(conflict.startsAt)}</span>
                <span className="strong">{conflict.ownerName}</span>
                <span className="muted num">{conflict.phoneMasked}</span>
                <span className="conflicts-text">{conflict.text}</span>
                <span className="row-gap">
                  <Button size="small" onClick={() => onOpen(conflict.bookingId)}>
                    查看
                  </Button>
                  {booking && may('booking.manage') && (
                    <Button
                      size="small"
                      type="primary"
                      onClick={() => onDialog({ kind: 'reschedule', booking })}
                    >
                      改期
                    </Button>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
