import { routes } from '@cheban/contracts';
import { Body, Controller, Param } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { BookingViews } from '../usecases/booking-views.queries.js';
import { CreateBooking } from '../usecases/create-booking.usecase.js';
import { HoldViews } from '../usecases/hold-views.queries.js';
import { Holds } from '../usecases/holds.usecase.js';
import { JoinWaiting } from '../usecases/join-waiting.usecase.js';

const area = routes.booking;

/** Held slots and the waiting list of owners. */
@Controller()
export class HoldController {
  constructor(
    private readonly holds: Holds,
    private readonly holdViews: HoldViews,
    private readonly createBooking: CreateBooking,
    private readonly views: BookingViews,
    private readonly waitingList: JoinWaiting,
  ) {}

  @Handles(area.hold)
  async hold(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.hold.body }) body: BodyOf<typeof area.hold>,
  ): Promise<ViewOf<typeof area.hold>> {
    return this.holdViews.view(await this.holds.byOwner(actor, body));
  }

  @Handles(area.holdDetail)
  holdDetail(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.holdDetail.params }) params: ParamsOf<typeof area.holdDetail>,
  ): Promise<ViewOf<typeof area.holdDetail>> {
    return this.holdViews.mine(actor, params.id);
  }

  @Handles(area.acceptHold)
  async acceptHold(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.acceptHold.params }) params: ParamsOf<typeof area.acceptHold>,
    @Body({ schema: area.acceptHold.body }) body: BodyOf<typeof area.acceptHold>,
  ): Promise<ViewOf<typeof area.acceptHold>> {
    return this.views.ownerView(await this.createBooking.fromHold(actor, params.id, body.note));
  }

  @Handles(area.releaseHold)
  async releaseHold(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.releaseHold.params }) params: ParamsOf<typeof area.releaseHold>,
  ): Promise<ViewOf<typeof area.releaseHold>> {
    await this.holds.releaseByOwner(actor, params.id);
    return { ok: true };
  }

  @Handles(area.waiting)
  async waiting(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.waiting>> {
    return { items: await this.holdViews.myWaiting(actor) };
  }

  @Handles(area.joinWaiting)
  async joinWaiting(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.joinWaiting.body }) body: BodyOf<typeof area.joinWaiting>,
  ): Promise<ViewOf<typeof area.joinWaiting>> {
    return this.holdViews.waitingView(await this.waitingList.run(actor, body));
  }

  @Handles(area.leaveWaiting)
  async leaveWaiting(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.leaveWaiting.params }) params: ParamsOf<typeof area.leaveWaiting>,
  ): Promise<ViewOf<typeof area.leaveWaiting>> {
    await this.waitingList.leave(actor, params.id);
    return { ok: true };
  }
}
