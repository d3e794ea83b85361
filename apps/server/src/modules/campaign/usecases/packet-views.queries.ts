import { claimStateLabel, type ReleaseKind, type routes, type WonPrizeView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import type { WonRecord } from '../../../platform/planned/index.js';
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
      return [
        {
          ...wonPrizeOf(claim, prize.name, campaign.plan.release, now),
          campaignId: campaign.id,
          campaignTitle: campaign.plan.title,
          wave: wave.number,
        },
      ];
    });
  }
}

/** A won prize as its winner sees it. `now` in milliseconds. */
export function wonPrizeOf(won: WonRecord, name: string, release: ReleaseKind, now: number): WonPrizeView {
  const { id, kind, state, handedId } = won;
  const amountFen = kind === 'cash' ? won.amountFen : 0;
  return {
    id,
    kind,
    name,
    amountFen,
    amountText: prizeText(kind, name, amountFen),
    state,
    stateLabel: claimStateLabel[state],
    wonAt: toDate(won.wonAt).toISOString(),
    until: won.untilAt === null ? null : toDate(won.untilAt).toISOString(),
    text: claimText({ state, kind, release, until: won.untilAt, now }),
    payoutId: kind === 'cash' ? handedId : null,
    couponId: kind === 'coupon' ? handedId : null,
    codeId: kind === 'code' ? handedId : null,
  };
}
