import type { CareEvent, CareStageBody, MessageKind } from '@cheban/contracts';
import type { Instant } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import {
  type DueMessage,
  type EventRuleSet,
  EventRules,
  MessageChecks,
  type MessagePlan,
  Messages,
  ruleOn,
  sayShort,
  sayStage,
} from '../../messaging/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import {
  type ActivityFacts,
  AUTO_NOTE,
  eventFacts,
  offerFacts,
  offerNote,
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
  /** Words, days and channels as staff have them now. */
  readonly rules: EventRuleSet;
}

/** Messages whose words are a rule, and its event. */
const ruled: Partial<Record<MessageKind, CareEvent>> = {
  activity_signed_up: 'activity_signed_up',
  activity_reminder: 'activity',
  activity_changed: 'activity_changed',
  activity_cancelled: 'activity_cancelled',
  activity_offer: 'activity_offer',
};

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
    private readonly rules: EventRules,
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
    const [store, rules] = await Promise.all([
      this.stores.findById(activity.storeId),
      this.rules.of(session.storeId),
    ]);
    return { activity, session, store, rules };
  }

  /** A sign-up that stands: that it stands, and its reminders. */
  async signedUp(tx: Tx, context: SessionContext, signUp: SignUp): Promise<void> {
    await this.messages.planMany(tx, [
      ...this.planByRule(context, signUp, 'activity_signed_up', { key: 'signed_up' }),
      ...this.reminders(context, signUp),
    ]);
  }

  /** Reminders of a sign-up as the session stands now; none while staff have switched them off. */
  reminders(context: SessionContext, signUp: SignUp): MessagePlan[] {
    const rule = ruleOn(context.rules, 'activity');
    if (!rule) return [];
    return reminderTimes(context.session.startsAt, this.clock.now(), rule.body).map(({ stage, at }) =>
      this.plan(context, signUp, 'activity_reminder', sayRule(stage, factsOf(context, signUp), at), {
        key: reminderKey(stage),
        notBefore: at,
      }),
    );
  }

  /** A message in the words of its rule's only stage; none while staff have switched it off. */
  planByRule(
    context: SessionContext,
    signUp: SignUp,
    kind: 'activity_signed_up' | 'activity_changed' | 'activity_cancelled',
    { note, ...more }: { key: string; note?: string; expiresAt?: Instant },
  ): MessagePlan[] {
    const [stage] = ruleOn(context.rules, kind)?.body.stages ?? [];
    if (!stage) return [];
    const words = sayRule(stage, factsOf(context, signUp), this.clock.now(), note);
    return [this.plan(context, signUp, kind, words, more)];
  }

  async offered(
    tx: Tx,
    context: SessionContext,
    signUp: SignUp,
    from: Instant,
    until: Instant,
  ): Promise<void> {
    await this.messages.planMany(tx, this.offers(context, signUp, from, until));
  }

  /** A place that has come free and is kept until then, in the words of its rule. */
  offers(context: SessionContext, signUp: SignUp, from: Instant, until: Instant): MessagePlan[] {
    const [stage] = ruleOn(context.rules, 'activity_offer')?.body.stages ?? [];
    if (!stage) return [];
    const known = offerFacts(factsOf(context, signUp), until, from);
    const words = { ...sayStage(stage, known), note: sayShort(stage, known, offerNote(until)) };
    const more = { key: `offer:${until}`, notBefore: from, expiresAt: until };
    return [this.plan(context, signUp, 'activity_offer', words, more)];
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
    const event = ruled[kind];
    const rule = event && context.rules.get(event)?.body;
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
      actionLabel: rule?.actionLabel ?? null,
      channels: rule?.channels ?? null,
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
    if (signUp.state !== 'going') return '车主已取消报名。';
    const event = ruled[message.kind];
    return event ? this.rules.whyNot(message.storeId, event) : null;
  }
}

/** Changes with every new sign-up of the person and every change of the session. */
const editionOf = ({ round }: SignUp, { revision }: Session) => `${round}.${revision}`;

/** Names the reminder in its key: days before, but the usual two as they were always named. */
const reminderKey = ({ offset }: CareStageBody) =>
  offset === 0 ? 'morning' : offset === -1 ? 'day_before' : `before:${-offset}`;

/** The words of a rule's stage, as they are read at `at`. */
function sayRule(stage: CareStageBody, facts: ActivityFacts, at: Instant, note?: string): Words {
  const known = eventFacts(facts, at, note);
  return { ...sayStage(stage, known), note: sayShort(stage, known, AUTO_NOTE) };
}

export function placeOf({ activity, store }: Pick<SessionContext, 'activity' | 'store'>): string {
  return activity.place === '' ? (store?.name ?? '门店') : activity.place;
}

export function factsOf(context: SessionContext, { guests }: Pick<SignUp, 'guests'>): ActivityFacts {
  return {
    title: context.activity.title,
    storeName: context.store?.name ?? '门店',
    storePhone: context.store?.phone ?? '',
    place: placeOf(context),
    startsAt: context.session.startsAt,
    guests,
  };
}
