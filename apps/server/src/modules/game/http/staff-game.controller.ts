import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  csvDownload,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { CheckGame } from '../usecases/check-game.queries.js';
import { DecideGame } from '../usecases/decide-game.usecase.js';
import { GameResults } from '../usecases/game-results.queries.js';
import { PlanGame } from '../usecases/plan-game.usecase.js';
import { PlayList } from '../usecases/play-list.queries.js';
import { StaffGames } from '../usecases/staff-games.queries.js';

const area = routes.staffGame;

/** The planner of games, the approval inbox, the stop button, who played and how it came out. */
@Controller()
export class StaffGameController {
  constructor(
    private readonly views: StaffGames,
    private readonly plans: PlanGame,
    private readonly checks: CheckGame,
    private readonly decide: DecideGame,
    private readonly figures: GameResults,
    private readonly players: PlayList,
  ) {}

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.views.list(actor, query);
  }

  @Handles(area.approvals)
  approvals(@CurrentStaff() actor: StaffActor): Promise<ViewOf<typeof area.approvals>> {
    return this.views.approvals(actor);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.views.detail(actor, params.id);
  }

  @Handles(area.codePicture)
  async codePicture(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.codePicture.params }) params: ParamsOf<typeof area.codePicture>,
  ): Promise<ViewOf<typeof area.codePicture>> {
    return { picture: await this.views.codePicture(actor, params.id) };
  }

  @Handles(area.check)
  check(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.check.body }) body: BodyOf<typeof area.check>,
  ): Promise<ViewOf<typeof area.check>> {
    return this.checks.check(actor, body);
  }

  @Handles(area.create)
  async create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.views.detail(actor, await this.plans.create(actor, body));
  }

  @Handles(area.update)
  async update(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.update.params }) params: ParamsOf<typeof area.update>,
    @Body({ schema: area.update.body }) body: BodyOf<typeof area.update>,
  ): Promise<ViewOf<typeof area.update>> {
    await this.plans.update(actor, params.id, body.version, body.plan);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.submit)
  async submit(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.submit.params }) params: ParamsOf<typeof area.submit>,
  ): Promise<ViewOf<typeof area.submit>> {
    await this.plans.submit(actor, params.id);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.withdraw)
  async withdraw(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.withdraw.params }) params: ParamsOf<typeof area.withdraw>,
  ): Promise<ViewOf<typeof area.withdraw>> {
    await this.plans.withdraw(actor, params.id);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.approve)
  async approve(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.approve.params }) params: ParamsOf<typeof area.approve>,
    @Body({ schema: area.approve.body }) body: BodyOf<typeof area.approve>,
  ): Promise<ViewOf<typeof area.approve>> {
    await this.decide.approve(actor, params.id, body.version);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.reject)
  async reject(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.reject.params }) params: ParamsOf<typeof area.reject>,
    @Body({ schema: area.reject.body }) body: BodyOf<typeof area.reject>,
  ): Promise<ViewOf<typeof area.reject>> {
    await this.decide.reject(actor, params.id, body.reason);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.kill)
  async kill(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.kill.params }) params: ParamsOf<typeof area.kill>,
    @Body({ schema: area.kill.body }) body: BodyOf<typeof area.kill>,
  ): Promise<ViewOf<typeof area.kill>> {
    await this.decide.kill(actor, params.id, body.reason);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.results)
  results(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.results.params }) params: ParamsOf<typeof area.results>,
  ): Promise<ViewOf<typeof area.results>> {
    return this.figures.show(actor, params.id);
  }

  @Handles(area.plays)
  plays(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.plays.params }) params: ParamsOf<typeof area.plays>,
    @Query({ schema: area.plays.query }) query: QueryOf<typeof area.plays>,
  ): Promise<ViewOf<typeof area.plays>> {
    return this.players.page(actor, params.id, query);
  }

  @Handles(area.playsFile)
  async playsFile(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.playsFile.params }) params: ParamsOf<typeof area.playsFile>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.players.file(actor, params.id), 'plays.csv', '参与名单.csv');
  }
}
