import { addDays, atShanghai } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { MESSAGE_ID, type MessagePlan, Messages } from '../../messaging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { describeDue, type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { careRules, TELL_AT } from '../domain/care-rules.js';
import { type CarPerson, personToTell, whyStopped } from '../domain/care-stops.js';
import { sayFullDate, shortReason } from '../domain/care-words.js';
import {
  type CareItem,
  type CareItemChange,
  CareItemRepository,
} from '../persistence/care-item.repository.js';
import { CareFactsQueries } from './care-facts.queries.js';
import { PlanCare } from './plan-care.usecase.js';

const BATCH = 100;

/** Tells owners what is due: looks at the world again, chooses the person, and plans one message per car. */
@Injectable()
export class TellCare {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: CareItemRepository,
    private readonly facts: CareFactsQueries,
    private readonly planner: PlanCare,
    private readonly vehicles: VehicleDirectory,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  /** Returns how many reminders were looked at. Any number of processes may run it at once. */
  async run(): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.uow.run((tx) => this.batch(tx));
      total += count;
      if (count < BATCH) return total;
    }
  }

  private async batch(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const due = await this.items.lockDue(tx, now, BATCH);
    if (due.length === 0) return 0;
    const vehicleIds = [...new Set(due.map((item) => item.vehicleId))];
    const [facts, people, stores] = await Promise.all([
      this.facts.of(vehicleIds),
      this.peopleOf(vehicleIds),
      this.stores.findByIds(due.map((item) => item.storeId)),
    ]);
    const changes: CareItemChange[] = [];
    const moved: string[] = [];
    const told: { item: CareItem; plan: MessagePlan }[] = [];
    for (const item of due) {
      const known = facts.get(item.vehicleId);
      const stopped = known ? whyStopped(item, known) : '车辆已不在档案中。';
      if (stopped !== null) changes.push({ id: item.id, state: 'stopped', why: stopped });
      else if (item.expiresAt <= now)
        changes.push({ id: item.id, state: 'missed', why: '到了时间没能送出，已过有效期。' });
      else if (known?.car?.dueOn !== item.dueOn) moved.push(item.vehicleId);
      else {
        const person = personToTell(people.get(item.vehicleId) ?? []);
        const store = stores.find((entry) => entry.id === item.storeId);
        if ('ownerId' in person && store) {
          told.push({ item, plan: this.messageOf(item, known.car, person.ownerId, store.name) });
        } else if ('reason' in person) {
          changes.push(
            person.final
              ? { id: item.id, state: 'stopped', why: person.reason }
              : this.wait(item, person.reason, now),
          );
        } else changes.push({ id: item.id, state: 'stopped', why: '门店已不存在。' });
      }
    }
    const ids = await this.messages.planMany(
      tx,
      told.map(({ plan }) => plan),
    );
    told.forEach(({ item }, index) => {
      changes.push({
        id: item.id,
        state: 'told',
        why: '已交给消息中心发送。',
        messageId: ids[index] ?? null,
      });
    });
    await this.items.change(tx, changes, now);
    // A new reading has moved the date since this was planned: plan again, and tell when that day comes.
    await this.planner.planVehicles(tx, moved);
    return due.length;
  }

  /** Looks again tomorrow morning, and a last time when the reminder runs out. */
  private wait(item: CareItem, why: string, now: number): CareItemChange {
    const tomorrow = atShanghai(addDays(this.clock.today(), 1), TELL_AT);
    return {
      id: item.id,
      state: 'planned',
      why,
      notBefore: Math.max(now, Math.min(tomorrow, item.expiresAt)),
    };
  }

  private async peopleOf(vehicleIds: readonly string[]): Promise<Map<string, CarPerson[]>> {
    const lists = await Promise.all(vehicleIds.map((id) => this.vehicles.peopleOf(id)));
    const ownerIds = [...new Set(lists.flat().map((person) => person.ownerId))];
    const [accounts, optedOut] = await Promise.all([
      this.owners.accountsOfMany(ownerIds),
      this.messages.optedOut(ownerIds, 'care'),
    ]);
    const bound = new Set(
      ownerIds.filter((id) => accounts.get(id)?.some((account) => account.consentAt !== null)),
    );
    return new Map(
      vehicleIds.map((id, index) => [
        id,
        (lists[index] ?? []).map(({ ownerId, role }) => ({
          ownerId,
          role,
          bound: bound.has(ownerId),
          optedOut: optedOut.has(ownerId),
        })),
      ]),
    );
  }

  private messageOf(item: CareItem, car: Vehicle, ownerId: string, storeName: string): MessagePlan {
    const today = this.clock.today();
    const rule = careRules[item.rule];
    const stage = rule.stages.find(({ offset }) => offset === item.stage);
    const due = describeDue(car, today);
    // Dates as text sort by time: the later of the two.
    const suggestedOn = [item.dueOn, today].sort()[1] ?? today;
    return {
      dedupeKey: `care:${item.rule}:${item.vehicleId}:${item.cycle}:${item.stage}:${item.dueOn}`,
      storeId: item.storeId,
      ownerId,
      vehicleId: item.vehicleId,
      kind: rule.kind,
      class: 'care',
      subjectType: 'vehicle',
      subjectId: item.vehicleId,
      title: stage?.title ?? rule.actionLabel,
      body: (stage?.body ?? '{why}。').replace('{why}', due?.why ?? '您的爱车快到保养时间了'),
      words: {
        model: `${car.brand} ${car.model}`,
        date: sayFullDate(suggestedOn),
        reason: due ? shortReason(due, today) : '快到保养时间了',
        store: storeName,
      },
      page: `subpackages/booking/create/index?messageId=${MESSAGE_ID}`,
      actionLabel: rule.actionLabel,
      notBefore: this.clock.now(),
      expiresAt: item.expiresAt,
    };
  }
}
