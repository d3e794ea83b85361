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
import { HoldViews } from '../usecases/hold-views.queries.js';
import { Holds } from '../usecases/holds.usecase.js';
import { OfferSlots } from '../usecases/offer-slots.usecase.js';

const area = routes.staffBooking;

/** Held slots, waiting list and offers of staff. */
@Controller()
export class StaffHoldController {
  constructor(
    private readonly holds: Holds,
    private readonly holdViews: HoldViews,
    private readonly offers: OfferSlots,
  ) {}

  @Handles(area.hold)
  async hold(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.hold.body }) body: BodyOf<typeof area.hold>,
  ): Promise<ViewOf<typeof area.hold>> {
    return this.holdViews.view(await this.holds.byStaff(actor, body));
  }

  @Handles(area.releaseHold)
  async releaseHold(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.releaseHold.params }) params: ParamsOf<typeof area.releaseHold>,
  ): Promise<ViewOf<typeof area.releaseHold>> {
    await this.holds.releaseByStaff(actor, params.id);
    return { ok: true };
  }

  @Handles(area.waiting)
  async waiting(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.waiting.query }) query: QueryOf<typeof area.waiting>,
  ): Promise<ViewOf<typeof area.waiting>> {
    return { items: await this.holdViews.queue(actor, query.storeId) };
  }

  @Handles(area.offerEmptyBays)
  async offerEmptyBays(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.offerEmptyBays.body }) body: BodyOf<typeof area.offerEmptyBays>,
  ): Promise<ViewOf<typeof area.offerEmptyBays>> {
    const results = await this.offers.run(actor, body.storeId, body.offers);
    return { offered: results.filter(({ offered }) => offered).length, results };
  }
}
