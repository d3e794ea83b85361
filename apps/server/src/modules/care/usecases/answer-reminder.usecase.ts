import { type AnswerBody, elsewhereReasonLabel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { InboxQueries } from '../../messaging/index.js';
import { type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { ruleOfKind, sayAnswer } from '../domain/care-answers.js';
import { builtInRule } from '../domain/rules/built-in-rules.js';
import { CareAnswerRepository } from '../persistence/care-answer.repository.js';
import { CareItemRepository } from '../persistence/care-item.repository.js';
import { PartFromCar } from './part-from-car.usecase.js';
import { ReshapePlan } from './reshape-plan.usecase.js';

/** The answers to a due reminder beside booking (mission D): each reshapes the plan. */
@Injectable()
export class AnswerReminder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly inbox: InboxQueries,
    private readonly vehicles: VehicleDirectory,
    private readonly items: CareItemRepository,
    private readonly answers: CareAnswerRepository,
    private readonly plan: ReshapePlan,
    private readonly parting: PartFromCar,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * The same answer again changes nothing. Throws REQUEST.NOT_FOUND (foreign, missing, or nothing to answer),
   * MESSAGE.ANSWERED for another answer, REQUEST.INVALID for a day to come, VEHICLE.EXPECTED for a sold car that is
   * booked or here.
   */
  async run(actor: OwnerActor, messageId: string, body: AnswerBody): Promise<void> {
    const message = await this.inbox.ofOwner(actor.ownerId, messageId);
    const rule = message && ruleOfKind(message.kind);
    const car = message?.vehicleId ? await this.vehicles.findById(message.vehicleId) : null;
    if (!message || !rule || !car) throw notFound();
    if (body.answer === 'done_elsewhere' && body.on > this.clock.today())
      throw invalidField('on', '日期不能晚于今天');
    await this.uow.run(async (tx) => {
      const text = sayAnswer(labelOf(rule), body, elsewhereReasonLabel);
      const kept = await this.answers.add(tx, {
        messageId,
        storeId: car.storeId,
        ownerId: actor.ownerId,
        vehicleId: car.id,
        rule,
        answer: body.answer,
        ...detailsOf(body),
        text,
        at: this.clock.date(),
      });
      if (!kept.isNew && kept.text !== text) throw new AppError('MESSAGE.ANSWERED');
      if (!kept.isNew) return;
      // The owner may have parted from the car by another message already.
      if (await this.vehicles.ofOwnerById(actor.ownerId, car.id))
        await this.reshape(tx, actor.ownerId, { messageId, rule, car, body });
      await this.outbox.append(tx, {
        type: 'care.answered',
        storeId: car.storeId,
        payload: {
          ...{ vehicleId: car.id, ownerId: actor.ownerId, rule, answer: body.answer },
          ...(body.answer === 'later' ? { days: body.days } : {}),
        },
      });
      await this.audit.write(tx, {
        actor,
        action: `care.answer.${body.answer}`,
        text: `车主答复${labelOf(rule)}提醒：${body.answer === 'done_elsewhere' ? '已在别处办理' : text}`,
        subjectId: car.id,
        storeId: car.storeId,
      });
    });
  }

  /** What the answer does to the plan of the car. */
  private async reshape(
    tx: Tx,
    ownerId: string,
    { messageId, rule, car, body }: { messageId: string; rule: string; car: Vehicle; body: AnswerBody },
  ): Promise<void> {
    if (body.answer === 'sold') {
      await this.parting.part(tx, ownerId, car);
      return;
    }
    const told = (await this.items.ofMessages([car.id], [messageId])).get(messageId) ?? [];
    if (body.answer === 'later') {
      await this.plan.later(tx, car, told, body.days);
      return;
    }
    const ofRule = told.filter((item) => item.rule === rule);
    await this.plan.doneElsewhere(tx, car, rule, ofRule, { on: body.on, orderNo: `OWNER-${messageId}` });
  }
}

/** What the row of an answer keeps of it. */
const detailsOf = (body: AnswerBody) => ({
  days: body.answer === 'later' ? body.days : null,
  doneOn: body.answer === 'done_elsewhere' ? body.on : null,
  reason: body.answer === 'done_elsewhere' ? body.reason : null,
  note: (body.answer === 'done_elsewhere' && body.note) || null,
});

const labelOf = (code: string) => builtInRule(code)?.facts.label ?? '';
