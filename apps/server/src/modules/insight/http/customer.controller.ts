import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { OwnerList } from '../usecases/owner-list.queries.js';
import { OwnerPage } from '../usecases/owner-page.queries.js';
import { Search } from '../usecases/search.queries.js';
import { SuspectMileage } from '../usecases/suspect-mileage.usecase.js';
import { Timeline } from '../usecases/timeline.queries.js';

const area = routes.customer;

@Controller()
export class CustomerController {
  constructor(
    private readonly searchOwners: Search,
    private readonly ownerList: OwnerList,
    private readonly ownerPage: OwnerPage,
    private readonly ownerTimeline: Timeline,
    private readonly mileage: SuspectMileage,
  ) {}

  @Handles(area.search)
  async search(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.search.query }) query: QueryOf<typeof area.search>,
  ): Promise<ViewOf<typeof area.search>> {
    return { items: await this.searchOwners.run(actor, query.q) };
  }

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.ownerList.run(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.ownerPage.detail(actor, params.id);
  }

  @Handles(area.timeline)
  timeline(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.timeline.params }) params: ParamsOf<typeof area.timeline>,
    @Query({ schema: area.timeline.query }) query: QueryOf<typeof area.timeline>,
  ): Promise<ViewOf<typeof area.timeline>> {
    return this.ownerTimeline.run(actor, params.id, query);
  }

  @Handles(area.unmask)
  unmask(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.unmask.params }) params: ParamsOf<typeof area.unmask>,
    @Body({ schema: area.unmask.body }) body: BodyOf<typeof area.unmask>,
  ): Promise<ViewOf<typeof area.unmask>> {
    return this.ownerPage.unmask(actor, params.id, body.reason);
  }

  @Handles(area.suspectMileage)
  suspectMileage(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.suspectMileage.query }) query: QueryOf<typeof area.suspectMileage>,
  ): Promise<ViewOf<typeof area.suspectMileage>> {
    return this.mileage.list(actor, query);
  }

  @Handles(area.judgeMileage)
  async judgeMileage(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.judgeMileage.params }) params: ParamsOf<typeof area.judgeMileage>,
    @Body({ schema: area.judgeMileage.body }) body: BodyOf<typeof area.judgeMileage>,
  ): Promise<ViewOf<typeof area.judgeMileage>> {
    await this.mileage.judge(actor, params.id, body.accept);
    return { ok: true };
  }
}
