import type { routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { TAIL_LENGTH, typedTail } from '../../../platform/crypto/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { type Booking, BookingReader } from '../../booking/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { VisitRepository } from '../persistence/visit.repository.js';

type Arrival = ViewOf<typeof routes.workshop.arrivals>['items'][number];
interface Found {
  vehicle: Vehicle;
  booking: Booking | null;
}

/** Check-in codes are plain ASCII; a plate with its Chinese province is none. */
const CODE = /^[A-Z0-9]+$/;
const MOST = 20;

/** Who may be standing at the reception: by the code on the owner's phone, or by the tail of the plate. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly bookings: BookingReader,
    private readonly visits: VisitRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
  ) {}

  /** Booked cars first, then by plate; at most 20. Throws STORE.NOT_FOUND. */
  async run(actor: StaffActor, query: QueryOf<typeof routes.workshop.arrivals>): Promise<Arrival[]> {
    const storeId = storeOf(actor, query.storeId);
    const text = typedTail(query.q);
    const byCode = CODE.test(text) ? await this.bookings.findByCheckInCode(storeId, text) : null;
    const found = byCode ? await this.withVehicles([byCode]) : await this.byPlateTail(actor, storeId, text);
    return this.describe(found.slice(0, MOST));
  }

  private async byPlateTail(actor: StaffActor, storeId: string, tail: string): Promise<Found[]> {
    // The blind index wants four characters; shorter tails are looked for among today's bookings.
    if (tail.length < TAIL_LENGTH) {
      const today = await this.withVehicles(await this.bookings.findArrivingToday(storeId));
      return today.filter(({ vehicle }) => vehicle.plate?.endsWith(tail));
    }
    const cars = await this.vehicles.findByPlateTail(tail);
    const bookings = await this.bookings.findExpected(
      storeId,
      cars.map((vehicle) => vehicle.id),
    );
    return cars
      .map((vehicle) => ({
        vehicle,
        booking: bookings.find((booking) => booking.vehicleId === vehicle.id) ?? null,
      }))
      .filter(({ vehicle, booking }) => booking !== null || actor.storeIds.includes(vehicle.storeId))
      .sort((a, b) => Number(a.booking === null) - Number(b.booking === null));
  }

  private async withVehicles(bookings: readonly Booking[]): Promise<Found[]> {
    const vehicles = await this.vehicles.findByIds(bookings.map((booking) => booking.vehicleId));
    return bookings.flatMap((booking) => {
      const vehicle = vehicles.get(booking.vehicleId);
      return vehicle ? [{ vehicle, booking }] : [];
    });
  }

  private async describe(found: readonly Found[]): Promise<Arrival[]> {
    const people = await Promise.all(found.map((entry) => this.ownerIdOf(entry)));
    const [owners, names, open, services] = await Promise.all([
      this.owners.findByIds(people.filter((id): id is string => id !== null)),
      this.advisors.names(found.map(({ vehicle, booking }) => booking?.advisorId ?? vehicle.advisorId)),
      this.visits.openOfVehicles(found.map(({ vehicle }) => vehicle.id)),
      Promise.all(found.map(({ booking }) => (booking ? this.stores.findService(booking.serviceId) : null))),
    ]);
    return found.map(({ vehicle, booking }, index) => {
      const ownerId = people[index] ?? null;
      const advisorId = booking?.advisorId ?? vehicle.advisorId;
      return {
        bookingId: booking?.id ?? null,
        vehicleId: vehicle.id,
        ownerId,
        ownerName: (ownerId === null ? null : owners.get(ownerId)?.name) ?? '未登记车主',
        model: vehicle.model,
        plate: vehicle.plate,
        startsAt: booking ? toDate(booking.startsAt).toISOString() : null,
        serviceId: services[index]?.id ?? null,
        serviceName: services[index]?.name ?? null,
        advisorName: advisorId === null ? vehicle.advisorName : (names.get(advisorId) ?? null),
        lastKm: vehicle.latestKm,
        visitId: open.find((visit) => visit.vehicleId === vehicle.id)?.id ?? null,
      };
    });
  }

  private async ownerIdOf({ vehicle, booking }: Found): Promise<string | null> {
    if (booking) return booking.ownerId;
    return (await this.vehicles.peopleOf(vehicle.id))[0]?.ownerId ?? null;
  }
}
