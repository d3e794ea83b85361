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
import { Attribution } from '../usecases/attribution.queries.js';

const area = routes.attribution;

@Controller()
export class AttributionController {
  constructor(private readonly attribution: Attribution) {}

  @Handles(area.compare)
  compare(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.compare.query }) query: QueryOf<typeof area.compare>,
  ): Promise<ViewOf<typeof area.compare>> {
    return this.attribution.compare(actor, query);
  }

  @Handles(area.file)
  async file(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.file.query }) query: QueryOf<typeof area.file>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.attribution.file(actor, query), 'effect.csv', '活动效果对比.csv');
  }
}
