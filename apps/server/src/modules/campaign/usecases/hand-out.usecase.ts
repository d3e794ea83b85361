import type { ClaimState, PayoutState } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { type EventConsumer, EventConsumers, type StoredEvent } from '../../../platform/outbox/index.js';
import { Suspicions } from '../../suspicion/index.js';
import { VisitReader } from '../../workshop/index.js';
import { prizeText } from '../domain/campaign-words.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { type Claim, ClaimRepository } from '../persistence/claim.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';
import { claimIdOf, PrizeDesk } from './prize-desk.js';

const BATCH = 200;

/**
 * What comes after the win: prizes are handed out at once or when the car is checked in; what nobody fetches in time
 * goes back to the budget. Every step is a conditional move of the claim's state in the transaction of its effect.
 */
@Injectable()
export class HandOut implements EventConsumer {
  readonly name = 'campaign.hand-out';
  readonly types = ['visit.checked-in', 'payout.changed'];

  constructor(
    consumers: EventConsumers,
    private readonly uow: UnitOfWork,
    private readonly campaigns: CampaignRepository,
    private readonly claims: ClaimRepository,
    private readonly waves: WaveRepository,
    private readonly desk: PrizeDesk,
    private readonly suspicions: Suspicions,
    private readonly visits: VisitReader,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    consumers.add(this);
  }

  /** Everything that is due. One prize that cannot be given does not hold up the others. */
  async run(): Promise<void> {
    await this.each('won', (tx, claim, campaign) => this.hand(tx, claim, campaign));
    await this.each('held', (tx, claim, campaign) => this.give(tx, claim, campaign));
    await this.each('waiting', (tx, claim) => this.lapse(tx, claim));
  }

  async handle(tx: Tx, event: StoredEvent): Promise<void> {
    if (event.type === 'visit.checked-in')
      await this.arrived(tx, (event.payload as { visitId: string }).visitId);
    else await this.paid(tx, event.payload as { dedupeKey: string; state: PayoutState });
  }

  /** A car was checked in: what its people won for coming is theirs now. */
  private async arrived(tx: Tx, visitId: string): Promise<void> {
    const visit = await this.visits.findById(visitId);
    if (!visit) return;
    for (const claim of await this.claims.waitingFor(tx, visit.ownerId ?? '', visit.vehicleId)) {
      const campaign = await this.campaigns.findById(claim.campaignId);
      if (campaign?.plan.storeIds.includes(visit.storeId)) await this.give(tx, claim, campaign);
    }
  }

  /** Cash arrived, or came back: nobody confirmed it in time, or WeChat Pay refused it. */
  private async paid(tx: Tx, { dedupeKey, state }: { dedupeKey: string; state: PayoutState }): Promise<void> {
    const id = claimIdOf(dedupeKey);
    const claim = id === null ? null : await this.claims.lock(tx, id);
    if (!claim) return;
    if (state === 'done') {
      // A payout that was given once more after it had come back.
      if (claim.state === 'lapsed') await this.campaigns.giveBack(tx, claim.campaignId, -claim.amountFen);
      await this.claims.move(tx, claim.id, claim.state, 'paid');
    } else if (state === 'failed' || state === 'cancelled') {
      if (await this.claims.move(tx, claim.id, 'confirming', 'lapsed'))
        await this.campaigns.giveBack(tx, claim.campaignId, claim.amountFen);
    }
  }

  private async each(
    state: 'won' | 'held' | 'waiting',
    work: (tx: Tx, claim: Claim, campaign: Campaign) => Promise<void>,
  ): Promise<void> {
    let last = '';
    for (;;) {
      const claims = await this.claims.inState(state, last, BATCH);
      const campaigns = await this.campaigns.findByIds(claims.map(({ campaignId }) => campaignId));
      for (const claim of claims) {
        const campaign = campaigns.get(claim.campaignId);
        if (!campaign) continue;
        try {
          await this.uow.run((tx) => work(tx, claim, campaign));
        } catch (error) {
          this.logger.error({ err: error, claim: claim.id }, 'prize not handed out');
        }
      }
      last = claims.at(-1)?.id ?? last;
      if (claims.length < BATCH) return;
    }
  }

  private async hand(tx: Tx, claim: Claim, campaign: Campaign): Promise<void> {
    const { plan } = campaign;
    if (plan.release === 'at_check_in') {
      const untilAt = claim.wonAt + plan.arriveWithinDays * DAY_MS;
      await this.claims.move(tx, claim.id, 'won', 'waiting', { untilAt });
    } else await this.give(tx, claim, campaign);
  }

  private async give(tx: Tx, claim: Claim, campaign: Campaign): Promise<void> {
    const wave = await this.waves.findById(claim.waveId);
    const prize = wave?.prizes[claim.prize];
    if (!prize) throw new Error('A claim without a prize');
    const verdict = await this.suspicions.check(tx, {
      kind: 'packet',
      subjectId: claim.id,
      storeId: claim.storeId,
      ownerIds: [claim.ownerId],
      title: campaign.plan.title,
      rewardText: prizeText(claim.kind, prize.name, claim.amountFen),
    });
    if (verdict === 'refused') return this.takeBack(tx, claim, claim.state);
    if (verdict === 'held') {
      if (claim.state !== 'held') await this.claims.move(tx, claim.id, claim.state, 'held');
      return;
    }
    const handed = await this.desk.give(tx, claim, campaign, prize);
    await this.claims.move(tx, claim.id, claim.state, handed.state, { handedId: handed.handedId });
  }

  private async lapse(tx: Tx, claim: Claim): Promise<void> {
    if (claim.untilAt === null || claim.untilAt > this.clock.now()) return;
    await this.takeBack(tx, claim, 'waiting');
  }

  /** Nobody gets it: its money and its coupon are free again. */
  private async takeBack(tx: Tx, claim: Claim, from: ClaimState): Promise<void> {
    if (!(await this.claims.move(tx, claim.id, from, 'lapsed'))) return;
    await this.campaigns.giveBack(tx, claim.campaignId, claim.amountFen);
    const prize = (await this.waves.findById(claim.waveId))?.prizes[claim.prize];
    if (prize) await this.desk.giveBack(tx, prize, 1);
  }
}
