import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { BookingViews } from '../usecases/booking-views.queries.js';
import { ChangeBooking } from '../usecases/change-booking.usecase.js';
import { CreateBooking } from '../usecases/create-booking.usecase.js';
import { PrefillBooking } from '../usecases/prefill-booking.queries.js';
import { SlotFinder } from '../usecases/slot-finder.js';

const area = routes.booking;

@Controller()
export class BookingController {
  constructor(
    private readonly prefillBooking: PrefillBooking,
    private readonly finder: SlotFinder,
    private readonly createBooking: CreateBooking,
    private readonly changeBooking: ChangeBooking,
    private readonly views: BookingViews,
  ) {}

  @Handles(area.prefill)
  prefill(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.prefill.query }) query: QueryOf<typeof area.prefill>,
  ): Promise<ViewOf<typeof area.prefill>> {
    return this.prefillBooking.run(actor, query);
  }

  @Handles(area.slots)
  slots(
    @Query({ schema: area.slots.query }) query: QueryOf<typeof area.slots>,
  ): Promise<ViewOf<typeof area.slots>> {
    return this.finder.page(query.storeId, query.serviceId, query);
  }

  @Handles(area.create)
  async create(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.views.ownerView(await this.createBooking.byOwner(actor, body));
  }

  @Handles(area.list)
  list(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.views.listMine(actor, query.limit, query.cursor);
  }

  @Handles(area.detail)
  detail(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.views.mine(actor, params.id);
  }

  @Handles(area.cancel)
  async cancel(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.cancel.params }) params: ParamsOf<typeof area.cancel>,
    @Body({ schema: area.cancel.body }) body: BodyOf<typeof area.cancel>,
  ): Promise<ViewOf<typeof area.cancel>> {
    return this.views.ownerView(await this.changeBooking.cancel(actor, params.id, body.reason));
  }

  @Handles(area.reschedule)
  async reschedule(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.reschedule.params }) params: ParamsOf<typeof area.reschedule>,
    @Body({ schema: area.reschedule.body }) body: BodyOf<typeof area.reschedule>,
  ): Promise<ViewOf<typeof area.reschedule>> {
    return this.views.ownerView(await this.changeBooking.reschedule(actor, params.id, body));
  }
}
