import { type AnswerBody, elsewhereReasonLabel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { InboxQueries, type Message, Messages } from '../../messaging/index.js';
import { type Vehicle, VehicleCare, VehicleDirectory } from '../../vehicle/index.js';
import {
  closeDue,
  isService,
  putOff,
  ruleOfKind,
  STOPPED_BY_SALE,
  sayAnswer,
} from '../domain/care-answers.js';
import { builtInRule, careKinds } from '../domain/rules/built-in-rules.js';
import { CareAnswerRepository } from '../persistence/care-answer.repository.js';
import { CareItemRepository } from '../persistence/care-item.repository.js';
import { CareFactsQueries } from './care-facts.queries.js';
import { PlanCare } from './plan-care.usecase.js';
import { RuleBook } from './rule-book.js';

const DONE_ELSEWHERE = '车主已在别处办理，不再提醒。';

/** The answers to a due reminder beside booking (mission D): each reshapes the plan. */
@Injectable()
export class AnswerReminder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly inbox: InboxQueries,
    private readonly messages: Messages,
    private readonly vehicles: VehicleDirectory,
    private readonly vehicleCare: VehicleCare,
    private readonly facts: CareFactsQueries,
    private readonly items: CareItemRepository,
    private readonly answers: CareAnswerRepository,
    private readonly planner: PlanCare,
    private readonly book: RuleBook,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * The same answer again changes nothing. Throws REQUEST.NOT_FOUND (foreign, missing, or nothing to answer),
   * MESSAGE.ANSWERED for another answer, REQUEST.INVALID for a day to come.
   */
  async run(actor: OwnerActor, messageId: string, body: AnswerBody): Promise<void> {
    const message = await this.inbox.ofOwner(actor.ownerId, messageId);
    const rule = message && ruleOfKind(message.kind);
    const car = message?.vehicleId ? await this.vehicles.findById(message.vehicleId) : null;
    if (!message || !rule || !car) throw notFound();
    if (body.answer === 'done_elsewhere' && body.on > this.clock.today())
      throw new AppError('REQUEST.INVALID', { fields: [{ path: 'on', message: '日期不能晚于今天' }] });
    await this.uow.run(async (tx) => {
      const text = sayAnswer(labelOf(rule), body, elsewhereReasonLabel);
      const kept = await this.answers.add(tx, {
        messageId,
        storeId: car.storeId,
        ownerId: actor.ownerId,
        vehicleId: car.id,
        rule,
        answer: body.answer,
        days: body.answer === 'later' ? body.days : null,
        doneOn: body.answer === 'done_elsewhere' ? body.on : null,
        reason: body.answer === 'done_elsewhere' ? body.reason : null,
        note: (body.answer === 'done_elsewhere' && body.note) || null,
        text,
        at: this.clock.date(),
      });
      if (!kept.isNew && kept.text !== text) throw new AppError('MESSAGE.ANSWERED');
      if (!kept.isNew) return;
      // The owner may have parted from the car by another message already.
      const mine = await this.vehicles.ofOwnerById(actor.ownerId, car.id);
      if (mine && body.answer === 'later') await this.later(tx, message, car, body.days);
      if (mine && body.answer === 'done_elsewhere')
        await this.doneElsewhere(tx, messageId, rule, car, body.on);
      if (mine && body.answer === 'sold') await this.sold(tx, actor, car);
      await this.audit.write(tx, {
        actor,
        action: `care.answer.${body.answer}`,
        text: `车主答复${labelOf(rule)}提醒：${body.answer === 'done_elsewhere' ? '已在别处办理' : text}`,
        subjectId: car.id,
        storeId: car.storeId,
      });
    });
  }

  /** Puts off everything the message spoke of. */
  private async later(tx: Tx, message: Message, car: Vehicle, days: number): Promise<void> {
    const now = this.clock.now();
    const told = (await this.items.ofMessages([car.id], [message.id])).get(message.id) ?? [];
    const rules = await this.book.forStore(car.storeId);
    const items = (await this.duesOf(car.id))
      .filter((due) => told.some(({ rule, cycle }) => rule === due.rule && cycle === due.cycle))
      .flatMap((due) => {
        const rule = rules.get(due.rule);
        return rule ? putOff(car, due, rule, days, now) : [];
      });
    await this.items.upsert(tx, items, now, true);
  }

  private async doneElsewhere(
    tx: Tx,
    messageId: string,
    code: string,
    car: Vehicle,
    on: string,
  ): Promise<void> {
    const now = this.clock.now();
    const told = (await this.items.ofMessages([car.id], [messageId])).get(messageId) ?? [];
    const rule = (await this.book.forStore(car.storeId)).get(code);
    if (!rule) return;
    const items = (await this.duesOf(car.id))
      .filter((due) => due.rule === code && told.some(({ cycle }) => cycle === due.cycle))
      .flatMap((due) => closeDue(car, due, rule, DONE_ELSEWHERE, now));
    await this.items.upsert(tx, items, now, true);
    await this.items.stopCar(tx, car.id, [code], DONE_ELSEWHERE, now);
    const taken = await this.messages.takeBack(
      tx,
      { vehicleId: car.id, kinds: [rule.body.kind] },
      DONE_ELSEWHERE,
    );
    await this.items.replan(tx, car.id, taken, [code], now);
    if (!isService(code)) return;
    await this.vehicleCare.recordElsewhere(tx, car, { on, orderNo: `OWNER-${messageId}` });
    await this.planner.planVehicles(tx, [car.id]);
  }

  /** Whoever only drove the car leaves it to the others; when its owner sells it, it is told to nobody any more. */
  private async sold(tx: Tx, actor: OwnerActor, car: Vehicle): Promise<void> {
    const people = await this.vehicles.peopleOf(car.id);
    const role = people.find(({ ownerId }) => ownerId === actor.ownerId)?.role;
    await this.vehicles.unlink(tx, actor.ownerId, car.id);
    if (role !== 'owner' && people.length > 1) return;
    await this.items.stopCar(tx, car.id, null, STOPPED_BY_SALE, this.clock.now());
    await this.messages.takeBack(tx, { vehicleId: car.id, kinds: careKinds }, STOPPED_BY_SALE);
  }

  private async duesOf(vehicleId: string) {
    return (await this.facts.of([vehicleId])).get(vehicleId)?.dues ?? [];
  }
}

const labelOf = (code: string) => builtInRule(code)?.facts.label ?? '';
