import { routes } from '@cheban/contracts';
import { Controller, Query, type StreamableFile } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  CurrentStaff,
  csvDownload,
  Handles,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { FigureRows } from '../usecases/figure-rows.queries.js';
import { Loyalty } from '../usecases/loyalty.queries.js';
import { Makeup } from '../usecases/makeup.queries.js';
import { MonthlyFigures } from '../usecases/monthly-figures.queries.js';

const area = routes.figures;

@Controller()
export class FiguresController {
  constructor(
    private readonly monthly: MonthlyFigures,
    private readonly figureRows: FigureRows,
    private readonly stay: Loyalty,
    private readonly customers: Makeup,
  ) {}

  @Handles(area.months)
  months(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.months.query }) query: QueryOf<typeof area.months>,
  ): Promise<ViewOf<typeof area.months>> {
    return this.monthly.run(actor, query);
  }

  @Handles(area.parts)
  parts(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.parts.query }) query: QueryOf<typeof area.parts>,
  ): Promise<ViewOf<typeof area.parts>> {
    return this.monthly.parts(actor, query);
  }

  @Handles(area.rows)
  rows(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.rows.query }) query: QueryOf<typeof area.rows>,
  ): Promise<ViewOf<typeof area.rows>> {
    return this.figureRows.page(actor, query);
  }

  @Handles(area.rowsFile)
  async rowsFile(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.rowsFile.query }) query: QueryOf<typeof area.rowsFile>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.figureRows.file(actor, query), 'figures.csv', '经营看板明细.csv');
  }

  @Handles(area.loyalty)
  loyalty(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.loyalty.query }) query: QueryOf<typeof area.loyalty>,
  ): Promise<ViewOf<typeof area.loyalty>> {
    return this.stay.run(actor, query);
  }

  @Handles(area.cars)
  cars(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.cars.query }) query: QueryOf<typeof area.cars>,
  ): Promise<ViewOf<typeof area.cars>> {
    return this.stay.page(actor, query);
  }

  @Handles(area.carsFile)
  async carsFile(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.carsFile.query }) query: QueryOf<typeof area.carsFile>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.stay.file(actor, query), 'loyalty.csv', '客户留存明细.csv');
  }

  @Handles(area.makeup)
  makeup(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.makeup.query }) query: QueryOf<typeof area.makeup>,
  ): Promise<ViewOf<typeof area.makeup>> {
    return this.customers.run(actor, query);
  }

  @Handles(area.makeupCars)
  makeupCars(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.makeupCars.query }) query: QueryOf<typeof area.makeupCars>,
  ): Promise<ViewOf<typeof area.makeupCars>> {
    return this.customers.page(actor, query);
  }

  @Handles(area.makeupCarsFile)
  async makeupCarsFile(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.makeupCarsFile.query }) query: QueryOf<typeof area.makeupCarsFile>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.customers.file(actor, query), 'customers.csv', '客户构成明细.csv');
  }
}
