import { addDays, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { isChangeable } from '../domain/booking-lifecycle.js';
import { type Booking, BookingRepository } from '../persistence/booking.repository.js';

/** Reads bookings for the other rooms. */
@Injectable()
export class BookingReader {
  constructor(
    private readonly repository: BookingRepository,
    private readonly clock: Clock,
  ) {}

  findById(id: string): Promise<Booking | null> {
    return this.repository.findById(id);
  }

  findByCheckInCode(storeId: string, code: string): Promise<Booking | null> {
    return this.repository.findByCheckInCode(storeId, code);
  }

  /** Today's bookings of a store that still wait for their car; of these cars only, if given. */
  async findArrivingToday(storeId: string, vehicleIds?: readonly string[]): Promise<Booking[]> {
    const today = this.clock.today();
    const bookings = await this.repository.startingBetween(
      storeId,
      startOfBusinessDay(today),
      startOfBusinessDay(addDays(today, 1)),
    );
    return bookings.filter(
      (booking) =>
        isChangeable(booking.state) && (vehicleIds === undefined || vehicleIds.includes(booking.vehicleId)),
    );
  }

  async openOfVehicle(vehicleId: string): Promise<Booking | null> {
    return (await this.repository.openOfVehicles([vehicleId]))[0] ?? null;
  }

  openOfVehicles(vehicleIds: readonly string[]): Promise<Booking[]> {
    return this.repository.openOfVehicles(vehicleIds);
  }
}
