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
import { CareOverview } from '../usecases/care-overview.queries.js';
import { DueList } from '../usecases/due-list.queries.js';

const area = routes.care;

@Controller()
export class CareController {
  constructor(
    private readonly overview: CareOverview,
    private readonly dues: DueList,
  ) {}

  @Handles(area.due)
  due(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.due.query }) query: QueryOf<typeof area.due>,
  ): Promise<ViewOf<typeof area.due>> {
    return this.dues.page(actor, query);
  }

  @Handles(area.dueFile)
  async dueFile(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.dueFile.query }) query: QueryOf<typeof area.dueFile>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.dues.file(actor, query), 'due.csv', '到期清单.csv');
  }

  @Handles(area.health)
  health(): Promise<ViewOf<typeof area.health>> {
    return this.overview.health();
  }
}
