import { Injectable } from '@nestjs/common';
import { Garage } from '../../owner/index.js';
import { VehicleRepository } from '../persistence/vehicle.repository.js';

/** Tells the owner room which cars a person has. */
@Injectable()
export class VehicleGarage extends Garage {
  constructor(private readonly repository: VehicleRepository) {
    super();
  }

  async carsOf(ownerId: string) {
    const vehicles = await this.repository.ofOwner(ownerId);
    return vehicles.map(({ id, plate, model, role }) => ({ id, plate, model, role }));
  }
}
