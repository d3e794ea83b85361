import { claimStateLabel, type routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { claimText, prizeText } from '../domain/campaign-words.js';
import { CampaignRepository } from '../persistence/campaign.repository.js';
import { type Claim, ClaimRepository } from '../persistence/claim.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';

type Routes = (typeof routes)['campaign'];
export type PacketView = ViewOf<Routes['myPacket']>;

/** An owner's packets: what was won and what to do next. */
@Injectable()
export class PacketViews {
  constructor(
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly claims: ClaimRepository,
    private readonly clock: Clock,
  ) {}

  async list(ownerId: string, query: QueryOf<Routes['myPackets']>): Promise<ViewOf<Routes['myPackets']>> {
    const found = await this.claims.listOfOwner(ownerId, query.cursor, query.limit + 1);
    const shown = found.slice(0, query.limit);
    return {
      items: await this.of(shown),
      nextCursor: found.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  async one(ownerId: string, id: string): Promise<PacketView> {
    const claim = await this.claims.ofOwnerById(ownerId, id);
    const [view] = claim ? await this.of([claim]) : [];
    if (!view) throw notFound();
    return view;
  }

  /** Views of claims, in their order. */
  async of(claims: readonly Claim[]): Promise<PacketView[]> {
    const ids = claims.map(({ campaignId }) => campaignId);
    const [campaigns, waves] = await Promise.all([
      this.campaigns.findByIds(ids),
      this.waves.ofCampaigns(ids),
    ]);
    const now = this.clock.now();
    return claims.flatMap((claim) => {
      const campaign = campaigns.get(claim.campaignId);
      const wave = waves.get(claim.campaignId)?.find(({ id }) => id === claim.waveId);
      const prize = wave?.prizes[claim.prize];
      if (!campaign || !wave || !prize) return [];
      const { kind, state } = claim;
      const amountFen = kind === 'cash' ? claim.amountFen : 0;
      const { release } = campaign.plan;
      return [
        {
          id: claim.id,
          campaignId: campaign.id,
          campaignTitle: campaign.plan.title,
          wave: wave.number,
          kind,
          name: prize.name,
          amountFen,
          amountText: prizeText(kind, prize.name, amountFen),
          state,
          stateLabel: claimStateLabel[state],
          wonAt: toDate(claim.wonAt).toISOString(),
          until: claim.untilAt === null ? null : toDate(claim.untilAt).toISOString(),
          text: claimText({ state, kind, release, until: claim.untilAt, now }),
          payoutId: kind === 'cash' ? claim.handedId : null,
          couponId: kind === 'coupon' ? claim.handedId : null,
          codeId: kind === 'code' ? claim.handedId : null,
        },
      ];
    });
  }
}
