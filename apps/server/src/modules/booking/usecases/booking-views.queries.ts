import type { BookingView, StaffBookingView } from '@cheban/contracts';
import { MINUTE_MS, maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { ensureStore, type OwnerActor, type StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreRepository } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { isChangeable, LATE_AFTER_MINUTES } from '../domain/booking-lifecycle.js';
import { type Booking, BookingRepository } from '../persistence/booking.repository.js';
import { FreeReschedules } from './free-reschedules.usecase.js';

const iso = (ms: number) => toDate(ms).toISOString();

/** Bookings as owners and staff see them; a constant number of queries for any number of bookings. */
@Injectable()
export class BookingViews {
  constructor(
    private readonly repository: BookingRepository,
    private readonly stores: StoreRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly owners: OwnerDirectory,
    private readonly staff: Advisors,
    private readonly freeReschedules: FreeReschedules,
    private readonly clock: Clock,
  ) {}

  async mine(actor: OwnerActor, id: string): Promise<BookingView> {
    const booking = await this.repository.findById(id);
    if (!booking || booking.ownerId !== actor.ownerId) throw notFound();
    return this.ownerView(booking);
  }

  async listMine(
    actor: OwnerActor,
    limit: number,
    before?: string,
  ): Promise<{ items: BookingView[]; nextCursor: string | null }> {
    const found = await this.repository.ofOwner(actor.ownerId, limit + 1, before);
    const page = found.slice(0, limit);
    return {
      items: await this.ownerViews(page),
      nextCursor: found.length > limit ? (page[page.length - 1]?.id ?? null) : null,
    };
  }

  async ownerView(booking: Booking): Promise<BookingView> {
    const [view] = await this.ownerViews([booking]);
    if (!view) throw notFound();
    return view;
  }

  private async ownerViews(bookings: readonly Booking[]): Promise<BookingView[]> {
    const [about, free] = await Promise.all([this.about(bookings), this.freeReschedules.reasons(bookings)]);
    const now = this.clock.now();
    return bookings.map((booking) => {
      const reason = free.get(booking.id);
      const store = about.stores.get(booking.storeId);
      const vehicle = about.vehicles.get(booking.vehicleId);
      const changeUntil = booking.startsAt - (store?.cutOffMinutes ?? 0) * MINUTE_MS;
      return {
        id: booking.id,
        state: booking.state,
        startsAt: iso(booking.startsAt),
        endsAt: iso(booking.endsAt),
        serviceId: booking.serviceId,
        serviceName: about.services.get(booking.serviceId)?.name ?? '',
        storeId: booking.storeId,
        storeName: store?.name ?? '',
        storeAddress: store?.address ?? '',
        storePhone: store?.phone ?? '',
        vehicleId: booking.vehicleId,
        model: vehicle?.model ?? '',
        plate: vehicle?.plate ?? null,
        advisorName: about.staff.get(booking.advisorId) ?? null,
        note: booking.note,
        checkInCode: booking.checkInCode,
        changeUntil: iso(changeUntil),
        canChange: isChangeable(booking.state) && now <= changeUntil,
        freeReschedule: reason === undefined ? null : { reason },
        cancelReason: booking.cancelReason,
        visitId: booking.visitId,
        createdAt: iso(booking.createdAt),
      };
    });
  }

  async forStaff(actor: StaffActor, id: string): Promise<StaffBookingView> {
    const booking = await this.repository.findById(id);
    if (!booking) throw notFound();
    ensureStore(actor, booking.storeId);
    return this.staffView(booking);
  }

  async staffView(booking: Booking): Promise<StaffBookingView> {
    const [view] = await this.staffViews([booking]);
    if (!view) throw notFound();
    return view;
  }

  async staffViews(bookings: readonly Booking[]): Promise<StaffBookingView[]> {
    const about = await this.about(bookings, true);
    const [owners, noShows] = await Promise.all([
      this.owners.findByIds(bookings.map((booking) => booking.ownerId)),
      this.repository.noShowCounts(bookings.map((booking) => booking.ownerId)),
    ]);
    const now = this.clock.now();
    return bookings.map((booking) => {
      const owner = owners.get(booking.ownerId);
      const vehicle = about.vehicles.get(booking.vehicleId);
      return {
        id: booking.id,
        state: booking.state,
        startsAt: iso(booking.startsAt),
        endsAt: iso(booking.endsAt),
        serviceId: booking.serviceId,
        serviceName: about.services.get(booking.serviceId)?.name ?? '',
        storeId: booking.storeId,
        ownerId: booking.ownerId,
        ownerName: owner?.name ?? '',
        phoneMasked: owner?.phone ? maskPhone(owner.phone) : null,
        vehicleId: booking.vehicleId,
        model: vehicle?.model ?? '',
        plate: vehicle?.plate ?? null,
        advisorId: booking.advisorId,
        advisorName: about.staff.get(booking.advisorId) ?? null,
        bayId: booking.bayId,
        bayName: about.bays.get(booking.bayId) ?? '',
        note: booking.note,
        source: booking.source,
        late: lateMinutes(booking, now) >= LATE_AFTER_MINUTES,
        lateMinutes: lateMinutes(booking, now),
        noShowCount: noShows.get(booking.ownerId) ?? 0,
        visitId: booking.visitId,
        technicianId: booking.technicianId,
        technicianName: about.staff.get(booking.technicianId ?? '') ?? null,
        bufferMinutes: about.services.get(booking.serviceId)?.bufferMinutes ?? 0,
        overbookReason: booking.overbookReason,
      };
    });
  }

  private async about(bookings: readonly Booking[], withBays = false) {
    const storeIds = [...new Set(bookings.map((booking) => booking.storeId))];
    const [stores, services, bays, vehicles, staff] = await Promise.all([
      this.stores.findByIds(storeIds),
      this.stores.servicesByIds(bookings.map(({ serviceId }) => serviceId)),
      withBays && storeIds.length > 0 ? this.stores.baysOf(storeIds) : [],
      this.vehicles.findByIds(bookings.map((booking) => booking.vehicleId)),
      this.staff.names(bookings.flatMap(({ advisorId, technicianId }) => [advisorId, technicianId])),
    ]);
    return {
      stores: new Map(stores.map((store) => [store.id, store])),
      services: new Map(services.map((service) => [service.id, service])),
      bays: new Map(bays.map((bay) => [bay.id, bay.name])),
      vehicles,
      staff,
    };
  }
}

/** Minutes that a car which has not come is past its start; 0 for all others. */
function lateMinutes(booking: Booking, now: number): number {
  if (!isChangeable(booking.state)) return 0;
  return Math.max(0, Math.floor((now - booking.startsAt) / MINUTE_MS));
}
