import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { JoinWaiting } from '../../booking/index.js';
import { Messages } from '../../messaging/index.js';
import { type Vehicle, VehicleCare, VehicleDirectory } from '../../vehicle/index.js';
import { closeDue, isService, putOff, STOPPED_BY_SALE } from '../domain/care-answers.js';
import { careKinds } from '../domain/rules/built-in-rules.js';
import { CareItemRepository } from '../persistence/care-item.repository.js';
import { CareFactsQueries } from './care-facts.queries.js';
import { PlanCars } from './plan-cars.usecase.js';
import { RuleBook } from './rule-book.js';

const DONE_ELSEWHERE = '车主已在别处办理，不再提醒。';

/** Names a reminder: the rule and the due thing. */
export interface Named {
  readonly rule: string;
  readonly cycle: string;
}

/** What an owner's answer does to the plan of a car, whether given on a message or on the phone. */
@Injectable()
export class ReshapePlan {
  constructor(
    private readonly messages: Messages,
    private readonly vehicles: VehicleDirectory,
    private readonly vehicleCare: VehicleCare,
    private readonly facts: CareFactsQueries,
    private readonly items: CareItemRepository,
    private readonly planner: PlanCars,
    private readonly book: RuleBook,
    private readonly waiting: JoinWaiting,
    private readonly clock: Clock,
  ) {}

  /** Puts off everything of these that is still due, by so many days from now. */
  async later(tx: Tx, car: Vehicle, told: readonly Named[], days: number): Promise<void> {
    const now = this.clock.now();
    const rules = await this.book.forStore(car.storeId);
    const items = (await this.duesOf(car.id))
      .filter((due) => told.some(({ rule, cycle }) => rule === due.rule && cycle === due.cycle))
      .flatMap((due) => {
        const rule = rules.get(due.rule);
        return rule ? putOff(car, due, rule, days, now) : [];
      });
    await this.items.upsert(tx, items, now, true);
  }

  /** One rule's due thing was done in another place; a service moves the next one. `orderNo` names it, once. */
  async doneElsewhere(
    tx: Tx,
    car: Vehicle,
    code: string,
    told: readonly Named[],
    done: { on: string; orderNo: string },
  ): Promise<void> {
    const now = this.clock.now();
    const rule = (await this.book.forStore(car.storeId)).get(code);
    if (!rule) return;
    const items = (await this.duesOf(car.id))
      .filter((due) => due.rule === code && told.some(({ cycle }) => cycle === due.cycle))
      .flatMap((due) => closeDue(car, due, rule, DONE_ELSEWHERE, now));
    await this.items.upsert(tx, items, now, true);
    await this.items.stopCar(tx, car.id, [code], DONE_ELSEWHERE, now);
    const about = { vehicleId: car.id, kinds: [rule.body.kind] };
    const taken = await this.messages.takeBack(tx, about, DONE_ELSEWHERE);
    await this.items.replan(tx, car.id, taken, [code], now);
    if (!isService(code)) return;
    await this.vehicleCare.recordElsewhere(tx, car, done);
    await this.planner.run(tx, [car.id]);
  }

  /**
   * Whoever only drove the car leaves it to the others; when its owner sells it, it is told to nobody any more.
   * @returns whether its plan has ended
   */
  async sold(tx: Tx, ownerId: string, car: Vehicle): Promise<boolean> {
    const people = await this.vehicles.peopleOf(car.id);
    const role = people.find((person) => person.ownerId === ownerId)?.role;
    await this.vehicles.unlink(tx, ownerId, car.id);
    await this.waiting.leaveWithCar(tx, ownerId, car.id);
    if (role !== 'owner' && people.length > 1) return false;
    // The next owner has put nothing off.
    await this.vehicleCare.advise(tx, car.id, null);
    await this.items.stopCar(tx, car.id, null, STOPPED_BY_SALE, this.clock.now());
    await this.messages.takeBack(tx, { vehicleId: car.id, kinds: careKinds }, STOPPED_BY_SALE);
    return true;
  }

  /** What is due for a car now. */
  async duesOf(vehicleId: string) {
    return (await this.facts.of([vehicleId])).get(vehicleId)?.dues ?? [];
  }
}
