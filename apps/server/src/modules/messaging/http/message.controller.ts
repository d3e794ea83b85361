import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { AccountActor, OwnerActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentAccount,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { InboxQueries } from '../usecases/inbox.queries.js';
import { SubscribeCredits } from '../usecases/subscribe-credits.usecase.js';

const area = routes.message;

@Controller()
export class MessageController {
  constructor(
    private readonly inbox: InboxQueries,
    private readonly credits: SubscribeCredits,
  ) {}

  @Handles(area.list)
  list(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.inbox.list(actor.ownerId, query);
  }

  @Handles(area.open)
  open(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.open.params }) params: ParamsOf<typeof area.open>,
  ): Promise<ViewOf<typeof area.open>> {
    return this.inbox.open(actor.ownerId, params.id);
  }

  @Handles(area.subscribeTemplates)
  subscribeTemplates(
    @CurrentAccount() actor: AccountActor,
    @Query({ schema: area.subscribeTemplates.query }) query: QueryOf<typeof area.subscribeTemplates>,
  ): Promise<ViewOf<typeof area.subscribeTemplates>> {
    return this.credits.templates(actor.accountId, query.scene);
  }

  @Handles(area.subscribeResults)
  async subscribeResults(
    @CurrentAccount() actor: AccountActor,
    @Body({ schema: area.subscribeResults.body }) body: BodyOf<typeof area.subscribeResults>,
  ): Promise<ViewOf<typeof area.subscribeResults>> {
    await this.credits.report(actor.accountId, body);
    return { ok: true };
  }
}
