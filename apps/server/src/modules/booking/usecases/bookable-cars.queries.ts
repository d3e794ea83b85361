import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { BookingRepository } from '../persistence/booking.repository.js';

/** Which cars somebody may book for. */
@Injectable()
export class BookableCars {
  constructor(
    private readonly vehicles: VehicleDirectory,
    private readonly bookings: BookingRepository,
  ) {}

  /** An owner books for their own cars. Throws VEHICLE.NOT_FOUND. */
  async ensureOwn(ownerId: string, vehicleId: string): Promise<void> {
    if (!(await this.vehicles.ofOwnerById(ownerId, vehicleId))) throw new AppError('VEHICLE.NOT_FOUND');
  }

  /**
   * Looks again where the booking is written: the car may have been given up since, or its owner deleted. Throws
   * VEHICLE.NOT_FOUND.
   */
  async holdTie(tx: Tx, ownerId: string, vehicleId: string): Promise<void> {
    if (!(await this.vehicles.holdTie(tx, ownerId, vehicleId))) throw new AppError('VEHICLE.NOT_FOUND');
  }

  /**
   * Staff book for the customers of their stores: a booking makes somebody a customer, and so would open the file of
   * whoever belongs to another store. Known is whose car is at home in a store of theirs, and who has booked there
   * themselves. Throws VEHICLE.NOT_FOUND for everybody else, as for a car that does not exist.
   */
  async ensureKnown(actor: StaffActor, ownerId: string, vehicleId: string): Promise<void> {
    const car = await this.vehicles.ofOwnerById(ownerId, vehicleId);
    const known =
      car !== null &&
      (actor.storeIds.includes(car.storeId) || (await this.bookings.hasBookedIn(ownerId, actor.storeIds)));
    if (!known) throw new AppError('VEHICLE.NOT_FOUND');
  }
}
