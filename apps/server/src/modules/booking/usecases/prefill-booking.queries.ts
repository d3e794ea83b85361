import type { PrefillView, routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { QueryOf } from '../../../platform/http/index.js';
import { InboxQueries } from '../../messaging/index.js';
import { type ServiceItem, StoreCatalog } from '../../store/index.js';
import { describeDue, type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { WaitingRepository } from '../persistence/waiting.repository.js';
import { SlotFinder } from './slot-finder.js';

const DAYS = 14;
/** What falls due within so many days of each other is done in one visit (mission D). */
const TOGETHER_DAYS = 30;
/** Reminders of something that is no work on the car, or of a look at it: nobody is to pay for a service instead. */
const FOR_A_LOOK: readonly string[] = [
  'warranty_due',
  'trip_check',
  'inspection_due',
  'insurance_due',
  'licence_due',
];

/** Fills the booking page in, so that a reminder becomes a booking in three taps. */
@Injectable()
export class PrefillBooking {
  constructor(
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly finder: SlotFinder,
    private readonly repository: BookingRepository,
    private readonly waiting: WaitingRepository,
    private readonly inbox: InboxQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws VEHICLE.NOT_FOUND if the owner has no such car, or none at all. */
  async run(actor: OwnerActor, query: QueryOf<(typeof routes)['booking']['prefill']>): Promise<PrefillView> {
    const mine = await this.vehicles.ofOwner(actor.ownerId);
    const message = query.messageId ? await this.inbox.ofOwner(actor.ownerId, query.messageId) : null;
    const wished = query.vehicleId ?? message?.vehicleId;
    // A car that was sold since the message was sent must not leave the owner at a dead end.
    const vehicle =
      mine.find((car) => car.id === wished) ?? (query.vehicleId === undefined ? mine[0] : undefined);
    if (!vehicle) throw new AppError('VEHICLE.NOT_FOUND');
    const today = this.clock.today();
    const stores = await this.stores.all();
    const store = stores.find((entry) => entry.id === (query.storeId ?? vehicle.storeId)) ?? stores[0];
    if (!store) throw new AppError('STORE.NOT_FOUND');
    // The first service is free and only once: a car that is past it is not offered it.
    const services = (await this.stores.servicesOf(store.id)).filter(
      ({ kind }) => kind !== 'first_service' || vehicle.dueKind === 'first_service',
    );
    const due = describeDue(vehicle, today);
    const dueSoon = due !== null && due.daysLeft <= TOGETHER_DAYS;
    const service = chooseService(services, query.serviceId, vehicle, message?.kind, dueSoon);
    if (!service) throw new AppError('STORE.NOT_FOUND');
    const shop = await this.finder.shop(store.id, service.id);
    const own = shop.advisors.find((advisor) => advisor.id === vehicle.advisorId) ?? null;
    const [slots, open, waiting, numbers] = await Promise.all([
      this.finder.find(shop, { advisorId: own?.id ?? null, days: DAYS }),
      this.repository.openOfVehicles([vehicle.id]),
      this.waiting.openOf(vehicle.id),
      this.repository.openNumbers(actor.ownerId),
    ]);
    return {
      vehicles: mine.map(({ id, model, plate, colour }) => ({ id, model, plate, colour })),
      vehicleId: vehicle.id,
      stores: stores.map(({ id, name, address, phone, cutOffMinutes }) => ({
        id,
        name,
        address,
        phone,
        cutOffMinutes,
      })),
      storeId: store.id,
      services: services.map(({ id, kind, name, minutes, priceFromFen, promiseMinutes }) => ({
        id,
        kind,
        name,
        minutes,
        priceFromFen,
        promiseMinutes,
      })),
      serviceId: service.id,
      advisors: shop.advisors.map(({ id, name }) => ({ id, name })),
      advisorId: own?.id ?? null,
      due,
      slots,
      note: noteOf(vehicle, message),
      openBookingId: open[0]?.id ?? null,
      waitingId: waiting?.id ?? null,
      openBookings: { count: numbers.size, max: store.maxOpenBookings },
    };
  }
}

/** What the advisor reads with the booking: the work that was put off, or what else the reminder named. */
function noteOf(
  { advisedTitle }: Vehicle,
  message: { kind: string; words: Readonly<Record<string, string>> } | null,
): string {
  if (message?.kind === 'declined_due' && advisedTitle !== null) return `上次建议项目：${advisedTitle}`;
  const along = message?.words.along;
  return along === undefined ? '' : `请一并办理：${along}`;
}

/**
 * The asked service, else what the reminder is about (with what is due soon anyway), else what is due, else the first
 * periodic service.
 */
function chooseService(
  services: readonly ServiceItem[],
  asked: string | undefined,
  vehicle: Vehicle,
  reminder: string | undefined,
  dueSoon: boolean,
): ServiceItem | null {
  if (asked !== undefined) return services.find((service) => service.id === asked) ?? null;
  const looksOnly = reminder !== undefined && FOR_A_LOOK.includes(reminder) && !dueSoon;
  return (
    (looksOnly ? services.find(({ kind }) => kind === 'check_up') : undefined) ??
    (reminder === 'declined_due' ? services.find(({ kind }) => kind.endsWith('repair')) : undefined) ??
    services.find((service) => service.kind === vehicle.dueKind) ??
    services.find((service) => service.kind === 'service') ??
    services[0] ??
    null
  );
}
