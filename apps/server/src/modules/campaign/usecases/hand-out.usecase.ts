import { DAY_MS } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { Suspicions } from '../../suspicion/index.js';
import { VisitReader } from '../../workshop/index.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { type Claim, ClaimRepository } from '../persistence/claim.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';
import { PrizeDesk } from './prize-desk.js';
import { PrizeHandOut, type WonFrom } from './prize-hand-out.js';

/** Packets: handed out at once or when the car is checked in; what nobody fetches in time goes back to the budget. */
@Injectable()
export class HandOut extends PrizeHandOut<Claim> implements EventConsumer {
  readonly name = 'campaign.hand-out';
  readonly types = ['visit.checked-in', 'payout.changed'] as const;
  protected readonly area = 'campaign';
  protected readonly suspect = 'packet';
  protected readonly prefix = 'packet:';
  protected readonly payNote = '抢红包奖励';

  constructor(
    consumers: EventConsumers,
    uow: UnitOfWork,
    desk: PrizeDesk,
    suspicions: Suspicions,
    @Inject(LOGGER) logger: Logger,
    protected readonly plans: CampaignRepository,
    protected readonly won: ClaimRepository,
    private readonly waves: WaveRepository,
    private readonly visits: VisitReader,
    private readonly clock: Clock,
  ) {
    super(uow, desk, suspicions, logger);
    consumers.add(this);
  }

  /** Everything that is due. */
  async run(): Promise<void> {
    await this.each('won', (tx, claim) => this.hand(tx, claim));
    await this.each('held', (tx, claim) => this.give(tx, claim));
    await this.each('waiting', (tx, claim) => this.lapse(tx, claim));
  }

  async handle(tx: Tx, event: Heard<HandOut>): Promise<void> {
    if (event.type === 'visit.checked-in') await this.arrived(tx, event.payload.visitId);
    else await this.paid(tx, event.payload);
  }

  protected async fromOf(claim: Claim): Promise<WonFrom> {
    return this.fromCampaign(claim, await this.campaignOf(claim));
  }

  private async fromCampaign(claim: Claim, { id, plan }: Campaign): Promise<WonFrom> {
    const prize = (await this.waves.findById(claim.waveId))?.prizes[claim.prize];
    if (!prize) throw new Error('A claim without a prize');
    return { prize, subjectId: id, title: plan.title };
  }

  /** A car was checked in: what its people won for coming is theirs now. */
  private async arrived(tx: Tx, visitId: string): Promise<void> {
    const visit = await this.visits.findById(visitId);
    if (!visit) return;
    for (const claim of await this.won.waitingFor(tx, visit.ownerId ?? '', visit.vehicleId)) {
      const campaign = await this.campaignOf(claim);
      if (campaign.plan.storeIds.includes(visit.storeId))
        await this.give(tx, claim, await this.fromCampaign(claim, campaign));
    }
  }

  private async hand(tx: Tx, claim: Claim): Promise<void> {
    const campaign = await this.campaignOf(claim);
    const { plan } = campaign;
    if (plan.release === 'at_check_in') {
      const untilAt = claim.wonAt + plan.arriveWithinDays * DAY_MS;
      await this.won.move(tx, claim.id, 'won', 'waiting', { untilAt });
    } else await this.give(tx, claim, await this.fromCampaign(claim, campaign));
  }

  private async lapse(tx: Tx, claim: Claim): Promise<void> {
    if (claim.untilAt === null || claim.untilAt > this.clock.now()) return;
    await this.takeBack(tx, claim, 'lapsed');
  }

  private async campaignOf(claim: Claim): Promise<Campaign> {
    const campaign = await this.plans.findById(claim.campaignId);
    if (!campaign) throw new Error('A claim without a campaign');
    return campaign;
  }
}
