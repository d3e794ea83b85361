import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  csvDownload,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { CircleDesk } from '../usecases/circle-desk.usecase.js';

const area = routes.staffCircle;

/** Staff look after the circle 车主圈. */
@Controller()
export class StaffCircleController {
  constructor(private readonly circle: CircleDesk) {}

  @Handles(area.overview)
  overview(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.overview.query }) query: QueryOf<typeof area.overview>,
  ): Promise<ViewOf<typeof area.overview>> {
    return this.circle.overview(actor, query.storeId);
  }

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.circle.list(actor, query);
  }

  @Handles(area.file)
  async file(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.file.query }) query: QueryOf<typeof area.file>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.circle.file(actor, query), 'circle.csv', '车主圈.csv');
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) { id }: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.circle.detail(actor, id);
  }

  @Handles(area.decide)
  decide(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.decide.params }) { id }: ParamsOf<typeof area.decide>,
    @Body({ schema: area.decide.body }) body: BodyOf<typeof area.decide>,
  ): Promise<ViewOf<typeof area.decide>> {
    return this.circle.decide(actor, id, body);
  }

  @Handles(area.answer)
  answer(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.answer.params }) { id }: ParamsOf<typeof area.answer>,
    @Body({ schema: area.answer.body }) body: BodyOf<typeof area.answer>,
  ): Promise<ViewOf<typeof area.answer>> {
    return this.circle.answer(actor, id, body.text);
  }

  @Handles(area.block)
  block(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.block.params }) { id }: ParamsOf<typeof area.block>,
    @Body({ schema: area.block.body }) body: BodyOf<typeof area.block>,
  ): Promise<ViewOf<typeof area.block>> {
    return this.circle.block(actor, id, body);
  }

  @Handles(area.blocks)
  blocks(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.blocks.query }) query: QueryOf<typeof area.blocks>,
  ): Promise<ViewOf<typeof area.blocks>> {
    return this.circle.blocks(actor, query.storeId);
  }

  @Handles(area.saveTopic)
  saveTopic(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.saveTopic.body }) body: BodyOf<typeof area.saveTopic>,
  ): Promise<ViewOf<typeof area.saveTopic>> {
    return this.circle.saveTopic(actor, body);
  }

  @Handles(area.turn)
  turn(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.turn.body }) body: BodyOf<typeof area.turn>,
  ): Promise<ViewOf<typeof area.turn>> {
    return this.circle.turn(actor, body.open);
  }
}
