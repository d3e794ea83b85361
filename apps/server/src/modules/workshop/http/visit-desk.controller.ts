import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, StreamableFile } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { AnswerQuote } from '../usecases/answer-quote.usecase.js';
import { AskOwner } from '../usecases/ask-owner.usecase.js';
import { CorrectOrder } from '../usecases/correct-order.usecase.js';
import { DeclinedWorks } from '../usecases/declined-work.usecase.js';
import { HandOverSheet } from '../usecases/hand-over-sheet.queries.js';
import { SaveCheckIn } from '../usecases/save-check-in.usecase.js';
import { VisitSetup } from '../usecases/visit-setup.usecase.js';

const area = routes.workshop;

/** Papers of a visit for staff: check-in record, quotes, corrections, sheet, and how the store runs its visits. */
@Controller()
export class VisitDeskController {
  constructor(
    private readonly savesCheckIn: SaveCheckIn,
    private readonly asks: AskOwner,
    private readonly answers: AnswerQuote,
    private readonly corrects: CorrectOrder,
    private readonly sheets: HandOverSheet,
    private readonly declined: DeclinedWorks,
    private readonly setup: VisitSetup,
  ) {}

  @Handles(area.saveCheckIn)
  saveCheckIn(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.saveCheckIn.params }) params: ParamsOf<typeof area.saveCheckIn>,
    @Body({ schema: area.saveCheckIn.body }) body: BodyOf<typeof area.saveCheckIn>,
  ): Promise<ViewOf<typeof area.saveCheckIn>> {
    return this.savesCheckIn.run(actor, params.id, body);
  }

  @Handles(area.addQuote)
  addQuote(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.addQuote.params }) params: ParamsOf<typeof area.addQuote>,
    @Body({ schema: area.addQuote.body }) body: BodyOf<typeof area.addQuote>,
  ): Promise<ViewOf<typeof area.addQuote>> {
    return this.asks.ask(actor, params.id, body);
  }

  @Handles(area.withdrawQuote)
  withdrawQuote(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.withdrawQuote.params }) params: ParamsOf<typeof area.withdrawQuote>,
  ): Promise<ViewOf<typeof area.withdrawQuote>> {
    return this.asks.withdraw(actor, params.id);
  }

  @Handles(area.answerQuote)
  answerQuote(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.answerQuote.params }) params: ParamsOf<typeof area.answerQuote>,
    @Body({ schema: area.answerQuote.body }) body: BodyOf<typeof area.answerQuote>,
  ): Promise<ViewOf<typeof area.answerQuote>> {
    return this.answers.byPhone(actor, params.id, body);
  }

  @Handles(area.correct)
  correct(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.correct.params }) params: ParamsOf<typeof area.correct>,
    @Body({ schema: area.correct.body }) body: BodyOf<typeof area.correct>,
  ): Promise<ViewOf<typeof area.correct>> {
    return this.corrects.run(actor, params.id, body);
  }

  @Handles(area.sheet)
  async sheet(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.sheet.params }) params: ParamsOf<typeof area.sheet>,
  ): Promise<StreamableFile> {
    const { name, content } = await this.sheets.forStaff(actor, params.id);
    return new StreamableFile(content, {
      type: 'application/pdf',
      disposition: `inline; filename="${name}"`,
      length: content.length,
    });
  }

  @Handles(area.declinedWork)
  declinedWork(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.declinedWork.query }) query: QueryOf<typeof area.declinedWork>,
  ): Promise<ViewOf<typeof area.declinedWork>> {
    return this.declined.ofStore(actor, query);
  }

  @Handles(area.settleDeclined)
  settleDeclined(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.settleDeclined.params }) params: ParamsOf<typeof area.settleDeclined>,
    @Body({ schema: area.settleDeclined.body }) body: BodyOf<typeof area.settleDeclined>,
  ): Promise<ViewOf<typeof area.settleDeclined>> {
    return this.declined.settle(actor, params.id, body);
  }

  @Handles(area.rules)
  rules(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.rules.query }) query: QueryOf<typeof area.rules>,
  ): Promise<ViewOf<typeof area.rules>> {
    return this.setup.rules(actor, query.storeId);
  }

  @Handles(area.saveRules)
  saveRules(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.saveRules.params }) params: ParamsOf<typeof area.saveRules>,
    @Body({ schema: area.saveRules.body }) body: BodyOf<typeof area.saveRules>,
  ): Promise<ViewOf<typeof area.saveRules>> {
    return this.setup.saveRules(actor, params.id, body);
  }

  @Handles(area.includes)
  includes(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.includes.params }) params: ParamsOf<typeof area.includes>,
  ): Promise<ViewOf<typeof area.includes>> {
    return this.setup.includes(actor, params.id);
  }

  @Handles(area.saveIncludes)
  saveIncludes(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.saveIncludes.params }) params: ParamsOf<typeof area.saveIncludes>,
    @Body({ schema: area.saveIncludes.body }) body: BodyOf<typeof area.saveIncludes>,
  ): Promise<ViewOf<typeof area.saveIncludes>> {
    return this.setup.saveIncludes(actor, params.id, body);
  }
}
