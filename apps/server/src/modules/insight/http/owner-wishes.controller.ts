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
import { OwnerWishes } from '../usecases/owner-wishes.usecase.js';

const area = routes.preference;

@Controller()
export class OwnerWishesController {
  constructor(private readonly wishes: OwnerWishes) {}

  @Handles(area.reach)
  reach(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.reach.params }) params: ParamsOf<typeof area.reach>,
  ): Promise<ViewOf<typeof area.reach>> {
    return this.wishes.reach(actor, params.id);
  }

  @Handles(area.wishes)
  save(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.wishes.params }) params: ParamsOf<typeof area.wishes>,
    @Body({ schema: area.wishes.body }) body: BodyOf<typeof area.wishes>,
  ): Promise<ViewOf<typeof area.wishes>> {
    return this.wishes.save(actor, params.id, body);
  }
}
