import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { MakeGoods } from '../usecases/make-goods.usecase.js';

const area = routes.case;

@Controller()
export class MakeGoodController {
  constructor(private readonly makeGoods: MakeGoods) {}

  @Handles(area.makeGood)
  ask(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.makeGood.params }) params: ParamsOf<typeof area.makeGood>,
    @Body({ schema: area.makeGood.body }) body: BodyOf<typeof area.makeGood>,
  ): Promise<ViewOf<typeof area.makeGood>> {
    return this.makeGoods.ask(actor, params.id, body);
  }

  @Handles(area.decideMakeGood)
  decide(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.decideMakeGood.params }) params: ParamsOf<typeof area.decideMakeGood>,
    @Body({ schema: area.decideMakeGood.body }) body: BodyOf<typeof area.decideMakeGood>,
  ): Promise<ViewOf<typeof area.decideMakeGood>> {
    return this.makeGoods.decide(actor, params.id, body);
  }

  @Handles(area.withdrawMakeGood)
  withdraw(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.withdrawMakeGood.params }) params: ParamsOf<typeof area.withdrawMakeGood>,
  ): Promise<ViewOf<typeof area.withdrawMakeGood>> {
    return this.makeGoods.withdraw(actor, params.id);
  }

  @Handles(area.makeGoodRules)
  rules(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.makeGoodRules.query }) query: QueryOf<typeof area.makeGoodRules>,
  ): Promise<ViewOf<typeof area.makeGoodRules>> {
    return this.makeGoods.rules(actor, query.storeId);
  }

  @Handles(area.saveMakeGoodRules)
  saveRules(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.saveMakeGoodRules.params }) params: ParamsOf<typeof area.saveMakeGoodRules>,
    @Body({ schema: area.saveMakeGoodRules.body }) body: BodyOf<typeof area.saveMakeGoodRules>,
  ): Promise<ViewOf<typeof area.saveMakeGoodRules>> {
    return this.makeGoods.saveRules(actor, params.id, body);
  }
}
