import { routes } from '@cheban/contracts';
import { Controller, Param, Query } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  AccessToken,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { OwnerCampaigns } from '../usecases/owner-campaigns.queries.js';
import { PacketViews } from '../usecases/packet-views.queries.js';
import { RemindMe } from '../usecases/remind-me.usecase.js';
import { WavePage } from '../usecases/wave-page.queries.js';

const area = routes.campaign;

/** Campaigns and packets of an owner; the grab itself stands in `grab.route.ts`. */
@Controller()
export class CampaignController {
  constructor(
    private readonly campaigns: OwnerCampaigns,
    private readonly pages: WavePage,
    private readonly packets: PacketViews,
    private readonly reminders: RemindMe,
  ) {}

  @Handles(area.list)
  list(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.list>> {
    return this.campaigns.list(actor.ownerId);
  }

  @Handles(area.detail)
  detail(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.campaigns.detail(actor.ownerId, params.id);
  }

  @Handles(area.wave)
  wave(
    @CurrentOwner() actor: OwnerActor,
    @AccessToken() token: string,
    @Param({ schema: area.wave.params }) params: ParamsOf<typeof area.wave>,
  ): Promise<ViewOf<typeof area.wave>> {
    return this.pages.show(actor, token, params.id, params.wave);
  }

  @Handles(area.remind)
  remind(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.remind.params }) params: ParamsOf<typeof area.remind>,
  ): Promise<ViewOf<typeof area.remind>> {
    return this.reminders.ask(actor.ownerId, params.id, params.wave);
  }

  @Handles(area.winners)
  winners(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.winners.params }) params: ParamsOf<typeof area.winners>,
  ): Promise<ViewOf<typeof area.winners>> {
    return this.pages.winners(actor.ownerId, params.id, params.wave);
  }

  @Handles(area.myPackets)
  myPackets(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.myPackets.query }) query: QueryOf<typeof area.myPackets>,
  ): Promise<ViewOf<typeof area.myPackets>> {
    return this.packets.list(actor.ownerId, query);
  }

  @Handles(area.myPacket)
  myPacket(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.myPacket.params }) params: ParamsOf<typeof area.myPacket>,
  ): Promise<ViewOf<typeof area.myPacket>> {
    return this.packets.one(actor.ownerId, params.id);
  }
}
