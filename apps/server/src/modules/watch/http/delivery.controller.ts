import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, StreamableFile } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  attachment,
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { DeliveryQueries } from '../usecases/delivery.queries.js';
import { ExportDeliveries } from '../usecases/export-deliveries.usecase.js';
import { Resend } from '../usecases/resend.usecase.js';

const area = routes.delivery;

/** The delivery log: list, one message, resend, export. */
@Controller()
export class DeliveryController {
  constructor(
    private readonly log: DeliveryQueries,
    private readonly again: Resend,
    private readonly exports: ExportDeliveries,
  ) {}

  @Handles(routes.care.messages)
  messages(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: routes.care.messages.query }) query: QueryOf<typeof routes.care.messages>,
  ): Promise<ViewOf<typeof routes.care.messages>> {
    return this.log.page(actor, query);
  }

  @Handles(area.exportFile)
  async exportFile(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.exportFile.query }) query: QueryOf<typeof area.exportFile>,
  ): Promise<StreamableFile> {
    const { stream, fileName, type } = await this.exports.run(actor, query);
    return new StreamableFile(stream, {
      type,
      disposition: attachment(`messages.${query.format}`, fileName),
    });
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.log.detail(actor, params.id);
  }

  @Handles(area.resend)
  async resend(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.resend.params }) params: ParamsOf<typeof area.resend>,
    @Body({ schema: area.resend.body }) body: BodyOf<typeof area.resend>,
  ): Promise<ViewOf<typeof area.resend>> {
    return { id: await this.again.run(actor, params.id, body.reason) };
  }
}
