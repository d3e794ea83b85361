import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard, Outbox } from '../../../platform/outbox/index.js';
import type { MessagePlan } from '../../messaging/index.js';
import type { ActivityEvents } from '../activity.events.js';
import { sayNotice } from '../domain/activity-words.js';
import { ActivityRepository } from '../persistence/activity.repository.js';
import type { SignUp } from '../persistence/sign-up.mapper.js';
import { SignUpRepository } from '../persistence/sign-up.repository.js';
import { factsOf, type SessionContext, SessionMessages } from './session-messages.usecase.js';

const CHUNK = 200;

type News = ActivityEvents['activity.session-news'];

/** Tells everybody on the list of a session: one chunk in a transaction, which asks for the next one. */
@Injectable()
export class SessionNewsTeller implements EventConsumer {
  readonly name = 'activity.session-news';
  readonly types = ['activity.session-news'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpRepository,
    private readonly messages: SessionMessages,
    private readonly outbox: Outbox,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<SessionNewsTeller>): Promise<void> {
    const news = event.payload;
    const session = await this.activities.findSession(news.sessionId);
    const activity = session ? await this.activities.findById(session.activityId) : null;
    if (!session || !activity) return;
    const context = await this.messages.contextOf(activity, session);
    const list = await this.signUps.toTell(session.id, news.after, CHUNK);
    const plans: MessagePlan[] = [];
    for (const signUp of list) plans.push(...this.plansFor(context, signUp, news));
    await this.messages.planMany(tx, plans);
    if (news.news === 'cancelled')
      for (const signUp of list.filter(({ state }) => state !== 'going'))
        await this.signUps.update(tx, signUp.id, { state: 'ended', offerUntil: null, waitsSince: null });
    const last = list.at(-1);
    if (list.length < CHUNK || !last) return;
    const { type, storeId } = event;
    await this.outbox.append(tx, { type, storeId, payload: { ...news, after: last.id } });
  }

  private plansFor(
    context: SessionContext,
    signUp: SignUp,
    { news, text, revision, at }: News,
  ): MessagePlan[] {
    if (news === 'cancelled')
      return this.messages.planByRule(context, signUp, 'activity_cancelled', {
        key: 'cancelled',
        note: text,
        // It is still worth knowing when the hour has come.
        expiresAt: context.session.endsAt,
      });
    if (news === 'notice')
      return [
        this.messages.plan(context, signUp, 'activity_changed', sayNotice(factsOf(context, signUp), text), {
          key: `notice:${at}`,
        }),
      ];
    // A later change speaks for itself and for this one.
    if (revision !== context.session.revision) return [];
    const changed = this.messages.planByRule(context, signUp, 'activity_changed', {
      key: 'changed',
      note: text,
    });
    return [...changed, ...(signUp.state === 'going' ? this.messages.reminders(context, signUp) : [])];
  }
}
