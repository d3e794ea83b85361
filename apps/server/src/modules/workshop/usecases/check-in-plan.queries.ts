import type { routes } from '@cheban/contracts';
import { businessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { type Booking, BookingReader } from '../../booking/index.js';
import { type ServiceItem, StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { promiseFor } from '../domain/promise.js';
import { type NewVisit, VisitRepository } from '../persistence/visit.repository.js';

type CheckInBody = BodyOf<typeof routes.workshop.checkIn>;

/** Works out what a check-in means: which booking, whose visit, which service, what is promised. */
@Injectable()
export class CheckInPlan {
  constructor(
    private readonly bookings: BookingReader,
    private readonly visits: VisitRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND, VEHICLE.NOT_FOUND, VISIT.ALREADY_IN, BOOKING.STATE or REQUEST.INVALID. */
  async plan(actor: StaffActor, storeId: string, body: CheckInBody): Promise<NewVisit> {
    const arrivedAt = this.clock.now();
    const booking = await this.bookingOf(actor, storeId, body);
    const vehicle = await this.vehicles.findById(booking?.vehicleId ?? body.vehicleId ?? '');
    if (!vehicle) throw new AppError('VEHICLE.NOT_FOUND');
    if (booking?.visitId) throw await this.alreadyIn(booking.visitId);
    const service = await this.serviceOf(storeId, body.serviceId ?? booking?.serviceId);
    const promisedAt = await this.promise(storeId, arrivedAt, service, body.promisedAt);
    return {
      storeId,
      bookingId: booking?.id ?? null,
      ownerId: booking?.ownerId ?? (await this.ownerOf(vehicle.id)),
      vehicleId: vehicle.id,
      serviceId: service?.id ?? null,
      serviceName: service?.name ?? '到店检查',
      serviceKind: service?.kind ?? 'check_up',
      isService: service?.kind === 'service' || service?.kind === 'first_service',
      advisorId: booking?.advisorId ?? (actor.role === 'advisor' ? actor.staffId : vehicle.advisorId),
      arrivedAt,
      firstPromisedAt: promisedAt,
      promisedAt,
      fuelEighths: body.fuelEighths ?? null,
      belongings: body.belongings,
      ownerWords: body.ownerWords || (booking?.note ?? ''),
      fault: body.fault ?? null,
      walkAround: body.walkAround ?? [],
      mileageKm: body.mileageKm ?? null,
    };
  }

  /** The named booking, or for a car that drove in, its booking of today in this store. */
  private async bookingOf(actor: StaffActor, storeId: string, body: CheckInBody): Promise<Booking | null> {
    if (body.bookingId !== undefined) {
      const booking = await this.bookings.findById(body.bookingId);
      if (!booking || booking.storeId !== storeId) throw notFound();
      return booking;
    }
    const vehicle = body.vehicleId === undefined ? null : await this.vehicles.findById(body.vehicleId);
    const open = vehicle ? await this.bookings.openOfVehicle(vehicle.id) : null;
    if (open?.storeId === storeId && businessDate(open.startsAt) === this.clock.today()) return open;
    // Without a booking here only cars of the person's own stores may be looked up.
    if (!vehicle || !actor.storeIds.includes(vehicle.storeId)) throw new AppError('VEHICLE.NOT_FOUND');
    return null;
  }

  private async alreadyIn(visitId: string): Promise<AppError> {
    const visit = await this.visits.findById(visitId);
    return new AppError(visit?.handedOverAt === null ? 'VISIT.ALREADY_IN' : 'BOOKING.STATE');
  }

  private async serviceOf(storeId: string, serviceId: string | undefined): Promise<ServiceItem | null> {
    if (serviceId === undefined) return null;
    const service = await this.stores.findService(serviceId);
    if (!service || service.storeId !== storeId) throw notFound();
    return service;
  }

  private async promise(
    storeId: string,
    arrivedAt: number,
    service: ServiceItem | null,
    asked: string | undefined,
  ): Promise<number | null> {
    if (asked !== undefined) return futureInstant(asked, arrivedAt);
    const open = await this.stores.calendarOf(storeId);
    return open && promiseFor(arrivedAt, service?.promiseMinutes ?? null, open.calendar);
  }

  private async ownerOf(vehicleId: string): Promise<string | null> {
    return (await this.vehicles.peopleOf(vehicleId))[0]?.ownerId ?? null;
  }
}

/** A promised time in milliseconds. Throws REQUEST.INVALID for one that is not in the future. */
export function futureInstant(text: string, now: number, path = 'promisedAt'): number {
  const at = Date.parse(text);
  if (at > now) return at;
  throw invalidField(path, '承诺交车时间要晚于现在');
}
