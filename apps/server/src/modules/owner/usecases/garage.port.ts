import type { VehicleRole } from '@cheban/contracts';

/** What the owner room needs to know of cars; the vehicle room, which knows people, provides it. */
export abstract class Garage {
  abstract carsOf(
    ownerId: string,
  ): Promise<{ id: string; plate: string | null; model: string; role: VehicleRole }[]>;
}
