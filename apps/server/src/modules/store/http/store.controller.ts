import { routes } from '@cheban/contracts';
import { Body, Controller, Param } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { StoreCalendar } from '../usecases/store-calendar.usecase.js';
import { StoreSetup } from '../usecases/store-setup.usecase.js';

const area = routes.store;

@Controller()
export class StoreController {
  constructor(
    private readonly setup: StoreSetup,
    private readonly calendar: StoreCalendar,
  ) {}

  @Handles(area.list)
  async list(@CurrentStaff() actor: StaffActor): Promise<ViewOf<typeof area.list>> {
    return { items: await this.setup.list(actor.storeIds) };
  }

  @Handles(area.update)
  update(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.update.params }) params: ParamsOf<typeof area.update>,
    @Body({ schema: area.update.body }) body: BodyOf<typeof area.update>,
  ): Promise<ViewOf<typeof area.update>> {
    return this.setup.update(actor, params.id, body);
  }

  @Handles(area.saveService)
  saveService(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.saveService.params }) params: ParamsOf<typeof area.saveService>,
    @Body({ schema: area.saveService.body }) body: BodyOf<typeof area.saveService>,
  ): Promise<ViewOf<typeof area.saveService>> {
    return this.setup.saveService(actor, params.id, params.code, body);
  }

  @Handles(area.saveBay)
  saveBay(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.saveBay.params }) params: ParamsOf<typeof area.saveBay>,
    @Body({ schema: area.saveBay.body }) body: BodyOf<typeof area.saveBay>,
  ): Promise<ViewOf<typeof area.saveBay>> {
    return this.setup.saveBay(actor, params.id, params.code, body);
  }

  @Handles(area.saveSpecialDays)
  async saveSpecialDays(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.saveSpecialDays.params }) params: ParamsOf<typeof area.saveSpecialDays>,
    @Body({ schema: area.saveSpecialDays.body }) body: BodyOf<typeof area.saveSpecialDays>,
  ): Promise<ViewOf<typeof area.saveSpecialDays>> {
    await this.calendar.saveSpecialDays(actor, params.id, body);
    return this.setup.one(params.id);
  }

  @Handles(area.closeBay)
  closeBay(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.closeBay.body }) body: BodyOf<typeof area.closeBay>,
  ): Promise<ViewOf<typeof area.closeBay>> {
    return this.calendar.closeBay(actor, body);
  }

  @Handles(area.reopenBay)
  async reopenBay(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.reopenBay.params }) params: ParamsOf<typeof area.reopenBay>,
  ): Promise<ViewOf<typeof area.reopenBay>> {
    await this.calendar.reopenBay(actor, params.id);
    return { ok: true };
  }
}
