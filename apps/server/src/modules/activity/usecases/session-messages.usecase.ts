import type { MessageKind } from '@cheban/contracts';
import type { Instant } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type DueMessage, MessageChecks, type MessagePlan, Messages } from '../../messaging/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import {
  type ActivityFacts,
  sayOffer,
  sayReminder,
  saySignedUp,
  sayTime,
  type Words,
} from '../domain/activity-words.js';
import { reminderTimes } from '../domain/session-rules.js';
import { type Activity, ActivityRepository, type Session } from '../persistence/activity.repository.js';
import type { SignUp } from '../persistence/sign-up.mapper.js';
import { SignUpRepository } from '../persistence/sign-up.repository.js';

/** What one message of a session needs to know. */
export interface SessionContext {
  readonly activity: Activity;
  readonly session: Session;
  readonly store: Store | null;
}

const checked = ['activity_signed_up', 'activity_reminder', 'activity_changed', 'activity_offer'] as const;

/**
 * Messages about sign-ups: class service, because the person asked for them. A change of the session plans them anew;
 * what is not true any more is found out when it is about to be sent.
 */
@Injectable()
export class SessionMessages implements OnModuleInit {
  constructor(
    private readonly messages: Messages,
    private readonly checks: MessageChecks,
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpRepository,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.checks.registerMany(checked, async (messages) => {
      const untrue = new Map<string, string>();
      for (const message of messages) {
        const why = await this.whyEnded(message);
        if (why !== null) untrue.set(message.id, why);
      }
      return untrue;
    });
  }

  async contextOf(activity: Activity, session: Session): Promise<SessionContext> {
    return { activity, session, store: await this.stores.findById(activity.storeId) };
  }

  /** A sign-up that stands: that it stands, and its reminders. */
  async signedUp(tx: Tx, context: SessionContext, signUp: SignUp): Promise<void> {
    const now = this.clock.now();
    const words = saySignedUp(factsOf(context, signUp), now);
    await this.messages.planMany(tx, [
      this.plan(context, signUp, 'activity_signed_up', words, { key: 'signed_up' }),
      ...this.reminders(context, signUp),
    ]);
  }

  /** Reminders of a sign-up as the session stands now. */
  reminders(context: SessionContext, signUp: SignUp): MessagePlan[] {
    return reminderTimes(context.session.startsAt, this.clock.now()).map(({ stage, at }) =>
      this.plan(context, signUp, 'activity_reminder', sayReminder(stage, factsOf(context, signUp), at), {
        key: stage,
        notBefore: at,
      }),
    );
  }

  async offered(
    tx: Tx,
    context: SessionContext,
    signUp: SignUp,
    from: Instant,
    until: Instant,
  ): Promise<void> {
    await this.messages.plan(
      tx,
      this.plan(context, signUp, 'activity_offer', sayOffer(factsOf(context, signUp), until, from), {
        key: `offer:${until}`,
        notBefore: from,
        expiresAt: until,
      }),
    );
  }

  planMany(tx: Tx, plans: readonly MessagePlan[]): Promise<(string | null)[]> {
    return this.messages.planMany(tx, plans);
  }

  /** A message of a sign-up; its key names the round of the sign-up and the revision of the session. */
  plan(
    context: SessionContext,
    signUp: SignUp,
    kind: MessageKind,
    words: Words,
    more: { key: string; notBefore?: Instant; expiresAt?: Instant },
  ): MessagePlan {
    const { session, store } = context;
    return {
      dedupeKey: `activity:${signUp.id}:${editionOf(signUp, session)}:${more.key}`,
      storeId: session.storeId,
      ownerId: signUp.ownerId,
      vehicleId: null,
      kind,
      class: 'service',
      subjectType: 'sign_up',
      subjectId: signUp.id,
      title: words.title,
      body: words.body,
      words: {
        service: context.activity.title,
        time: sayTime(session.startsAt),
        store: store?.name ?? '门店',
        note: words.note,
        edition: editionOf(signUp, session),
      },
      page: `subpackages/activity/sign-up/index?id=${signUp.id}`,
      actionLabel: kind === 'activity_offer' ? '查看并确认' : '查看报名',
      notBefore: more.notBefore ?? this.clock.now(),
      expiresAt: more.expiresAt ?? session.startsAt,
    };
  }

  private async whyEnded(message: DueMessage): Promise<string | null> {
    const signUp = await this.signUps.findById(message.subjectId ?? '');
    const session = signUp ? await this.activities.findSession(signUp.sessionId) : null;
    if (!signUp || session?.state !== 'open') return '这一场活动已取消。';
    if (message.words.time !== sayTime(session.startsAt)) return '活动时间已再次更改，以最新的通知为准。';
    // A change of the place, or a new sign-up after a cancelled one, has planned its own reminders.
    if (message.kind === 'activity_reminder' && message.words.edition !== editionOf(signUp, session))
      return '活动有变化，以最新的通知为准。';
    if (message.kind === 'activity_offer') {
      if (signUp.state !== 'offered') return '车主已经答复，或名额已释放。';
      return (signUp.offerUntil ?? 0) <= this.clock.now() ? '保留的名额已到期。' : null;
    }
    if (message.kind === 'activity_changed')
      return signUp.state === 'cancelled' || signUp.state === 'ended' ? '车主已取消报名。' : null;
    return signUp.state === 'going' ? null : '车主已取消报名。';
  }
}

/** Changes with every new sign-up of the person and every change of the session. */
const editionOf = ({ round }: SignUp, { revision }: Session) => `${round}.${revision}`;

export function placeOf({ activity, store }: Pick<SessionContext, 'activity' | 'store'>): string {
  return activity.place === '' ? (store?.name ?? '门店') : activity.place;
}

export function factsOf(context: SessionContext, { guests }: Pick<SignUp, 'guests'>): ActivityFacts {
  return {
    title: context.activity.title,
    storeName: context.store?.name ?? '门店',
    place: placeOf(context),
    startsAt: context.session.startsAt,
    guests,
  };
}
