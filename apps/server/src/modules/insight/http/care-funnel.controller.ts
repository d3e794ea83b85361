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
import { CareFunnel } from '../usecases/care-funnel.queries.js';

const area = routes.careCalendar;

@Controller()
export class CareFunnelController {
  constructor(private readonly care: CareFunnel) {}

  @Handles(area.funnel)
  funnel(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.funnel.query }) query: QueryOf<typeof area.funnel>,
  ): Promise<ViewOf<typeof area.funnel>> {
    return this.care.run(actor, query);
  }

  @Handles(area.funnelRows)
  funnelRows(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.funnelRows.query }) query: QueryOf<typeof area.funnelRows>,
  ): Promise<ViewOf<typeof area.funnelRows>> {
    return this.care.rows(actor, query);
  }

  @Handles(area.funnelFile)
  async funnelFile(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.funnelFile.query }) query: QueryOf<typeof area.funnelFile>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.care.file(actor, query), 'care-funnel.csv', '提醒漏斗.csv');
  }
}
