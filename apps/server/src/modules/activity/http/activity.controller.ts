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
import { ActivityViews } from '../usecases/activity-views.queries.js';
import { Articles } from '../usecases/articles.usecase.js';
import { MySignUp } from '../usecases/my-sign-up.usecase.js';
import { SignUpForSession } from '../usecases/sign-up.usecase.js';

const area = routes.activity;
const pages = routes.article;

/** Classes, activities and articles of owners. */
@Controller()
export class ActivityController {
  constructor(
    private readonly views: ActivityViews,
    private readonly signing: SignUpForSession,
    private readonly mine: MySignUp,
    private readonly articles: Articles,
  ) {}

  @Handles(area.list)
  list(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.views.list(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.views.detail(actor, params.id);
  }

  @Handles(area.signUp)
  async signUp(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.signUp.params }) params: ParamsOf<typeof area.signUp>,
    @Body({ schema: area.signUp.body }) body: BodyOf<typeof area.signUp>,
  ): Promise<ViewOf<typeof area.signUp>> {
    return this.views.mySignUp(actor, await this.signing.run(actor, params.id, body));
  }

  @Handles(area.mySignUps)
  mySignUps(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.mySignUps.query }) query: QueryOf<typeof area.mySignUps>,
  ): Promise<ViewOf<typeof area.mySignUps>> {
    return this.views.mySignUps(actor, query);
  }

  @Handles(area.mySignUp)
  mySignUp(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.mySignUp.params }) params: ParamsOf<typeof area.mySignUp>,
  ): Promise<ViewOf<typeof area.mySignUp>> {
    return this.views.mySignUp(actor, params.id);
  }

  @Handles(area.cancel)
  async cancel(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.cancel.params }) params: ParamsOf<typeof area.cancel>,
  ): Promise<ViewOf<typeof area.cancel>> {
    await this.mine.cancel(actor, params.id);
    return this.views.mySignUp(actor, params.id);
  }

  @Handles(area.acceptOffer)
  async acceptOffer(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.acceptOffer.params }) params: ParamsOf<typeof area.acceptOffer>,
  ): Promise<ViewOf<typeof area.acceptOffer>> {
    await this.mine.accept(actor, params.id);
    return this.views.mySignUp(actor, params.id);
  }

  @Handles(area.survey)
  async survey(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.survey.params }) params: ParamsOf<typeof area.survey>,
    @Body({ schema: area.survey.body }) body: BodyOf<typeof area.survey>,
  ): Promise<ViewOf<typeof area.survey>> {
    await this.mine.survey(actor, params.id, body.stars, body.text);
    return this.views.mySignUp(actor, params.id);
  }

  @Handles(pages.list)
  articleList(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: pages.list.query }) query: QueryOf<typeof pages.list>,
  ): Promise<ViewOf<typeof pages.list>> {
    return this.articles.list(actor, query);
  }

  @Handles(pages.detail)
  articleDetail(
    @Param({ schema: pages.detail.params }) params: ParamsOf<typeof pages.detail>,
  ): Promise<ViewOf<typeof pages.detail>> {
    return this.articles.detail(params.id);
  }
}
