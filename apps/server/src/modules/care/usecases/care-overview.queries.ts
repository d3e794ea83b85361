import type { routes } from '@cheban/contracts';
import { addDays, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf, storesOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { Leases } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { BookingReader } from '../../booking/index.js';
import { DeliveryLog } from '../../messaging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { describeDue, VehicleDirectory } from '../../vehicle/index.js';
import { careRules } from '../domain/care-rules.js';
import { CareItemRepository } from '../persistence/care-item.repository.js';
import { DueCarRepository } from '../persistence/due-car.repository.js';
import { PLAN_LEASE } from './plan-care.usecase.js';

type Routes = (typeof routes)['care'];

const serviceKinds = [careRules.first_service.kind, careRules.service.kind];
const iso = (instant: number | null) => (instant === null ? null : toDate(instant).toISOString());
/** The telling looks every ten seconds; a reminder this much past its time is late. */
const LATE_MS = 120_000;

/** Why nobody was told: a reminder needs a person whom WeChat, or their own consent, lets us reach. */
function untold(people: readonly { ownerId: string }[], accounts: ReadonlyMap<string, unknown[]>): string {
  if (people.length === 0) return '没有登记车主，请补全档案。';
  if (!people.some(({ ownerId }) => accounts.has(ownerId)))
    return '车主还没有绑定小程序，请电话联系并邀请绑定。';
  return '还没到提醒的日子，系统会按计划提醒。';
}

/** What staff see of care: what falls due, the delivery log, and whether the machinery keeps up. */
@Injectable()
export class CareOverview {
  constructor(
    private readonly cars: DueCarRepository,
    private readonly items: CareItemRepository,
    private readonly log: DeliveryLog,
    private readonly vehicles: VehicleDirectory,
    private readonly owners: OwnerDirectory,
    private readonly bookings: BookingReader,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  /** Cars by due date, by default from 30 days ago to 30 days ahead. */
  async due(actor: StaffActor, query: QueryOf<Routes['due']>): Promise<ViewOf<Routes['due']>> {
    const storeId = storeOf(actor, query.storeId);
    const today = this.clock.today();
    const { page, pageSize } = query;
    const { ids, total } = await this.cars.page(
      storeId,
      query.from ?? addDays(today, -30),
      query.to ?? addDays(today, 30),
      pageSize,
      (page - 1) * pageSize,
    );
    const [cars, people, messages, bookings] = await Promise.all([
      this.vehicles.findByIds(ids),
      Promise.all(ids.map((id) => this.vehicles.peopleOf(id))),
      this.log.latestAbout(ids, serviceKinds),
      this.bookings.openOfVehicles(ids),
    ]);
    const owners = await this.owners.findByIds(
      people.flatMap((list) => list.slice(0, 1).map(({ ownerId }) => ownerId)),
    );
    const accounts = await this.owners.accountsOfMany(
      people.flatMap((list) => list.map(({ ownerId }) => ownerId)),
    );
    const items = ids.flatMap((id, index) => {
      const car = cars.get(id);
      const due = car ? describeDue(car, today) : null;
      if (!car || !due) return [];
      const ownerId = people[index]?.[0]?.ownerId ?? null;
      const message = messages.get(id);
      const bookingId = bookings.find((booking) => booking.vehicleId === id)?.id ?? null;
      return [
        {
          vehicleId: id,
          ownerId,
          ownerName: (ownerId !== null && owners.get(ownerId)?.name) || '未登记车主',
          plate: car.plate,
          model: `${car.brand} ${car.model}`,
          dueOn: due.dueOn,
          kind: due.kind,
          why: due.why,
          message: message
            ? {
                id: message.id,
                state: message.state,
                channel: message.channel,
                at: toDate(message.sentAt ?? message.notBefore).toISOString(),
                why: message.why,
              }
            : null,
          bookingId,
          untold: message || bookingId ? '' : untold(people[index] ?? [], accounts),
        },
      ];
    });
    return { items, total, page, pageSize };
  }

  async messages(actor: StaffActor, query: QueryOf<Routes['messages']>): Promise<ViewOf<Routes['messages']>> {
    const { storeId, page, pageSize, ...filter } = query;
    const found = await this.log.page({ ...filter, page, pageSize, storeIds: storesOf(actor, storeId) });
    const [owners, cars] = await Promise.all([
      this.owners.findByIds(found.items.map((message) => message.ownerId)),
      this.vehicles.findByIds(
        found.items.flatMap(({ vehicleId }) => (vehicleId === null ? [] : [vehicleId])),
      ),
    ]);
    const items = found.items.map((message) => ({
      id: message.id,
      kind: message.kind,
      class: message.class,
      ownerId: message.ownerId,
      ownerName: owners.get(message.ownerId)?.name ?? '已删除的车主',
      plate: (message.vehicleId !== null && cars.get(message.vehicleId)?.plate) || null,
      title: message.title,
      body: message.body,
      state: message.state,
      channel: message.channel,
      why: message.why,
      attempts: message.attempts,
      notBefore: toDate(message.notBefore).toISOString(),
      sentAt: iso(message.sentAt),
      openedAt: iso(message.readAt),
    }));
    return { items, total: found.total, page, pageSize };
  }

  /** Lag shows even if every worker is dead: it is read from what waits, not from what workers report. */
  async health(): Promise<ViewOf<Routes['health']>> {
    const now = this.clock.now();
    const [sending, late, plannedAt] = await Promise.all([
      this.log.health(),
      this.items.late(now - LATE_MS),
      this.leases.ranAt(PLAN_LEASE),
    ]);
    const oldest = [sending.oldestAt, late.oldestAt].filter((at): at is number => at !== null);
    return {
      lastPlannedAt: plannedAt?.toISOString() ?? null,
      lastSweptAt: iso(sending.lastSweptAt),
      nextPlanAt: iso(startOfBusinessDay(addDays(this.clock.today(), 1))),
      overdue: sending.overdue + late.count,
      lagSec: oldest.length === 0 ? 0 : Math.max(0, Math.round((now - Math.min(...oldest)) / 1000)),
      unknown: sending.unknown,
      failedToday: sending.failedToday,
      circuits: sending.circuits.map(({ name, reason, openedAt }) => ({
        name,
        reason,
        since: toDate(openedAt).toISOString(),
      })),
    };
  }
}
