import { addDays, atShanghai, HOUR_MS, weekday } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { ActivityRehearsal } from '../../activity/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { DemoCrew } from './demo-crew.js';
import { type DemoActivity, demoActivities, demoArticles } from './demo-gatherings.js';
import type { SimulatedPerson } from './simulated-people.js';

const SATURDAY = 6;

/** Activities that owners may sign up for, with the first names on their lists, and articles to read. */
@Injectable()
export class DemoActivities {
  constructor(
    private readonly clock: Clock,
    private readonly stores: StoreCatalog,
    private readonly crew: DemoCrew,
    private readonly owners: OwnerDirectory,
    private readonly rehearsal: ActivityRehearsal,
  ) {}

  /** `people` sign up, as many as there are. Nothing is planned twice. */
  async run(storeCode: string, people: readonly SimulatedPerson[]): Promise<void> {
    const store = await this.stores.findByCode(storeCode);
    if (!store || !(await this.rehearsal.isNew(store.id))) return;
    const planner = await this.crew.one(store.id, 'marketing');
    const found = await Promise.all(people.map(({ phone }) => this.owners.findByPhone(phone)));
    const ownerIds = found.flatMap((owner) => owner?.id ?? []);
    for (const activity of demoActivities) {
      const plan = {
        ...{ kind: activity.kind, title: activity.title, summary: activity.summary },
        ...{ storeId: store.id, description: activity.description, place: activity.place },
        ...{ fields: [], photoIds: [] },
      };
      const session = this.sessionOf(activity);
      await this.rehearsal.put({ planner, plan, session, ownerIds: ownerIds.slice(0, activity.signedUp) });
    }
    for (const article of demoArticles)
      await this.rehearsal.write(planner, {
        ...article,
        ...{ storeId: store.id, blocks: [...article.blocks], models: [], photoIds: [], publish: true },
      });
  }

  /** On a Saturday, at least three days ahead so that there is time to sign up. */
  private sessionOf({ weeks, from, hours, seats }: DemoActivity) {
    const soon = addDays(this.clock.today(), 3);
    const saturday = addDays(soon, ((SATURDAY - weekday(soon) + 7) % 7) + 7 * weeks);
    const startsAt = atShanghai(saturday, from);
    const iso = (at: number) => toDate(at).toISOString();
    return {
      startsAt: iso(startsAt),
      endsAt: iso(startsAt + hours * HOUR_MS),
      signUpUntil: iso(startsAt - 24 * HOUR_MS),
      ...{ seats, maxGuests: 2, note: '' },
    };
  }
}
