import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { MAX_MISSED, offerTimes } from '../domain/session-rules.js';
import { ActivityRepository } from '../persistence/activity.repository.js';
import { SignUpRepository } from '../persistence/sign-up.repository.js';
import { SessionMessages } from './session-messages.usecase.js';

const BATCH = 200;

/**
 * Offers free seats to the waiting list: the one who has waited longest and whose party fits gets them, kept for an hour of
 * the day, before anybody else can take them. Unanswered offers go to the next. Any number of processes may run it.
 */
@Injectable()
export class OfferSeats {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpRepository,
    private readonly messages: SessionMessages,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Returns how many offers were made. */
  async run(): Promise<number> {
    const now = this.clock.now();
    for (const id of await this.signUps.expiredOffers(now, BATCH)) await this.expire(id);
    let offered = 0;
    for (const sessionId of await this.signUps.sessionsToOffer(now, BATCH)) {
      // At most as many offers as a session has seats; each round takes at least one.
      while (await this.offerOne(sessionId)) offered += 1;
    }
    return offered;
  }

  private expire(id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const signUp = await this.signUps.lockById(tx, id);
      if (signUp?.state !== 'offered' || (signUp.offerUntil ?? 0) > this.clock.now()) return;
      const missed = signUp.missed + 1;
      const over = missed >= MAX_MISSED;
      await this.signUps.update(tx, id, {
        state: over ? 'ended' : 'waiting',
        offerUntil: null,
        missed,
        // Who did not answer goes behind those who wait.
        waitsSince: over ? null : this.clock.now(),
      });
      await this.activities.giveSeats(tx, signUp.sessionId, signUp.seats);
    });
  }

  private offerOne(sessionId: string): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const session = await this.activities.lockSession(tx, sessionId);
      if (session?.state !== 'open') return false;
      const times = offerTimes(session.startsAt, this.clock.now());
      const activity = await this.activities.findById(session.activityId);
      if (!times || activity?.state !== 'published') return false;
      const next = await this.signUps.lockNextWaiting(tx, sessionId, session.seatsLeft);
      if (!next || !(await this.activities.takeSeats(tx, sessionId, next.seats, null))) return false;
      await this.signUps.update(tx, next.id, { state: 'offered', offerUntil: times.until });
      const context = await this.messages.contextOf(activity, session);
      await this.messages.offered(tx, context, next, times.from, times.until);
      const payload = { signUpId: next.id, sessionId };
      await this.outbox.append(tx, { type: 'activity.seat-offered', storeId: session.storeId, payload });
      return true;
    });
  }
}
