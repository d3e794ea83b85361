import { sampleOf } from '@cheban/contracts';
import { HOUR_MS } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  EventOccasions,
  type MessagePlan,
  type OccasionRequest,
  type Occasions,
} from '../../messaging/index.js';
import { ActivityRepository } from '../persistence/activity.repository.js';
import type { SignUp } from '../persistence/sign-up.mapper.js';
import { SignUpRepository } from '../persistence/sign-up.repository.js';
import { SessionMessages } from './session-messages.usecase.js';

const events = [
  'activity_signed_up',
  'activity',
  'activity_changed',
  'activity_cancelled',
  'activity_offer',
] as const;
type ActivityEvent = (typeof events)[number];

const basis: Record<ActivityEvent, string> = {
  activity_signed_up: '，假如他们现在报名',
  activity: '',
  activity_changed: '，假如时间地点现在有变',
  activity_cancelled: '，假如活动现在取消',
  activity_offer: '，假如候补的现在都有了名额',
};

/** What the rules of classes and activities would say to those who are signed up now. */
@Injectable()
export class SessionOccasions implements OnModuleInit {
  constructor(
    private readonly occasions: EventOccasions,
    private readonly messages: SessionMessages,
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpRepository,
  ) {}

  onModuleInit(): void {
    for (const event of events) this.occasions.register(event, (asked) => this.of(event, asked));
  }

  private async of(
    event: ActivityEvent,
    { storeId, rule, now, until, most }: OccasionRequest,
  ): Promise<Occasions> {
    const sessions = await this.activities.openBetween(storeId, now, until);
    const known = await this.activities.findByIds(sessions.map(({ activityId }) => activityId));
    const news = event === 'activity_changed' || event === 'activity_cancelled';
    const plans: MessagePlan[] = [];
    let people = 0;
    for (const session of sessions) {
      const activity = known.get(session.activityId);
      if (!activity || plans.length >= most) continue;
      const context = await this.messages.contextOf(activity, session);
      const asked = { ...context, rules: new Map(context.rules).set(event, rule) };
      const all = await this.signUps.toTell(session.id, '', most);
      // News are for those who wait too; offers for those alone; reminders for those who have a seat.
      const whose = event === 'activity_offer' ? 'waiting' : 'going';
      const told = news ? all : all.filter(({ state }) => state === whose);
      people += told.length;
      const plansOf = (signUp: SignUp) => {
        if (event === 'activity') return this.messages.reminders(asked, signUp);
        if (event === 'activity_offer') return this.messages.offers(asked, signUp, now, now + HOUR_MS);
        return this.messages.planByRule(asked, signUp, event, { key: 'preview', note: sampleOf(event).note });
      };
      plans.push(...told.flatMap(plansOf));
    }
    return {
      basis: `按今后 30 天 ${sessions.length} 场活动的 ${people} 个报名计算${basis[event]}。`,
      plans,
      total: plans.length,
    };
  }
}
