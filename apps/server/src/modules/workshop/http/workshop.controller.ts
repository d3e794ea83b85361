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
import { AdvanceVisit } from '../usecases/advance-visit.usecase.js';
import { Arrivals } from '../usecases/arrivals.queries.js';
import { CheckIn } from '../usecases/check-in.usecase.js';
import { HandOver } from '../usecases/hand-over.usecase.js';
import { SaveReport } from '../usecases/save-report.usecase.js';
import { VisitQueries } from '../usecases/visit.queries.js';

const area = routes.workshop;

@Controller()
export class WorkshopController {
  constructor(
    private readonly findArrivals: Arrivals,
    private readonly queries: VisitQueries,
    private readonly checksIn: CheckIn,
    private readonly advances: AdvanceVisit,
    private readonly savesReport: SaveReport,
    private readonly handsOver: HandOver,
  ) {}

  @Handles(area.arrivals)
  async arrivals(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.arrivals.query }) query: QueryOf<typeof area.arrivals>,
  ): Promise<ViewOf<typeof area.arrivals>> {
    return { items: await this.findArrivals.run(actor, query) };
  }

  @Handles(area.checkIn)
  checkIn(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.checkIn.body }) body: BodyOf<typeof area.checkIn>,
  ): Promise<ViewOf<typeof area.checkIn>> {
    return this.checksIn.run(actor, body);
  }

  @Handles(area.list)
  async list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return { items: await this.queries.staffList(actor, query) };
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.queries.staffView(actor, params.id);
  }

  @Handles(area.advance)
  advance(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.advance.params }) params: ParamsOf<typeof area.advance>,
    @Body({ schema: area.advance.body }) body: BodyOf<typeof area.advance>,
  ): Promise<ViewOf<typeof area.advance>> {
    return this.advances.run(actor, params.id, body);
  }

  @Handles(area.saveReport)
  saveReport(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.saveReport.params }) params: ParamsOf<typeof area.saveReport>,
    @Body({ schema: area.saveReport.body }) body: BodyOf<typeof area.saveReport>,
  ): Promise<ViewOf<typeof area.saveReport>> {
    return this.savesReport.run(actor, params.id, body);
  }

  @Handles(area.handOver)
  handOver(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.handOver.params }) params: ParamsOf<typeof area.handOver>,
    @Body({ schema: area.handOver.body }) body: BodyOf<typeof area.handOver>,
  ): Promise<ViewOf<typeof area.handOver>> {
    return this.handsOver.run(actor, params.id, body);
  }
}
