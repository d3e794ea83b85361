import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { isChangeable } from '../domain/booking-lifecycle.js';
import { type Booking, BookingRepository } from '../persistence/booking.repository.js';

/**
 * Bookings that their owners may move once without the cut-off, because of something nobody chose, such as bad weather.
 * The offer holds for the time it was made for and until that time: a booking that has moved has none.
 */
@Injectable()
export class FreeReschedules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: BookingRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Offers it to every booking of a store that starts in [from, to) and still waits for its car. Returns these bookings.
   * @param reason Chinese, at most 100 characters, shown to the owner
   */
  async offer(
    tx: Tx,
    window: { storeId: string; from: number; to: number; reason: string; eventId: string },
  ): Promise<Booking[]> {
    const now = this.clock.now();
    const bookings = (
      await this.repository.startingBetween(window.storeId, Math.max(window.from, now), window.to)
    ).filter((booking) => isChangeable(booking.state));
    if (bookings.length === 0) return [];
    await tx.manager.query(
      `INSERT INTO free_reschedule (booking_id, store_id, starts_at, reason, event_id, created_at, used_at) VALUES ?
       ON DUPLICATE KEY UPDATE used_at = IF(starts_at = VALUES(starts_at), used_at, NULL),
         starts_at = VALUES(starts_at), reason = VALUES(reason), event_id = VALUES(event_id)`,
      [
        bookings.map(({ id, startsAt }) => [
          id,
          window.storeId,
          toDate(startsAt),
          window.reason.slice(0, 100),
          window.eventId,
          toDate(now),
          null,
        ]),
      ],
    );
    return bookings;
  }

  /** Bookings offered because of an event that still stand at the time of the offer and wait for their car. */
  async standing(storeId: string, eventId: string): Promise<Booking[]> {
    const rows: { id: string; startsAt: Date }[] = await this.uow.reader.query(
      'SELECT booking_id AS id, starts_at AS startsAt FROM free_reschedule WHERE event_id = ? AND store_id = ?',
      [eventId, storeId],
    );
    const bookings = await Promise.all(rows.map(({ id }) => this.repository.findById(id)));
    const offeredAt = new Map(rows.map(({ id, startsAt }) => [id, startsAt.getTime()]));
    return bookings.filter(
      (booking): booking is Booking =>
        booking !== null && isChangeable(booking.state) && offeredAt.get(booking.id) === booking.startsAt,
    );
  }

  /** The reason by booking id; bookings without an offer that still holds are left out. */
  async reasons(
    bookings: readonly Pick<Booking, 'id' | 'startsAt' | 'state'>[],
  ): Promise<Map<string, string>> {
    const now = this.clock.now();
    const open = new Map(
      bookings
        .filter(({ state, startsAt }) => isChangeable(state) && startsAt > now)
        .map(({ id, startsAt }) => [id, startsAt]),
    );
    if (open.size === 0) return new Map();
    const rows: { id: string; startsAt: Date; reason: string }[] = await this.uow.reader.query(
      'SELECT booking_id AS id, starts_at AS startsAt, reason FROM free_reschedule WHERE booking_id IN (?)',
      [[...open.keys()]],
    );
    return new Map(
      rows
        .filter(({ id, startsAt }) => open.get(id) === startsAt.getTime())
        .map(({ id, reason }) => [id, reason]),
    );
  }

  /** Marks the offer as used; call it before the booking moves. True if there was one. */
  async use(tx: Tx, booking: Pick<Booking, 'id' | 'startsAt' | 'state'>): Promise<boolean> {
    if (!(await this.reasons([booking])).has(booking.id)) return false;
    const result: { affectedRows: number } = await tx.manager.query(
      'UPDATE free_reschedule SET used_at = ? WHERE booking_id = ? AND starts_at = ?',
      [this.clock.date(), booking.id, toDate(booking.startsAt)],
    );
    return result.affectedRows === 1;
  }
}
