import { type TalkOverview, type TalkPlanView, talkKinds } from '@cheban/contracts';
import { addDays, monthEnd, monthStart, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { type TalkPlan, TalkRepository } from '../persistence/talk.repository.js';
import {
  type TalkCounts,
  TalkFiguresRepository,
  type TalkVoice,
} from '../persistence/talk-figures.repository.js';
import { PlanHomeVisits } from './plan-home-visits.usecase.js';

const MOST_VOICES = 30;
const NONE: TalkCounts = { planned: 0, met: 0, declined: 0, left: 0 };

/** Interviews and home visits as a manager looks at them: planned, held, said. */
@Injectable()
export class TalkQueries {
  constructor(
    private readonly talks: TalkRepository,
    private readonly figures: TalkFiguresRepository,
    private readonly homeVisits: PlanHomeVisits,
    private readonly stores: StoreCatalog,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly advisors: Advisors,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND. `month`: YYYY-MM, this one without it. */
  async overview(
    actor: StaffActor,
    storeId: string,
    month = this.clock.today().slice(0, 7),
  ): Promise<TalkOverview> {
    const store = await this.stores.findById(storeOf(actor, storeId));
    if (!store) throw new AppError('STORE.NOT_FOUND');
    const [first, last] = [monthStart(`${month}-01`), monthEnd(`${month}-01`)];
    const span = [startOfBusinessDay(first), startOfBusinessDay(addDays(last, 1))] as const;
    const [plans, kinds, people, voices, base] = await Promise.all([
      this.talks.plansBetween(store.id, first, last),
      this.figures.byKind(store.id, ...span),
      this.figures.byPerson(store.id, ...span),
      this.figures.voices(store.id, ...span, MOST_VOICES),
      this.homeVisits.base(store, first),
    ]);
    const [counts, names, said] = await Promise.all([
      this.figures.ofPlans(plans.map(({ id }) => id)),
      this.advisors.names([
        ...people.map(({ staffId }) => staffId),
        ...plans.map(({ assigneeId }) => assigneeId),
      ]),
      this.voicesOf(voices),
    ]);
    const home = plans.find(({ kind, cycle }) => kind === 'home_visit' && cycle === base.salesMonth);
    const { salesMonth, percent, target, cars } = base;
    return {
      storeId: store.id,
      month,
      homeVisits: {
        salesMonth,
        sales: cars.length,
        percent,
        target,
        ...((home ? counts.get(home.id) : undefined) ?? NONE),
      },
      plans: plans.map((plan) => viewOf(plan, counts.get(plan.id) ?? NONE, names)),
      kinds: [...kinds].sort((a, b) => talkKinds.indexOf(a.kind) - talkKinds.indexOf(b.kind)),
      people: people.map((row) => ({
        ...row,
        name: row.staffId === null ? '未分派' : (names.get(row.staffId) ?? '已离职同事'),
      })),
      voices: said,
    };
  }

  /** One plan as it stands now, in the transaction of whoever changed it. */
  async plan(plan: TalkPlan): Promise<TalkPlanView> {
    const [counts, names] = await Promise.all([
      this.figures.ofPlans([plan.id]),
      this.advisors.names([plan.assigneeId]),
    ]);
    return viewOf(plan, counts.get(plan.id) ?? NONE, names);
  }

  private async voicesOf(voices: readonly TalkVoice[]): Promise<TalkOverview['voices']> {
    const [owners, cars] = await Promise.all([
      this.owners.findByIds(voices.map(({ ownerId }) => ownerId)),
      this.vehicles.findByIds(voices.flatMap(({ vehicleId }) => vehicleId ?? [])),
    ]);
    return voices.map(({ ownerId, vehicleId, at, ...voice }) => {
      const car = vehicleId === null ? undefined : cars.get(vehicleId);
      return {
        ...voice,
        ownerName: owners.get(ownerId)?.name ?? '',
        model: car ? `${car.brand} ${car.model}`.trim() : null,
        at: at.toISOString(),
      };
    });
  }
}

function viewOf(plan: TalkPlan, counts: TalkCounts, names: ReadonlyMap<string, string>): TalkPlanView {
  const { id, kind, cycle, split, fromOn, toOn, target, assigneeId, createdBy, cancelledAt } = plan;
  const { planned, met, left } = counts;
  return {
    ...{ id, kind, cycle, by: split, fromOn, toOn, target, planned, met, left, createdBy },
    assigneeName: assigneeId === null ? null : (names.get(assigneeId) ?? '已离职同事'),
    cancelledAt: cancelledAt === null ? null : toDate(cancelledAt).toISOString(),
  };
}
