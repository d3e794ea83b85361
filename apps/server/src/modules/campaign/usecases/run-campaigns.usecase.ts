import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { packetsOf } from '../domain/packets.js';
import { seededRandom } from '../domain/split.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { ClaimFigures } from '../persistence/claim-figures.repository.js';
import { type Wave, WaveRepository } from '../persistence/wave.repository.js';
import { PacketGate } from '../redis/packet-gate.js';
import { PlanCourse } from './plan-course.js';
import { PlanSteps } from './plan-steps.js';
import { PrizeDesk } from './prize-desk.js';
import { seedOf } from './seed.js';

const CHUNK = 5_000;
/** The last taps of a wave are answered before it is closed; the row's lock makes it exact. */
const CLOSE_AFTER_MS = 10_000;

/** What campaigns do by themselves: packets are written, waves begin, end and give back. Safe to run twice at once. */
@Injectable()
export class RunCampaigns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly figures: ClaimFigures,
    private readonly gate: PacketGate,
    private readonly prizes: PrizeDesk,
    private readonly course: PlanCourse,
    private readonly steps: PlanSteps,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const running = await this.campaigns.inStates(['approved', 'scheduled', 'live', 'ended', 'killed']);
    const waves = await this.waves.ofCampaigns(running.map(({ id }) => id));
    for (const campaign of running) {
      const own = waves.get(campaign.id) ?? [];
      if (campaign.state === 'approved') await this.write(campaign, own);
      for (const wave of own)
        if (wave.closedAt === null && (campaign.state === 'killed' || now >= wave.endsAt + CLOSE_AFTER_MS))
          await this.close(campaign, wave);
      if (campaign.state === 'scheduled' && now >= campaign.startsAt)
        await this.course.move(this.campaigns, campaign, 'start');
      if (campaign.state === 'live' && now >= campaign.endsAt + CLOSE_AFTER_MS)
        await this.course.move(this.campaigns, campaign, 'end');
    }
  }

  /** Campaigns of which nothing is open any more are settled: what is left of the cash leaves the ledger. */
  async settle(): Promise<void> {
    for (const campaign of await this.campaigns.inStates(['ended', 'killed'])) {
      if (campaign.settled || (await this.figures.hasOpen(campaign.id))) continue;
      await this.course.settle(this.campaigns, 'campaign', campaign);
    }
  }

  /** Writes what is missing, some thousand at a time; a killed worker's half is gone on with. */
  private async write(campaign: Campaign, waves: readonly Wave[]): Promise<void> {
    for (const wave of waves) {
      if (wave.written >= wave.packets) continue;
      const packets = packetsOf(wave.prizes, seededRandom(seedOf(wave.seed)));
      for (let from = wave.written; from < packets.length; from += CHUNK) {
        const chunk = packets.slice(from, from + CHUNK);
        if (!(await this.uow.run((tx) => this.waves.writePackets(tx, wave.id, from, chunk)))) return;
      }
    }
    await this.course.move(this.campaigns, campaign, 'written');
  }

  /** After this nothing is claimed in the wave any more; what nobody took is in the budget again. */
  private async close(campaign: Campaign, wave: Wave): Promise<void> {
    const closed = await this.uow.run(async (tx) => {
      if (!(await this.waves.close(tx, wave.id))) return false;
      const left = wave.packedFen - (await this.figures.wonFen(tx, wave.id));
      await this.campaigns.giveBack(tx, campaign.id, left);
      const won = await this.figures.wonByPrize(tx, wave.id);
      for (const [number, prize] of wave.prizes.entries())
        await this.prizes.giveBack(tx, prize, prize.count - (won.get(number) ?? 0));
      this.steps.tell(tx, this.campaigns, campaign);
      return true;
    });
    if (!closed) return;
    const pulse = await this.waves.pulse(wave.id);
    // Keys in Redis end by themselves; this is only sooner.
    await this.gate
      .clear({ campaignId: campaign.id, waveId: wave.id, epoch: pulse?.gateEpoch ?? 0 })
      .catch(() => {});
  }
}
