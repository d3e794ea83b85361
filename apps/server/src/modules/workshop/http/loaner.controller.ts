import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { OwnerActor, StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { Loaners } from '../usecases/loaners.usecase.js';

const area = routes.loaner;

@Controller()
export class LoanerController {
  constructor(private readonly loaners: Loaners) {}

  @Handles(area.mine)
  async mine(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.mine>> {
    return { items: await this.loaners.ofOwner(actor) };
  }

  @Handles(area.calendar)
  async calendar(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.calendar.query }) query: QueryOf<typeof area.calendar>,
  ): Promise<ViewOf<typeof area.calendar>> {
    return { items: await this.loaners.calendar(actor, query) };
  }

  @Handles(area.saveCar)
  saveCar(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.saveCar.params }) params: ParamsOf<typeof area.saveCar>,
    @Body({ schema: area.saveCar.body }) body: BodyOf<typeof area.saveCar>,
  ): Promise<ViewOf<typeof area.saveCar>> {
    return this.loaners.saveCar(actor, params.id, params.code, body);
  }

  @Handles(area.book)
  book(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.book.body }) body: BodyOf<typeof area.book>,
  ): Promise<ViewOf<typeof area.book>> {
    return this.loaners.book(actor, body);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.loaners.detail(actor, params.id);
  }

  @Handles(area.cancel)
  cancel(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.cancel.params }) params: ParamsOf<typeof area.cancel>,
  ): Promise<ViewOf<typeof area.cancel>> {
    return this.loaners.cancel(actor, params.id);
  }

  @Handles(area.handOut)
  handOut(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.handOut.params }) params: ParamsOf<typeof area.handOut>,
    @Body({ schema: area.handOut.body }) body: BodyOf<typeof area.handOut>,
  ): Promise<ViewOf<typeof area.handOut>> {
    return this.loaners.handOut(actor, params.id, body);
  }

  @Handles(area.takeBack)
  takeBack(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.takeBack.params }) params: ParamsOf<typeof area.takeBack>,
    @Body({ schema: area.takeBack.body }) body: BodyOf<typeof area.takeBack>,
  ): Promise<ViewOf<typeof area.takeBack>> {
    return this.loaners.takeBack(actor, params.id, body);
  }
}
