import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { Board } from '../usecases/board.queries.js';
import { BookingViews } from '../usecases/booking-views.queries.js';
import { ChangeBooking } from '../usecases/change-booking.usecase.js';
import { CreateBooking } from '../usecases/create-booking.usecase.js';
import { SlotFinder } from '../usecases/slot-finder.js';

const area = routes.staffBooking;

@Controller()
export class StaffBookingController {
  constructor(
    private readonly views: BookingViews,
    private readonly finder: SlotFinder,
    private readonly createBooking: CreateBooking,
    private readonly changeBooking: ChangeBooking,
    private readonly boards: Board,
  ) {}

  @Handles(area.board)
  board(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.board.query }) query: QueryOf<typeof area.board>,
  ): Promise<ViewOf<typeof area.board>> {
    return this.boards.run(actor, query);
  }

  @Handles(area.slots)
  async slots(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.slots.query }) query: QueryOf<typeof area.slots>,
  ): Promise<ViewOf<typeof area.slots>> {
    return this.finder.page(storeOf(actor, query.storeId), query.serviceId, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.views.forStaff(actor, params.id);
  }

  @Handles(area.create)
  async create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.views.staffView(await this.createBooking.byStaff(actor, body));
  }

  @Handles(area.confirm)
  async confirm(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.confirm.params }) params: ParamsOf<typeof area.confirm>,
  ): Promise<ViewOf<typeof area.confirm>> {
    return this.views.staffView(await this.changeBooking.confirm(actor, params.id));
  }

  @Handles(area.cancel)
  async cancel(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.cancel.params }) params: ParamsOf<typeof area.cancel>,
    @Body({ schema: area.cancel.body }) body: BodyOf<typeof area.cancel>,
  ): Promise<ViewOf<typeof area.cancel>> {
    return this.views.staffView(await this.changeBooking.cancel(actor, params.id, body.reason));
  }

  @Handles(area.reschedule)
  async reschedule(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.reschedule.params }) params: ParamsOf<typeof area.reschedule>,
    @Body({ schema: area.reschedule.body }) body: BodyOf<typeof area.reschedule>,
  ): Promise<ViewOf<typeof area.reschedule>> {
    return this.views.staffView(await this.changeBooking.reschedule(actor, params.id, body));
  }

  @Handles(area.move)
  async move(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.move.params }) params: ParamsOf<typeof area.move>,
    @Body({ schema: area.move.body }) body: BodyOf<typeof area.move>,
  ): Promise<ViewOf<typeof area.move>> {
    return this.views.staffView(await this.changeBooking.reschedule(actor, params.id, body));
  }

  @Handles(area.noShow)
  async noShow(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.noShow.params }) params: ParamsOf<typeof area.noShow>,
  ): Promise<ViewOf<typeof area.noShow>> {
    return this.views.staffView(await this.changeBooking.noShow(actor, params.id));
  }
}
