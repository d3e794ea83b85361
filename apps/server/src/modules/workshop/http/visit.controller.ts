import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, StreamableFile } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { AnswerQuote } from '../usecases/answer-quote.usecase.js';
import { DeclinedWorks } from '../usecases/declined-work.usecase.js';
import { HandOverSheet } from '../usecases/hand-over-sheet.queries.js';
import { VisitQueries } from '../usecases/visit.queries.js';

const area = routes.visit;

/** Visits as their owner sees them; the rating of a visit belongs to the feedback room. */
@Controller()
export class VisitController {
  constructor(
    private readonly queries: VisitQueries,
    private readonly answers: AnswerQuote,
    private readonly declined: DeclinedWorks,
    private readonly sheets: HandOverSheet,
  ) {}

  @Handles(area.list)
  list(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.queries.ownerList(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.queries.ownerView(actor, params.id);
  }

  @Handles(area.answerQuote)
  answerQuote(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.answerQuote.params }) params: ParamsOf<typeof area.answerQuote>,
    @Body({ schema: area.answerQuote.body }) body: BodyOf<typeof area.answerQuote>,
  ): Promise<ViewOf<typeof area.answerQuote>> {
    return this.answers.byOwner(actor, params.id, body);
  }

  @Handles(area.declinedWork)
  async declinedWork(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.declinedWork>> {
    return { items: await this.declined.ofOwner(actor) };
  }

  @Handles(area.dropDeclined)
  dropDeclined(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.dropDeclined.params }) params: ParamsOf<typeof area.dropDeclined>,
  ): Promise<ViewOf<typeof area.dropDeclined>> {
    return this.declined.dropByOwner(actor, params.id);
  }

  @Handles(area.sheet)
  async sheet(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.sheet.params }) params: ParamsOf<typeof area.sheet>,
  ): Promise<StreamableFile> {
    const { name, content } = await this.sheets.forOwner(actor, params.id);
    return new StreamableFile(content, {
      type: 'application/pdf',
      disposition: `inline; filename="${name}"`,
      length: content.length,
    });
  }
}
