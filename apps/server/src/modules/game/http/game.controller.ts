import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { OwnerGames } from '../usecases/owner-games.queries.js';
import { PlayQuiz } from '../usecases/play-quiz.usecase.js';
import { PlayViews } from '../usecases/play-views.queries.js';
import { SpinWheel } from '../usecases/spin-wheel.usecase.js';

const area = routes.game;

/** Games of an owner: the wheel, the quiz, and what was won. */
@Controller()
export class GameController {
  constructor(
    private readonly games: OwnerGames,
    private readonly wheel: SpinWheel,
    private readonly quiz: PlayQuiz,
    private readonly plays: PlayViews,
  ) {}

  @Handles(area.list)
  list(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.list>> {
    return this.games.list(actor.ownerId);
  }

  @Handles(area.detail)
  detail(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.games.detail(actor.ownerId, params.id);
  }

  @Handles(area.spin)
  spin(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.spin.params }) params: ParamsOf<typeof area.spin>,
  ): Promise<ViewOf<typeof area.spin>> {
    return this.wheel.spin(actor.ownerId, params.id);
  }

  @Handles(area.start)
  start(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.start.params }) params: ParamsOf<typeof area.start>,
  ): Promise<ViewOf<typeof area.start>> {
    return this.quiz.start(actor.ownerId, params.id);
  }

  @Handles(area.next)
  next(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.next.params }) params: ParamsOf<typeof area.next>,
  ): Promise<ViewOf<typeof area.next>> {
    return this.quiz.next(actor.ownerId, params.id);
  }

  @Handles(area.answer)
  answer(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.answer.params }) params: ParamsOf<typeof area.answer>,
    @Body({ schema: area.answer.body }) body: BodyOf<typeof area.answer>,
  ): Promise<ViewOf<typeof area.answer>> {
    return this.quiz.answer(actor.ownerId, params.id, body);
  }

  @Handles(area.finish)
  finish(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.finish.params }) params: ParamsOf<typeof area.finish>,
  ): Promise<ViewOf<typeof area.finish>> {
    return this.quiz.finish(actor.ownerId, params.id);
  }

  @Handles(area.myPlays)
  myPlays(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.myPlays.query }) query: QueryOf<typeof area.myPlays>,
  ): Promise<ViewOf<typeof area.myPlays>> {
    return this.plays.list(actor.ownerId, query);
  }
}
