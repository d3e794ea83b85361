import type { routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor, StaffActor } from '../../../platform/auth/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { ActivityRepository } from '../persistence/activity.repository.js';
import { Articles } from './articles.usecase.js';
import { PlanActivity } from './plan-activity.usecase.js';
import { SessionChanges } from './session-changes.usecase.js';
import { SignUpForSession } from './sign-up.usecase.js';

type Area = typeof routes.staffActivity;

export interface ActivityPlay {
  readonly planner: StaffActor;
  readonly plan: BodyOf<Area['create']>;
  readonly session: BodyOf<Area['addSession']>;
  /** Who signs up. */
  readonly ownerIds: readonly string[];
}

/** Activities and articles of the demo group, by the ways that people take. */
@Injectable()
export class ActivityRehearsal {
  constructor(
    private readonly plans: PlanActivity,
    private readonly changes: SessionChanges,
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpForSession,
    private readonly articles: Articles,
  ) {}

  /** True if the store has planned nothing yet. */
  async isNew(storeId: string): Promise<boolean> {
    return (await this.activities.page([storeId], {}, 1, 1)).total === 0;
  }

  /** An activity of one session, published. Throws what planning and signing up throw. */
  async put({ planner, plan, session, ownerIds }: ActivityPlay): Promise<void> {
    const id = await this.plans.create(planner, plan);
    await this.changes.add(planner, id, session);
    await this.plans.publish(planner, id);
    const [made] = (await this.activities.sessionsOf([id])).get(id) ?? [];
    if (!made) return;
    for (const ownerId of ownerIds) {
      const actor: OwnerActor = { kind: 'account', sessionId: '', accountId: '', ownerId, consented: true };
      await this.signUps.run(actor, made.id, { guests: 0, answers: {}, orWait: false });
    }
  }

  /** Throws what an article throws. */
  async write(actor: StaffActor, article: BodyOf<typeof routes.staffArticle.create>): Promise<void> {
    await this.articles.create(actor, article);
  }
}
