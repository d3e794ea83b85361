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

const area = routes.message;

@Controller()
export class AnswerController {
  constructor(private readonly reminder: AnswerReminder) {}

  @Handles(area.answer)
  async answer(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.answer.params }) params: ParamsOf<typeof area.answer>,
    @Body({ schema: area.answer.body }) body: BodyOf<typeof area.answer>,
  ): Promise<ViewOf<typeof area.answer>> {
    await this.reminder.run(actor, params.id, body);
    return { ok: true };
  }
}
