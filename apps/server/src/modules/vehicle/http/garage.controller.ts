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
import { MyGarage } from '../usecases/my-garage.usecase.js';

const area = routes.owner;

@Controller()
export class GarageController {
  constructor(
    private readonly garage: MyGarage,
    private readonly limit: RateLimit,
  ) {}

  @Handles(area.bindVehicle)
  async bindVehicle(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.bindVehicle.body }) body: BodyOf<typeof area.bindVehicle>,
  ): Promise<ViewOf<typeof area.bindVehicle>> {
    // Guessing VINs or plates must not pay.
    await this.limit.hit('bind-vehicle', actor.accountId, 10, 3600);
    return { vehicleId: await this.garage.bind(actor, body) };
  }

  @Handles(area.reportMileage)
  reportMileage(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.reportMileage.params }) params: ParamsOf<typeof area.reportMileage>,
    @Body({ schema: area.reportMileage.body }) body: BodyOf<typeof area.reportMileage>,
  ): Promise<ViewOf<typeof area.reportMileage>> {
    return this.garage.reportMileage(actor, params.id, body.km);
  }

  @Handles(area.serviceHistory)
  async serviceHistory(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.serviceHistory.params }) params: ParamsOf<typeof area.serviceHistory>,
    @Query({ schema: area.serviceHistory.query }) query: QueryOf<typeof area.serviceHistory>,
  ): Promise<ViewOf<typeof area.serviceHistory>> {
    const all = await this.garage.history(actor, params.id);
    const from = Number(query.cursor ?? 0) || 0;
    const page = all.slice(from, from + query.limit);
    return {
      items: page.map(({ on, km, kind, paidFen, storeName, advisorName, visitId }) => ({
        on,
        km,
        kind,
        paidFen,
        storeName,
        advisorName,
        visitId,
      })),
      nextCursor: from + query.limit < all.length ? String(from + query.limit) : null,
    };
  }
}
