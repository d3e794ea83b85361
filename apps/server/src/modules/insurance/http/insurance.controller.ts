import { routes } from '@cheban/contracts';
import { Controller, Param } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  CurrentOwner,
  Handles,
  type ParamsOf,
  RateLimit,
  type ViewOf,
} from '../../../platform/http/index.js';
import { CarInsurance } from '../usecases/car-insurance.usecase.js';

const area = routes.insurance;

/** Insurance 车险 of an owner's car. */
@Controller()
export class InsuranceController {
  constructor(
    private readonly insurance: CarInsurance,
    private readonly limit: RateLimit,
  ) {}

  @Handles(area.car)
  car(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.car.params }) { id }: ParamsOf<typeof area.car>,
  ): Promise<ViewOf<typeof area.car>> {
    return this.insurance.ofCar(actor, id);
  }

  @Handles(area.contact)
  async contact(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.contact.params }) { id }: ParamsOf<typeof area.contact>,
  ): Promise<ViewOf<typeof area.contact>> {
    await this.limit.hit('insurance', actor.accountId, 30, 3600);
    return this.insurance.contact(actor, id);
  }
}
