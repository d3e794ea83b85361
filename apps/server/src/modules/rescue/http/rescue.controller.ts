import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import type { OwnerActor, StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  CurrentStaff,
  csvDownload,
  Handles,
  type ParamsOf,
  type QueryOf,
  RateLimit,
  type ViewOf,
} from '../../../platform/http/index.js';
import { CallRescue } from '../usecases/call-rescue.usecase.js';
import { RescueList } from '../usecases/rescue-list.queries.js';
import { WorkRescue } from '../usecases/work-rescue.usecase.js';

const area = routes.rescue;
const staffArea = routes.staffRescue;

/** Help on the road 救援. */
@Controller()
export class RescueController {
  constructor(
    private readonly calls: CallRescue,
    private readonly work: WorkRescue,
    private readonly lists: RescueList,
    private readonly limit: RateLimit,
  ) {}

  @Handles(area.mine)
  async mine(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.mine>> {
    return { items: await this.calls.mine(actor) };
  }

  @Handles(area.stores)
  async stores(): Promise<ViewOf<typeof area.stores>> {
    return { items: await this.calls.storePhones() };
  }

  @Handles(area.call)
  async call(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.call.body }) body: BodyOf<typeof area.call>,
  ): Promise<ViewOf<typeof area.call>> {
    // Far more than anybody needs who is in trouble; a script would wake the store.
    await this.limit.hit('rescue', actor.accountId, 30, 3600);
    return this.calls.call(actor, body);
  }

  @Handles(area.detail)
  detail(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.detail.params }) { id }: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.calls.detail(actor, id);
  }

  @Handles(area.cancel)
  cancel(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.cancel.params }) { id }: ParamsOf<typeof area.cancel>,
    @Body({ schema: area.cancel.body }) { reason }: BodyOf<typeof area.cancel>,
  ): Promise<ViewOf<typeof area.cancel>> {
    return this.calls.cancel(actor, id, reason);
  }

  @Handles(staffArea.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: staffArea.list.query }) query: QueryOf<typeof staffArea.list>,
  ): Promise<ViewOf<typeof staffArea.list>> {
    return this.lists.page(actor, query);
  }

  @Handles(staffArea.file)
  async file(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: staffArea.file.query }) query: QueryOf<typeof staffArea.file>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.lists.file(actor, query), 'rescues.csv', '救援记录.csv');
  }

  @Handles(staffArea.detail)
  staffDetail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: staffArea.detail.params }) { id }: ParamsOf<typeof staffArea.detail>,
  ): Promise<ViewOf<typeof staffArea.detail>> {
    return this.work.detail(actor, id);
  }

  @Handles(staffArea.move)
  move(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: staffArea.move.params }) { id }: ParamsOf<typeof staffArea.move>,
    @Body({ schema: staffArea.move.body }) body: BodyOf<typeof staffArea.move>,
  ): Promise<ViewOf<typeof staffArea.move>> {
    return this.work.move(actor, id, body);
  }
}
