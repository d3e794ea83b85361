import { addDays, monthEnd, monthStart } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { type SampleCar, VehicleDirectory } from '../../vehicle/index.js';
import { homeVisitTarget } from '../domain/sample.js';
import { TalkRepository } from '../persistence/talk.repository.js';
import { DrawTalks } from './draw-talks.usecase.js';

/** The sales that the home visits of a month follow: those of the month before. */
export interface HomeVisitBase {
  /** YYYY-MM. */
  readonly salesMonth: string;
  readonly cars: readonly SampleCar[];
  /** Percent. */
  readonly percent: number;
  readonly target: number;
}

/** Each month a store visits a share of the owners at home who bought in the month before (mission.md C). */
@Injectable()
export class PlanHomeVisits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly talks: TalkRepository,
    private readonly draw: DrawTalks,
    private readonly stores: StoreCatalog,
    private readonly vehicles: VehicleDirectory,
    private readonly clock: Clock,
  ) {}

  /** Safe to run at any time and any number of times: sales that come in late add visits. Returns how many were opened. */
  async run(): Promise<number> {
    let opened = 0;
    for (const store of await this.stores.all()) opened += await this.ofStore(store);
    return opened;
  }

  /** `month`: any business date of the month of the visits. */
  async base(store: Pick<Store, 'id' | 'homeVisitPercent'>, month: string): Promise<HomeVisitBase> {
    const to = addDays(monthStart(month), -1);
    const cars = await this.vehicles.soldBy(store.id, monthStart(to), to);
    const percent = store.homeVisitPercent;
    return { salesMonth: to.slice(0, 7), cars, percent, target: homeVisitTarget(cars.length, percent) };
  }

  private async ofStore(store: Store): Promise<number> {
    const today = this.clock.today();
    const { salesMonth, cars, target } = await this.base(store, today);
    if (target === 0) return 0;
    const openKey = `${store.id}:home_visit:${salesMonth}`;
    return this.uow.run(async (tx) => {
      await this.talks.insert(tx, {
        openKey,
        storeId: store.id,
        kind: 'home_visit',
        cycle: salesMonth,
        split: null,
        fromOn: monthStart(today),
        toOn: monthEnd(today),
        target,
        assigneeId: null,
        createdBy: '系统按月安排',
      });
      const plan = await this.talks.lockOpen(tx, openKey);
      if (!plan) return 0;
      if (plan.target !== target) await this.talks.setTarget(tx, plan.id, target);
      return this.draw.fill(
        tx,
        { ...plan, target },
        {
          // Each advisor's customers get their share.
          candidates: cars.map((car) => ({ ...car, group: car.advisorId ?? '' })),
          keyOf: ({ id, soldOn }) => `home:${id}:${soldOn}`,
          why: `${Number(salesMonth.slice(5))} 月交付的新车，按规定上门家访。`,
        },
      );
    });
  }
}
