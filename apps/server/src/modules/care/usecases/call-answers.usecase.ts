import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { isService } from '../domain/care-answers.js';
import { type Named, ReshapePlan } from './reshape-plan.usecase.js';

/** What an owner said on the phone reshapes the plan like an answer to a message. */
@Injectable()
export class CallAnswers implements EventConsumer {
  readonly name = 'care.call-answers';
  readonly types = ['follow-up.answered'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly vehicles: VehicleDirectory,
    private readonly plan: ReshapePlan,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<CallAnswers>): Promise<void> {
    const { taskId, vehicleId, ownerId, answer, dues } = event.payload;
    const car = await this.vehicles.ofOwnerById(ownerId, vehicleId);
    if (!car) return;
    if (answer.answer === 'sold') {
      await this.plan.sold(tx, ownerId, car);
      return;
    }
    const meant = dues.length > 0 ? dues : await this.services(vehicleId);
    if (answer.answer === 'later') return this.plan.later(tx, car, meant, answer.days);
    for (const rule of new Set(meant.map((due) => due.rule))) {
      const told = meant.filter((due) => due.rule === rule);
      await this.plan.doneElsewhere(tx, car, rule, told, { on: answer.on, orderNo: `CALL-${taskId}` });
    }
  }

  /** A call that was about nothing in particular: the service that is due next. */
  private async services(vehicleId: string): Promise<Named[]> {
    return (await this.plan.duesOf(vehicleId)).filter(({ rule }) => isService(rule) && rule !== 'win_back');
  }
}
