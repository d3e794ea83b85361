import type { routes } from '@cheban/contracts';
import { businessDate, MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { AppError, invalidField } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { BookingReader, CreateBooking } from '../../booking/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';

type CheckInBody = BodyOf<typeof routes.workshop.checkIn>;
const QUARTER_MS = 15 * MINUTE_MS;

/** Keeps a bay for a car that came without a booking, through the same gate as every booking. */
@Injectable()
export class WalkInPlace {
  constructor(
    private readonly bookings: BookingReader,
    private readonly create: CreateBooking,
    private readonly vehicles: VehicleDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * The check-in with the booking that was made for it, in the running transaction; as it was if no place is asked for or
   * the car is expected today. Throws as the gate does, VEHICLE.NOT_FOUND, BOOKING.VEHICLE_ALREADY_BOOKED,
   * BOOKING.OVERBOOK_FORBIDDEN, or REQUEST.INVALID without a service or an owner on file.
   */
  async take(actor: StaffActor, storeId: string, body: CheckInBody): Promise<CheckInBody> {
    const { place, vehicleId, serviceId } = body;
    if (place === undefined || body.bookingId !== undefined || vehicleId === undefined) return body;
    const open = await this.bookings.openOfVehicle(vehicleId);
    if (open?.storeId === storeId && businessDate(open.startsAt) === this.clock.today()) return body;
    const vehicle = await this.vehicles.findById(vehicleId);
    if (!vehicle || !actor.storeIds.includes(vehicle.storeId)) throw new AppError('VEHICLE.NOT_FOUND');
    if (serviceId === undefined) throw invalidField('serviceId', '占用工位请选择服务项目');
    const [person] = await this.vehicles.peopleOf(vehicleId);
    if (!person) throw invalidField('place', '这辆车还没有登记车主，请不占工位接车');
    const now = this.clock.now();
    const { id } = await this.create.byStaff(actor, {
      ...{ storeId, vehicleId, serviceId, ownerId: person.ownerId },
      startsAt: toDate(now - (now % QUARTER_MS)).toISOString(),
      advisorId: place.advisorId,
      bayId: place.bayId,
      overbook: place.overbook,
      note: body.ownerWords,
    });
    return { ...body, bookingId: id };
  }
}
