import { addDays, atShanghai } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { type MessagePlan, Messages } from '../../messaging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { dueOf } from '../domain/care-dues.js';
import { bundle } from '../domain/care-merge.js';
import { careRules, TELL_AT } from '../domain/care-rules.js';
import { type CarPerson, personToTell, whyStopped } from '../domain/care-stops.js';
import {
  type CareItem,
  type CareItemChange,
  CareItemRepository,
} from '../persistence/care-item.repository.js';
import { CareFactsQueries, type CarFacts } from './care-facts.queries.js';
import { careMessage } from './care-message.js';
import { PlanCare } from './plan-care.usecase.js';

const BATCH = 100;

/**
 * Tells owners what is due: looks at the world again, chooses the person, and plans one message for
 * what falls due together.
 */
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
    const ready: CareItem[] = [];
    for (const item of due) {
      const verdict = judge(item, facts.get(item.vehicleId), now);
      if (verdict === 'moved') moved.push(item.vehicleId);
      else if (verdict !== null) changes.push({ id: item.id, ...verdict });
      else ready.push(item);
    }
    const later = (
      await this.items.lockLater(tx, [...new Set(ready.map((item) => item.vehicleId))], now)
    ).filter((item) => judge(item, facts.get(item.vehicleId), now) === null);
    const told: { items: readonly CareItem[]; plan: MessagePlan }[] = [];
    for (const vehicleId of new Set(ready.map((item) => item.vehicleId))) {
      const known = facts.get(vehicleId);
      const who = (item: CareItem) =>
        personToTell(
          people.get(vehicleId) ?? [],
          careRules[item.rule].class,
          (known && dueOf(known.dues, item)?.ownerId) ?? null,
        );
      const mine = new Map<string, CareItem[]>();
      for (const item of ready.filter((one) => one.vehicleId === vehicleId)) {
        const person = who(item);
        if ('ownerId' in person) mine.set(person.ownerId, [...(mine.get(person.ownerId) ?? []), item]);
        else if (person.final) changes.push({ id: item.id, state: 'stopped', why: person.reason });
        else changes.push(this.wait(item, person.reason, now));
      }
      for (const [ownerId, items] of mine) {
        const others = later.filter((item) => {
          const person = item.vehicleId === vehicleId ? who(item) : null;
          return person !== null && 'ownerId' in person && person.ownerId === ownerId;
        });
        for (const one of bundle(items, others, now)) {
          const store = stores.find((entry) => entry.id === one.lead.storeId);
          if (!store || !known?.car) {
            changes.push({ id: one.lead.id, state: 'stopped', why: '门店已不存在。' });
            continue;
          }
          const plan = careMessage({
            bundle: one,
            car: known.car,
            ownerId,
            aboutOwner: dueOf(known.dues, one.lead)?.ownerId === ownerId,
            storeName: store.name,
            today: this.clock.today(),
            now,
          });
          told.push({ items: [one.lead, ...one.told], plan });
        }
      }
    }
    const ids = await this.messages.planMany(
      tx,
      told.map(({ plan }) => plan),
    );
    told.forEach(({ items }, index) => {
      for (const [place, { id }] of items.entries()) {
        const why = place === 0 ? '已交给消息中心发送。' : '与同期到期的项目合为一条消息。';
        changes.push({ id, state: 'told', why, messageId: ids[index] ?? null });
      }
    });
    await this.items.change(tx, changes, now);
    // A new reading has moved the date since this was planned: plan again, and tell when that day comes.
    await this.planner.planVehicles(tx, moved, 'everything');
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
    const [accounts, care, marketing] = await Promise.all([
      this.owners.accountsOfMany(ownerIds),
      this.messages.optedOut(ownerIds, 'care'),
      this.messages.optedOut(ownerIds, 'marketing'),
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
          optedOut: [
            ...(care.has(ownerId) ? (['care'] as const) : []),
            ...(marketing.has(ownerId) ? (['marketing'] as const) : []),
          ],
        })),
      ]),
    );
  }
}

/** What stands against telling an item now: null for nothing, `moved` if its due date is another one by now. */
function judge(
  item: CareItem,
  known: CarFacts | undefined,
  now: number,
): null | 'moved' | Pick<CareItemChange, 'state' | 'why'> {
  const stopped = known ? whyStopped(item, known) : '车辆已不在档案中。';
  if (!known || stopped !== null) return { state: 'stopped', why: stopped ?? '' };
  if (item.expiresAt <= now) return { state: 'missed', why: '到了时间没能送出，已过有效期。' };
  // A reminder that the owner has put off keeps its day.
  const isStage = careRules[item.rule].stages.some(({ offset }) => offset === item.stage);
  return isStage && dueOf(known.dues, item)?.dueOn !== item.dueOn ? 'moved' : null;
}
