import { addDays, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { isChangeable } from '../domain/booking-lifecycle.js';
import { type Booking, BookingRepository } from '../persistence/booking.repository.js';

/** Reads bookings for the other rooms. */
@Injectable()
export class BookingReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: BookingRepository,
    private readonly clock: Clock,
  ) {}

  findById(id: string): Promise<Booking | null> {
    return this.uow.recall(`booking ${id}`, () => this.repository.findById(id));
  }

  findByCheckInCode(storeId: string, code: string): Promise<Booking | null> {
    return this.repository.findByCheckInCode(storeId, code);
  }

  /** Today's bookings of a store that still wait for their car. */
  async findArrivingToday(storeId: string): Promise<Booking[]> {
    const today = this.clock.today();
    const bookings = await this.repository.startingBetween(
      storeId,
      startOfBusinessDay(today),
      startOfBusinessDay(addDays(today, 1)),
    );
    return bookings.filter((booking) => isChangeable(booking.state));
  }

  /** Confirmed bookings of a store that start between two instants, soonest first. */
  async confirmedBetween(storeId: string, from: number, until: number): Promise<Booking[]> {
    const bookings = await this.repository.startingBetween(storeId, from, until);
    return bookings.filter(({ state }) => state === 'confirmed').sort((a, b) => a.startsAt - b.startsAt);
  }

  /** Open bookings of these cars at a store until the end of tomorrow: who comes a day early is still expected. */
  async findExpected(storeId: string, vehicleIds: readonly string[]): Promise<Booking[]> {
    const until = startOfBusinessDay(addDays(this.clock.today(), 2));
    const open = await this.repository.openOfVehicles(vehicleIds);
    return open.filter(
      (booking) => booking.storeId === storeId && isChangeable(booking.state) && booking.startsAt < until,
    );
  }

  async openOfVehicle(vehicleId: string): Promise<Booking | null> {
    return (await this.repository.openOfVehicles([vehicleId]))[0] ?? null;
  }

  openOfVehicles(vehicleIds: readonly string[]): Promise<Booking[]> {
    return this.repository.openOfVehicles(vehicleIds);
  }
}
