import { formProblems, type routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { choiceOf } from '../domain/session-rules.js';
import { ActivityRepository } from '../persistence/activity.repository.js';
import type { NewSignUp, SignUp } from '../persistence/sign-up.mapper.js';
import { SignUpRepository } from '../persistence/sign-up.repository.js';
import { SessionMessages } from './session-messages.usecase.js';

type Body = BodyOf<typeof routes.activity.signUp>;

/**
 * Signs an owner and guests up. The unique key of person and session and one conditional update of the seats, in one
 * transaction, decide: no check before them does.
 */
@Injectable()
export class SignUpForSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpRepository,
    private readonly messages: SessionMessages,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns the id of the sign-up. Throws REQUEST.NOT_FOUND, REQUEST.INVALID for wrong answers, ACTIVITY.CLOSED,
   * ACTIVITY.FULL, ACTIVITY.ALREADY, ACTIVITY.TOO_MANY_GUESTS.
   */
  async run(actor: OwnerActor, sessionId: string, body: Body): Promise<string> {
    const session = await this.activities.findSession(sessionId);
    const activity = session ? await this.activities.findById(session.activityId) : null;
    if (!session || !activity || activity.state === 'draft') throw notFound();
    if (activity.state !== 'published' || session.state !== 'open') throw new AppError('ACTIVITY.CLOSED');
    if (body.guests > session.maxGuests) throw new AppError('ACTIVITY.TOO_MANY_GUESTS');
    const problems = formProblems(activity.fields, body.answers);
    if (problems.size > 0) {
      const fields = [...problems].map(([key, message]) => ({ path: `answers.${key}`, message }));
      throw new AppError('REQUEST.INVALID', { fields });
    }
    const context = await this.messages.contextOf(activity, session);
    const wish = {
      sessionId,
      storeId: session.storeId,
      ownerId: actor.ownerId,
      guests: body.guests,
      answers: body.answers,
    };
    return this.uow.run(async (tx) => {
      this.live.publish(tx, { topic: 'activity', storeId: session.storeId, id: sessionId, notice: null });
      const queued = (await this.signUps.queued([sessionId])).has(sessionId);
      if (queued) return this.wait(tx, wish, body.orWait);
      const signUp = await this.write(tx, { ...wish, state: 'going' });
      if (!(await this.activities.takeSeats(tx, sessionId, signUp.seats, this.clock.now()))) {
        await this.refuse(sessionId, body.orWait);
        await this.signUps.update(tx, signUp.id, { state: 'waiting', waitsSince: this.clock.now() });
        return signUp.id;
      }
      await this.messages.signedUp(tx, context, signUp);
      const payload = { signUpId: signUp.id, sessionId };
      await this.outbox.append(tx, { type: 'activity.signed-up', storeId: session.storeId, payload });
      return signUp.id;
    });
  }

  /** Throws why there are no seats, unless the person would wait for some. */
  private async refuse(sessionId: string, orWait: boolean): Promise<void> {
    const session = await this.activities.findSession(sessionId);
    if (!session || choiceOf({ ...session, queued: true }, this.clock.now()) === 'none')
      throw new AppError('ACTIVITY.CLOSED');
    if (!orWait) throw new AppError('ACTIVITY.FULL');
  }

  private async wait(tx: Tx, wish: Omit<NewSignUp, 'state'>, orWait: boolean): Promise<string> {
    await this.refuse(wish.sessionId, orWait);
    return (await this.write(tx, { ...wish, state: 'waiting' })).id;
  }

  /** One row for a person and session: a new one, or the one that was cancelled before. */
  private async write(tx: Tx, wish: NewSignUp): Promise<SignUp> {
    const id = await this.signUps.insert(tx, wish);
    const row = await this.signUps.lockOf(tx, wish.sessionId, wish.ownerId);
    if (!row) throw new Error('A sign-up that is neither new nor old');
    if (row.id === id) return row;
    if (row.state !== 'cancelled' && row.state !== 'ended') throw new AppError('ACTIVITY.ALREADY');
    await this.signUps.revive(tx, row, wish);
    const again = await this.signUps.findById(row.id);
    if (!again) throw new Error('A sign-up that has gone while it was locked');
    return again;
  }
}
