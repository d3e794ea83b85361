import type { routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import type { SessionNews } from '../activity.events.js';
import { areTimesRight } from '../domain/session-rules.js';
import { ACTIVITY_RING } from '../jobs/sweep-activities.job.js';
import {
  type Activity,
  ActivityRepository,
  type Session,
  type SessionPlan,
} from '../persistence/activity.repository.js';

type Area = typeof routes.staffActivity;

/** Sessions of an activity: added, changed, cancelled. Everybody on the list is told, chunk by chunk, by event. */
@Injectable()
export class SessionChanges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND, ACTIVITY.STATE, ACTIVITY.TIMES. */
  async add(actor: StaffActor, activityId: string, body: BodyOf<Area['addSession']>): Promise<void> {
    await this.uow.run(async (tx) => {
      const activity = await this.activities.lockById(tx, activityId);
      if (!activity) throw notFound();
      ensureStore(actor, activity.storeId);
      if (activity.state === 'cancelled') throw new AppError('ACTIVITY.STATE');
      const id = await this.activities.insertSession(tx, activity, this.planOf(body));
      await this.note(tx, actor, { id, storeId: activity.storeId }, `增加场次：${activity.title}`);
    });
  }

  /** Returns the id of its activity. Throws REQUEST.NOT_FOUND, ACTIVITY.STATE, ACTIVITY.TIMES, ACTIVITY.SEATS_TAKEN. */
  change(actor: StaffActor, id: string, body: BodyOf<Area['changeSession']>): Promise<string> {
    return this.uow.run(async (tx) => {
      const session = await this.lock(tx, actor, id);
      const plan = this.planOf(body);
      const moved = plan.startsAt !== session.startsAt || plan.endsAt !== session.endsAt;
      const isNews = moved || body.note !== '';
      if (!(await this.activities.changeSession(tx, id, plan, isNews)))
        throw new AppError('ACTIVITY.SEATS_TAKEN');
      if (isNews) await this.tell(tx, { ...session, revision: session.revision + 1 }, 'changed', body.note);
      if (plan.seats > session.seats) tx.afterCommit(() => this.wakeUp.ring(ACTIVITY_RING));
      await this.note(tx, actor, session, '修改场次');
      return session.activityId;
    });
  }

  /** Returns the id of its activity. Throws REQUEST.NOT_FOUND, ACTIVITY.STATE. */
  cancel(actor: StaffActor, id: string, reason: string): Promise<string> {
    return this.uow.run(async (tx) => {
      const session = await this.lock(tx, actor, id);
      await this.end(tx, session, reason);
      await this.note(tx, actor, session, '取消场次');
      return session.activityId;
    });
  }

  /** Throws REQUEST.NOT_FOUND, ACTIVITY.STATE. */
  async notice(actor: StaffActor, id: string, text: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const session = await this.lock(tx, actor, id);
      // Sending does not change when or where: reminders that are planned stay as they are.
      await this.tell(tx, session, 'notice', text);
      await this.note(tx, actor, session, '群发活动通知');
    });
  }

  /** The same news for all sessions to come of an activity. */
  async tellAllOf(tx: Tx, activity: Activity, news: 'changed' | 'cancelled', text: string): Promise<void> {
    const sessions = (await this.activities.sessionsOf([activity.id])).get(activity.id) ?? [];
    const now = this.clock.now();
    for (const { id } of sessions.filter(({ state, startsAt }) => state === 'open' && startsAt > now)) {
      const session = await this.activities.lockSession(tx, id);
      if (session?.state !== 'open') continue;
      if (news === 'cancelled') await this.end(tx, session, text);
      else {
        await this.activities.bumpSession(tx, id, 'open');
        await this.tell(tx, { ...session, revision: session.revision + 1 }, news, text);
      }
    }
  }

  private async end(tx: Tx, session: Session, reason: string): Promise<void> {
    await this.activities.bumpSession(tx, session.id, 'cancelled');
    await this.tell(tx, { ...session, revision: session.revision + 1 }, 'cancelled', reason);
  }

  private tell(tx: Tx, session: Session, news: SessionNews, text: string): Promise<void> {
    return this.outbox.append(tx, {
      type: 'activity.session-news',
      storeId: session.storeId,
      payload: {
        sessionId: session.id,
        revision: session.revision,
        news,
        text,
        after: '',
        at: this.clock.now(),
      },
    });
  }

  /** A session that has not begun. */
  private async lock(tx: Tx, actor: StaffActor, id: string): Promise<Session> {
    const session = await this.activities.lockSession(tx, id);
    if (!session) throw notFound();
    ensureStore(actor, session.storeId);
    if (session.state !== 'open' || session.startsAt <= this.clock.now())
      throw new AppError('ACTIVITY.STATE');
    return session;
  }

  private planOf(body: BodyOf<Area['addSession']>): SessionPlan {
    const plan = {
      startsAt: Date.parse(body.startsAt),
      endsAt: Date.parse(body.endsAt),
      signUpUntil: Date.parse(body.signUpUntil),
      seats: body.seats,
      maxGuests: body.maxGuests,
    };
    if (!areTimesRight(plan, this.clock.now())) throw new AppError('ACTIVITY.TIMES');
    return plan;
  }

  private note(
    tx: Tx,
    actor: StaffActor,
    { id, storeId }: Pick<Session, 'id' | 'storeId'>,
    text: string,
  ): Promise<void> {
    return this.audit.write(tx, { actor, action: 'activity.session', text, subjectId: id, storeId });
  }
}
