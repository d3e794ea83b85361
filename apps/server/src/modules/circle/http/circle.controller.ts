import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type QueryOf,
  RateLimit,
  type ViewOf,
} from '../../../platform/http/index.js';
import { OwnerCircle } from '../usecases/owner-circle.usecase.js';

const HOUR = 3600;
const area = routes.circle;

/** What owners do in their circle 车主圈; limits are for a person and an hour. */
@Controller()
export class CircleController {
  constructor(
    private readonly circle: OwnerCircle,
    private readonly limit: RateLimit,
  ) {}

  @Handles(area.entry)
  entry(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.entry>> {
    return this.circle.entry(actor);
  }

  @Handles(area.feed)
  feed(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.feed.query }) query: QueryOf<typeof area.feed>,
  ): Promise<ViewOf<typeof area.feed>> {
    return this.circle.feed(actor, query);
  }

  @Handles(area.create)
  async create(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    await this.limit.hit('circle-post', actor.ownerId, 10, HOUR);
    return this.circle.create(actor, body);
  }

  @Handles(area.detail)
  detail(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.detail.params }) { id }: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.circle.detail(actor, id);
  }

  @Handles(area.edit)
  async edit(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.edit.params }) { id }: ParamsOf<typeof area.edit>,
    @Body({ schema: area.edit.body }) body: BodyOf<typeof area.edit>,
  ): Promise<ViewOf<typeof area.edit>> {
    await this.limit.hit('circle-post', actor.ownerId, 10, HOUR);
    return this.circle.edit(actor, id, body);
  }

  @Handles(area.comment)
  async comment(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.comment.params }) { id }: ParamsOf<typeof area.comment>,
    @Body({ schema: area.comment.body }) body: BodyOf<typeof area.comment>,
  ): Promise<ViewOf<typeof area.comment>> {
    await this.limit.hit('circle-comment', actor.ownerId, 60, HOUR);
    return this.circle.comment(actor, id, body);
  }

  @Handles(area.like)
  async like(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.like.params }) { id }: ParamsOf<typeof area.like>,
    @Body({ schema: area.like.body }) body: BodyOf<typeof area.like>,
  ): Promise<ViewOf<typeof area.like>> {
    await this.limit.hit('circle-like', actor.ownerId, 300, HOUR);
    return this.circle.like(actor, id, body.on);
  }

  @Handles(area.report)
  async report(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.report.params }) { id }: ParamsOf<typeof area.report>,
    @Body({ schema: area.report.body }) body: BodyOf<typeof area.report>,
  ): Promise<ViewOf<typeof area.report>> {
    await this.limit.hit('circle-report', actor.ownerId, 20, HOUR);
    return this.circle.report(actor, id, body);
  }

  @Handles(area.remove)
  remove(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.remove.params }) { id }: ParamsOf<typeof area.remove>,
  ): Promise<ViewOf<typeof area.remove>> {
    return this.circle.remove(actor, id);
  }
}
