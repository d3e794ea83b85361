import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { BookingReader } from '../../booking/index.js';
import { type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { VisitReader } from '../../workshop/index.js';
import { duesOf } from '../domain/care-dues.js';
import { gets } from '../domain/care-series.js';
import type { CareFacts } from '../domain/care-stops.js';
import { DueCarRepository } from '../persistence/due-car.repository.js';
import { RuleAudiences } from './rule-audiences.queries.js';
import { RuleBook } from './rule-book.js';

export interface CarFacts extends CareFacts {
  car: Vehicle | null;
}

/** The world as it is now, for cars that are about to be reminded. A few queries whatever their number. */
@Injectable()
export class CareFactsQueries {
  constructor(
    private readonly vehicles: VehicleDirectory,
    private readonly bookings: BookingReader,
    private readonly visits: VisitReader,
    private readonly dueCars: DueCarRepository,
    private readonly book: RuleBook,
    private readonly audiences: RuleAudiences,
    private readonly clock: Clock,
  ) {}

  /** `today`: the business date on which it is asked; what is due follows from it. */
  async of(
    vehicleIds: readonly string[],
    today: string = this.clock.today(),
  ): Promise<Map<string, CarFacts>> {
    const ids = [...new Set(vehicleIds)];
    const [cars, bookings, visits, dueCars] = await Promise.all([
      this.vehicles.findByIds(ids),
      this.bookings.openOfVehicles(ids),
      this.visits.openOfVehicles(ids),
      this.dueCars.byIds(ids),
    ]);
    const booked = new Set(bookings.map((booking) => booking.vehicleId));
    const inStore = new Set(visits.map((visit) => visit.vehicleId));
    const table = await this.book.fresh();
    const meant = await this.audiences.of(dueCars, table);
    const dues = new Map(
      dueCars.map((car) => [car.id, duesOf(car, table.forStore(car.storeId), today, meant(car.id))]),
    );
    return new Map(
      ids.map((id) => {
        const car = cars.get(id) ?? null;
        const rules = table.forStore(car?.storeId ?? '');
        const left = [...rules.values()].filter((rule) => !gets(rule, rules, meant(id)));
        return [
          id,
          {
            car,
            carKnown: car !== null,
            hasOpenBooking: booked.has(id),
            isInStore: inStore.has(id),
            lastPaidVisitOn: car?.lastPaidVisitOn ?? null,
            dues: dues.get(id) ?? [],
            rules,
            unmeant: new Set(left.map(({ code }) => code)),
            today,
          },
        ];
      }),
    );
  }
}
