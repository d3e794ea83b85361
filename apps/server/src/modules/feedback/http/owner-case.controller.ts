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
import { OwnerCases } from '../usecases/owner-cases.usecase.js';

const area = routes.ownerCase;

@Controller()
export class OwnerCaseController {
  constructor(private readonly cases: OwnerCases) {}

  @Handles(area.list)
  list(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.list>> {
    return this.cases.list(actor);
  }

  @Handles(area.answer)
  answer(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.answer.params }) params: ParamsOf<typeof area.answer>,
    @Body({ schema: area.answer.body }) body: BodyOf<typeof area.answer>,
  ): Promise<ViewOf<typeof area.answer>> {
    return this.cases.answer(actor, params.id, body);
  }
}
