import { sayDate } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { type Message, MessageChecks } from '../../messaging/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { planItems } from '../domain/care-plan.js';
import { whyStopped } from '../domain/care-stops.js';
import {
  type CareItem,
  type CareItemChange,
  CareItemRepository,
} from '../persistence/care-item.repository.js';
import { CareFactsQueries, type CarFacts } from './care-facts.queries.js';

/** Says at send time whether a due reminder is still true: hours may lie between the plan and the morning. */
@Injectable()
export class CareCheck implements OnModuleInit {
  constructor(
    private readonly checks: MessageChecks,
    private readonly items: CareItemRepository,
    private readonly facts: CareFactsQueries,
    private readonly vehicles: VehicleDirectory,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.checks.registerMany(['first_service_due', 'service_due'], (messages) => this.findUntrue(messages));
  }

  async findUntrue(messages: readonly Message[]): Promise<Map<string, string>> {
    const vehicleIds = [
      ...new Set(messages.flatMap(({ vehicleId }) => (vehicleId === null ? [] : [vehicleId]))),
    ];
    const [facts, items, people] = await Promise.all([
      this.facts.of(vehicleIds),
      this.items.ofMessages(
        vehicleIds,
        messages.map((message) => message.id),
      ),
      Promise.all(vehicleIds.map(async (id) => [id, await this.vehicles.peopleOf(id)] as const)),
    ]);
    const peopleOf = new Map(people);
    const untrue = new Map<string, string>();
    const again: CareItemChange[] = [];
    for (const message of messages) {
      const item = items.get(message.id);
      const known = facts.get(message.vehicleId ?? '');
      const mine = (peopleOf.get(message.vehicleId ?? '') ?? []).some(
        ({ ownerId }) => ownerId === message.ownerId,
      );
      if (!item) untrue.set(message.id, '这次提醒已重新安排。');
      else if (!known || !mine) untrue.set(message.id, '车辆已不在这位车主名下。');
      else {
        const stopped = whyStopped(item, known);
        const later = stopped === null ? this.movedAway(item, known) : null;
        if (stopped !== null) untrue.set(message.id, stopped);
        if (later !== null) {
          untrue.set(message.id, later.why);
          again.push(later);
        }
      }
    }
    if (again.length > 0) await this.uow.run((tx) => this.items.change(tx, again, this.clock.now()));
    return untrue;
  }

  /** The due date moved so far that this stage's day has not come yet: it goes back to the plan. */
  private movedAway(item: CareItem, known: CarFacts): CareItemChange | null {
    if (!known.car || known.car.dueOn === null || known.car.dueOn === item.dueOn) return null;
    const now = this.clock.now();
    const stage = planItems(known.car, now).find((planned) => planned.stage === item.stage);
    if (!stage || stage.notBefore <= now) return null;
    const why = `预计保养日期已变为${sayDate(known.car.dueOn, this.clock.today())}，到时再提醒。`;
    return { id: item.id, state: 'planned', why, messageId: null, notBefore: stage.notBefore };
  }
}
