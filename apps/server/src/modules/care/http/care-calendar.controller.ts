import { routes } from '@cheban/contracts';
import { Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  CurrentStaff,
  csvDownload,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { CareCalendar } from '../usecases/care-calendar.queries.js';
import { CareWhy } from '../usecases/care-why.queries.js';

const area = routes.careCalendar;

@Controller()
export class CareCalendarController {
  constructor(
    private readonly calendar: CareCalendar,
    private readonly whyOf: CareWhy,
  ) {}

  @Handles(area.month)
  month(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.month.query }) query: QueryOf<typeof area.month>,
  ): Promise<ViewOf<typeof area.month>> {
    return this.calendar.month(actor, query);
  }

  @Handles(area.day)
  day(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.day.query }) query: QueryOf<typeof area.day>,
  ): Promise<ViewOf<typeof area.day>> {
    return this.calendar.day(actor, query);
  }

  @Handles(area.dayFile)
  async dayFile(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.dayFile.query }) query: QueryOf<typeof area.dayFile>,
  ): Promise<StreamableFile> {
    return csvDownload(
      await this.calendar.file(actor, query),
      `care-${query.on}.csv`,
      `发送日历-${query.on}.csv`,
    );
  }

  @Handles(area.why)
  why(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.why.params }) params: ParamsOf<typeof area.why>,
  ): Promise<ViewOf<typeof area.why>> {
    return this.whyOf.run(actor, params.id);
  }
}
