import { type HoldView, type WaitingView, waitingStateLabel } from '@cheban/contracts';
import { MINUTE_MS, maskPhone, sayDate, sayDateTime, shanghaiClock } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type OwnerActor, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreRepository } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { type Hold, HoldRepository } from '../persistence/hold.repository.js';
import { type WaitingEntry, WaitingRepository } from '../persistence/waiting.repository.js';

const iso = (ms: number) => toDate(ms).toISOString();
const LIST = 50;
const QUEUE = 200;

/** Held slots and places on the waiting list as people see them; a constant number of queries for any number. */
@Injectable()
export class HoldViews {
  constructor(
    private readonly holds: HoldRepository,
    private readonly waiting: WaitingRepository,
    private readonly stores: StoreRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly owners: OwnerDirectory,
    private readonly staff: Advisors,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND for a hold that is over and tidied up, of staff, or of somebody else. */
  async mine(actor: OwnerActor, id: string): Promise<HoldView> {
    const hold = await this.holds.findById(id);
    if (!hold || hold.ownerId !== actor.ownerId || hold.staffId !== null) throw notFound();
    return this.view(hold);
  }

  async view(hold: Hold): Promise<HoldView> {
    const about = await this.about([hold]);
    const store = about.stores.get(hold.storeId);
    const service = about.services.get(hold.serviceId);
    const vehicle = about.vehicles.get(hold.vehicleId);
    const now = this.clock.now();
    const open = hold.expiresAt > now;
    return {
      id: hold.id,
      purpose: hold.purpose,
      storeId: hold.storeId,
      storeName: store?.name ?? '',
      storeAddress: store?.address ?? '',
      storePhone: store?.phone ?? '',
      serviceId: hold.serviceId,
      serviceName: service?.name ?? '',
      minutes: Math.round((hold.endsAt - hold.startsAt) / MINUTE_MS),
      vehicleId: hold.vehicleId,
      model: vehicle?.model ?? '',
      plate: vehicle?.plate ?? null,
      advisorName: about.staff.get(hold.advisorId) ?? null,
      startsAt: iso(hold.startsAt),
      endsAt: iso(hold.endsAt),
      expiresAt: iso(hold.expiresAt),
      secondsLeft: secondsLeft(hold.expiresAt, now),
      open,
      waitingId: hold.waitingId,
      text: open
        ? `${sayDateTime(hold.startsAt, now)} 已为您保留到 ${shanghaiClock(hold.expiresAt)}，请在此之前确认。`
        : '为您保留的时间已到，时段已释放，可以重新选择。',
    };
  }

  async myWaiting(actor: OwnerActor): Promise<WaitingView[]> {
    return this.waitingViews(await this.waiting.ofOwner(actor.ownerId, LIST));
  }

  async waitingView(entry: WaitingEntry): Promise<WaitingView> {
    const [view] = await this.waitingViews([entry]);
    if (!view) throw notFound();
    return view;
  }

  /** Who waits in a store, first come first. */
  async queue(actor: StaffActor, storeId: string) {
    const entries = await this.waiting.open(storeOf(actor, storeId), QUEUE);
    const [views, owners] = await Promise.all([
      this.waitingViews(entries),
      this.owners.findByIds(entries.map(({ ownerId }) => ownerId)),
    ]);
    return views.map((view, index) => {
      const entry = entries[index] as WaitingEntry;
      const owner = owners.get(entry.ownerId);
      return {
        ...view,
        ownerId: entry.ownerId,
        ownerName: owner?.name ?? '',
        phoneMasked: owner?.phone ? maskPhone(owner.phone) : null,
        offers: entry.offers,
      };
    });
  }

  private async waitingViews(entries: readonly WaitingEntry[]): Promise<WaitingView[]> {
    const open = entries.filter(({ state }) => state === 'waiting' || state === 'offered');
    const [about, ahead, ...holds] = await Promise.all([
      this.about(entries),
      this.waiting.ahead(open.map(({ id }) => id)),
      ...open.flatMap(({ holdId }) => (holdId === null ? [] : [this.holds.findById(holdId)])),
    ]);
    const now = this.clock.now();
    const today = this.clock.today();
    return entries.map((entry) => {
      const store = about.stores.get(entry.storeId);
      const vehicle = about.vehicles.get(entry.vehicleId);
      const hold = holds.find((one) => one !== null && one.id === entry.holdId && one.expiresAt > now);
      const before = ahead.get(entry.id) ?? 0;
      const days =
        entry.fromOn === entry.toOn
          ? sayDate(entry.fromOn, today)
          : `${sayDate(entry.fromOn, today)} 至 ${sayDate(entry.toOn, today)}`;
      const text = hold
        ? `有空位了：${sayDateTime(hold.startsAt, now)}，为您保留到 ${shanghaiClock(hold.expiresAt)}。`
        : entry.state === 'waiting' || entry.state === 'offered'
          ? before === 0
            ? `您排在第一位，${days}一有空位就通知您。`
            : `前面还有 ${before} 位车主，${days}有空位会依次通知。`
          : (entry.why ?? waitingStateLabel[entry.state]);
      return {
        id: entry.id,
        state: entry.state,
        storeId: entry.storeId,
        storeName: store?.name ?? '',
        storePhone: store?.phone ?? '',
        serviceId: entry.serviceId,
        serviceName: about.services.get(entry.serviceId)?.name ?? '',
        vehicleId: entry.vehicleId,
        model: vehicle?.model ?? '',
        plate: vehicle?.plate ?? null,
        advisorName: about.staff.get(entry.advisorId ?? '') ?? null,
        fromOn: entry.fromOn,
        toOn: entry.toOn,
        partOfDay: entry.partOfDay,
        ahead: before,
        hold: hold
          ? {
              id: hold.id,
              startsAt: iso(hold.startsAt),
              expiresAt: iso(hold.expiresAt),
              secondsLeft: secondsLeft(hold.expiresAt, now),
            }
          : null,
        text,
        createdAt: iso(entry.createdAt),
      };
    });
  }

  private async about(rows: readonly { storeId: string; vehicleId: string; advisorId: string | null }[]) {
    const storeIds = [...new Set(rows.map(({ storeId }) => storeId))];
    const [stores, services, vehicles, staff] = await Promise.all([
      this.stores.findByIds(storeIds),
      storeIds.length > 0 ? this.stores.servicesOf(storeIds) : [],
      this.vehicles.findByIds(rows.map(({ vehicleId }) => vehicleId)),
      this.staff.names(rows.map(({ advisorId }) => advisorId)),
    ]);
    return {
      stores: new Map(stores.map((store) => [store.id, store])),
      services: new Map(services.map((service) => [service.id, service])),
      vehicles,
      staff,
    };
  }
}

/** Whole seconds until an instant; a countdown starts from it at the moment of the answer. */
export function secondsLeft(expiresAt: number, now: number): number {
  return Math.max(0, Math.floor((expiresAt - now) / 1000));
}
