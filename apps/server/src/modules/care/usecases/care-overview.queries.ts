import type { MessageKind, routes } from '@cheban/contracts';
import { addDays, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { Leases } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { isLate, type JobRun, JobRuns } from '../../../platform/queue/index.js';
import { BookingReader } from '../../booking/index.js';
import { DeliveryLog, sendJob } from '../../messaging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { describeDue, VehicleDirectory } from '../../vehicle/index.js';
import { planCareJob } from '../jobs/plan-care.job.js';
import { tellCareJob } from '../jobs/tell-care.job.js';
import { CareItemRepository } from '../persistence/care-item.repository.js';
import { DueCarRepository } from '../persistence/due-car.repository.js';
import { PLAN_LEASE } from './plan-care.usecase.js';

type Routes = (typeof routes)['care'];

const serviceKinds: MessageKind[] = ['first_service_due', 'service_due'];
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
    private readonly runs: JobRuns,
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

  /** Lag shows even if every worker is dead: it is read from what waits, not from what workers report. */
  async health(): Promise<ViewOf<Routes['health']>> {
    const now = this.clock.now();
    const [sending, late, plannedAt, runs, missedToday] = await Promise.all([
      this.log.health(),
      this.items.late(now - LATE_MS),
      this.leases.ranAt(PLAN_LEASE),
      this.runs.all(),
      this.items.missedBetween(startOfBusinessDay(this.clock.today()), now),
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
      runs: [
        runView('plan', '每日计划', runs.get(planCareJob.name), now),
        runView('tell', '到点提醒', runs.get(tellCareJob.name), now),
        runView('sweep', '消息发送', runs.get(sendJob.name), now),
      ],
      stuck: sending.stuck,
      missedToday,
    };
  }
}

function runView(name: 'plan' | 'tell' | 'sweep', label: string, run: JobRun | undefined, now: number) {
  const nextAt = run?.everyMs && run.endedAt !== null ? run.endedAt + run.everyMs : null;
  return {
    name,
    label,
    lastAt: iso(run?.endedAt ?? null),
    nextAt: iso(nextAt),
    late: run !== undefined && isLate(run, now),
    failure: run && run.failures > 0 ? `已连续失败 ${run.failures} 次，请查看后台程序的日志。` : '',
  };
}
