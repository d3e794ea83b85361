import { type FollowUpKind, talkKinds } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import {
  type EventBook,
  type EventConsumer,
  EventConsumers,
  type Heard,
} from '../../../platform/outbox/index.js';
import { BookingReader } from '../../booking/index.js';
import { Wishes } from '../../messaging/index.js';
import { VisitReader } from '../../workshop/index.js';
import type { CallDue } from '../domain/call-facts.js';
import { firstTry } from '../domain/next-try.js';
import { titleOf } from '../domain/scripts.js';
import { FollowUpRepository, type FollowUpTask } from '../persistence/follow-up.repository.js';

/** Calls that need not be made while the owner does not want to be disturbed. */
const CARING: readonly FollowUpKind[] = [
  'care_call',
  'sale_day_3',
  'sale_day_7',
  'sale_month_1',
  'service_day_3',
  ...talkKinds,
];

/** What happens elsewhere makes calls needless: they end silently. */
@Injectable()
export class CallEndings implements EventConsumer {
  readonly name = 'follow-up.endings';
  readonly types = [
    'booking.requested',
    'booking.confirmed',
    'booking.cancelled',
    'visit.checked-in',
    'owner.bound',
    'owner.wishes-changed',
    'care.answered',
  ] as const;

  constructor(
    consumers: EventConsumers,
    private readonly tasks: FollowUpRepository,
    private readonly bookings: BookingReader,
    private readonly visits: VisitReader,
    private readonly wishes: Wishes,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<CallEndings>): Promise<void> {
    switch (event.type) {
      case 'booking.requested':
      case 'booking.confirmed':
        return this.booked(tx, event.payload.bookingId);
      case 'booking.cancelled':
        return this.bookingLost(tx, event.payload.bookingId);
      case 'visit.checked-in': {
        const visit = await this.visits.findById(event.payload.visitId);
        return visit ? this.settled(tx, visit.vehicleId, '爱车已到店，不用再打。', null) : undefined;
      }
      case 'owner.bound':
        return this.bound(tx, event.payload.ownerId);
      case 'care.answered':
        return this.answered(tx, event.payload);
      case 'owner.wishes-changed':
        return this.wished(tx, event.payload.ownerId);
    }
  }

  private async booked(tx: Tx, bookingId: string): Promise<void> {
    const booking = await this.bookings.findById(bookingId);
    if (booking) await this.settled(tx, booking.vehicleId, '车主已预约，不用再打。', booking.id);
  }

  /** The workshop will do it, or is doing it; what it does not do is still to be said. */
  private async settled(tx: Tx, vehicleId: string, why: string, bookingId: string | null): Promise<void> {
    for (const task of await this.tasks.lockActive(tx, { vehicleId }, ['care_call', 'no_show'])) {
      if (task.kind === 'no_show') await this.cancel(tx, task, why, bookingId);
      else await this.keep(tx, task, (due) => !due.endsWithVisit, why, bookingId);
    }
  }

  /** The booking that had made a call needless is gone: the call is to be made after all. */
  private async bookingLost(tx: Tx, bookingId: string): Promise<void> {
    const booking = await this.bookings.findById(bookingId);
    if (!booking || (await this.bookings.openOfVehicle(booking.vehicleId))) return;
    for (const task of await this.tasks.lockCancelledBy(tx, booking.vehicleId, bookingId)) {
      const openKey = task.kind === 'care_call' ? `care:${booking.vehicleId}` : null;
      if (openKey !== null && (await this.tasks.lockOpen(tx, openKey))) continue;
      await this.tasks.update(tx, task.id, {
        state: task.attempts > 0 ? 'waiting' : 'open',
        openKey,
        bookingId: null,
        closedAt: null,
        closeReason: null,
        nextAt: firstTry(this.clock.now(), task.bestTime),
      });
      this.tell(tx, task);
    }
  }

  /** Whoever is bound gets the reminders in WeChat; a call that was promised is still made. */
  private async bound(tx: Tx, ownerId: string): Promise<void> {
    for (const task of await this.tasks.lockActive(tx, { ownerId }, ['care_call'])) {
      if (task.lastOutcome !== 'call_back')
        await this.cancel(tx, task, '车主已绑定微信，提醒会直接送达。', null);
    }
  }

  /** The owner has answered the reminder themselves. */
  private async answered(tx: Tx, { vehicleId, rule, answer }: EventBook['care.answered']): Promise<void> {
    for (const task of await this.tasks.lockActive(tx, { vehicleId }, ['care_call'])) {
      await this.keep(
        tx,
        task,
        (due) => answer !== 'sold' && due.rule !== rule,
        '车主已答复提醒，不用再打。',
        null,
      );
    }
  }

  private async wished(tx: Tx, ownerId: string): Promise<void> {
    const wishes = await this.wishes.of([ownerId]);
    const quiet = wishes.whyNotCalled(ownerId, this.clock.now());
    for (const task of await this.tasks.lockActive(tx, { ownerId }, CARING)) {
      if (quiet !== null) await this.cancel(tx, task, quiet, null);
      else if (task.kind === 'care_call') {
        const wanted = (due: CallDue) => wishes.isOn(ownerId, due.topic, 'all');
        await this.keep(tx, task, wanted, '车主已关闭这类提醒。', null);
      }
    }
  }

  /** Takes out of a call what need not be said any more; nothing left ends it. */
  private async keep(
    tx: Tx,
    task: FollowUpTask,
    isLeft: (due: CallDue) => boolean,
    why: string,
    bookingId: string | null,
  ): Promise<void> {
    const all = task.facts.dues ?? [];
    const dues = all.filter(isLeft);
    if (dues.length === 0) return this.cancel(tx, task, why, bookingId);
    if (dues.length === all.length) return;
    const facts = { ...task.facts, dues };
    await this.tasks.update(tx, task.id, { facts, title: titleOf(task.kind, facts) });
    this.tell(tx, task);
  }

  private async cancel(tx: Tx, task: FollowUpTask, why: string, bookingId: string | null): Promise<void> {
    await this.tasks.update(tx, task.id, {
      state: 'cancelled',
      openKey: null,
      closedAt: this.clock.now(),
      closeReason: why,
      ...(bookingId === null ? {} : { bookingId }),
    });
    this.tell(tx, task);
  }

  private tell(tx: Tx, task: FollowUpTask): void {
    this.live.publish(tx, { topic: 'call', storeId: task.storeId, id: task.id, notice: null });
  }
}
