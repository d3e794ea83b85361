import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { maySurvey } from '../domain/session-rules.js';
import { ACTIVITY_RING } from '../jobs/sweep-activities.job.js';
import { ActivityRepository, type Session } from '../persistence/activity.repository.js';
import type { SignUp } from '../persistence/sign-up.mapper.js';
import { SignUpRepository } from '../persistence/sign-up.repository.js';
import { SessionMessages } from './session-messages.usecase.js';

/** What an owner does with a sign-up: gives it back, takes kept seats, says how it was. Foreign ones answer like missing. */
@Injectable()
export class MySignUp {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpRepository,
    private readonly messages: SessionMessages,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /** Gives the seats back, or leaves the waiting list. Doing it twice is fine. Throws ACTIVITY.STATE once it has begun. */
  cancel(actor: OwnerActor, id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const { signUp, session } = await this.lock(tx, actor, id);
      if (signUp.state === 'cancelled' || signUp.state === 'ended') return;
      const begun = session.startsAt <= this.clock.now() || signUp.attendedAt !== null;
      if (begun && signUp.state === 'going') throw new AppError('ACTIVITY.STATE');
      await this.signUps.update(tx, id, { state: 'cancelled', offerUntil: null, waitsSince: null });
      if (signUp.state !== 'waiting') {
        await this.activities.giveSeats(tx, session.id, signUp.seats);
        tx.afterCommit(() => this.wakeUp.ring(ACTIVITY_RING));
      }
      const payload = { signUpId: id, sessionId: session.id };
      await this.outbox.append(tx, { type: 'activity.sign-up-cancelled', storeId: session.storeId, payload });
    });
  }

  /** Takes the seats that are kept. Doing it twice is fine. Throws ACTIVITY.OFFER_GONE. */
  accept(actor: OwnerActor, id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const { signUp, session } = await this.lock(tx, actor, id);
      if (signUp.state === 'going') return;
      const kept = signUp.state === 'offered' && (signUp.offerUntil ?? 0) > this.clock.now();
      if (!kept || session.state !== 'open') throw new AppError('ACTIVITY.OFFER_GONE');
      await this.signUps.update(tx, id, { state: 'going', offerUntil: null, waitsSince: null, missed: 0 });
      const activity = await this.activities.findById(session.activityId);
      if (activity)
        await this.messages.signedUp(tx, await this.messages.contextOf(activity, session), signUp);
      const payload = { signUpId: id, sessionId: session.id };
      await this.outbox.append(tx, { type: 'activity.signed-up', storeId: session.storeId, payload });
    });
  }

  /** Once, by who was there. Throws ACTIVITY.STATE. */
  survey(actor: OwnerActor, id: string, stars: number, text: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const { signUp, session } = await this.lock(tx, actor, id);
      if (!maySurvey(signUp.attendedAt, session.endsAt, this.clock.now()))
        throw new AppError('ACTIVITY.STATE');
      if (!(await this.signUps.answerSurvey(tx, id, stars, text))) throw new AppError('ACTIVITY.STATE');
    });
  }

  /** What is done with it is told to those who watch the roster. */
  private async lock(tx: Tx, actor: OwnerActor, id: string): Promise<{ signUp: SignUp; session: Session }> {
    const signUp = await this.signUps.lockById(tx, id);
    const session = signUp ? await this.activities.findSession(signUp.sessionId) : null;
    if (!signUp || !session || signUp.ownerId !== actor.ownerId) throw notFound();
    this.live.publish(tx, { topic: 'activity', storeId: session.storeId, id: session.id, notice: null });
    return { signUp, session };
  }
}
