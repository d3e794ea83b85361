import { routes } from '@cheban/contracts';
import { Body, Controller, Param } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { AnswerReminder } from '../usecases/answer-reminder.usecase.js';
import { PartFromCar } from '../usecases/part-from-car.usecase.js';

const area = routes.message;
const garage = routes.owner;

@Controller()
export class AnswerController {
  constructor(
    private readonly reminder: AnswerReminder,
    private readonly parting: PartFromCar,
  ) {}

  @Handles(area.answer)
  async answer(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.answer.params }) params: ParamsOf<typeof area.answer>,
    @Body({ schema: area.answer.body }) body: BodyOf<typeof area.answer>,
  ): Promise<ViewOf<typeof area.answer>> {
    await this.reminder.run(actor, params.id, body);
    return { ok: true };
  }

  /** The fourth answer without a reminder: from the garage, whenever the owner thinks of it. */
  @Handles(garage.partFromVehicle)
  async partFromVehicle(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: garage.partFromVehicle.params }) params: ParamsOf<typeof garage.partFromVehicle>,
  ): Promise<ViewOf<typeof garage.partFromVehicle>> {
    await this.parting.run(actor, params.id);
    return { ok: true };
  }
}
