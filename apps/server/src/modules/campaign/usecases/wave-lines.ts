import { Inject, Injectable } from '@nestjs/common';
import { Clock, monotonicMs } from '../../../platform/clock/index.js';
import { newId } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { CampaignRepository } from '../persistence/campaign.repository.js';
import { ClaimRepository } from '../persistence/claim.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';
import { PacketGate } from '../redis/packet-gate.js';
import { GateKeeper } from './gate-keeper.js';
import { GrabLine } from './grab-line.js';
import { OpenWave } from './open-wave.js';
import { WriteClaims } from './write-claims.usecase.js';

/** A line is forgotten so long after its wave: late answers are rare and come from the database again. */
const KEEP_MS = 10 * 60_000;

/** The lines of this process, one for each wave that is asked about. */
@Injectable()
export class WaveLines {
  private readonly lines = new Map<string, Promise<GrabLine | null>>();
  /** Those of `lines` that are there. */
  private readonly loaded = new Map<string, GrabLine>();
  private tidiedAt = 0;

  constructor(
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly claims: ClaimRepository,
    private readonly gate: PacketGate,
    private readonly keeper: GateKeeper,
    private readonly writer: WriteClaims,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The line of a wave if it is loaded. */
  ready(campaignId: string, number: number): GrabLine | null {
    return this.loaded.get(`${campaignId}:${number}`) ?? null;
  }

  /** Makes line and gate of a wave ready before the first tap, without anybody waiting for it. */
  warm(campaignId: string, number: number): void {
    if (this.ready(campaignId, number)) return;
    this.of(campaignId, number)
      .then((line) => line?.warm())
      .catch((error: unknown) => this.logger.warn({ err: error, campaignId, number }, 'wave not warmed'));
  }

  /** The line of a wave, or null if there is no such wave, or its packets are not written yet. */
  of(campaignId: string, number: number): Promise<GrabLine | null> {
    const key = `${campaignId}:${number}`;
    const known = this.lines.get(key);
    if (known) return known;
    this.tidy();
    const line = this.load(campaignId, number).then(
      (found) => {
        if (found === null) this.lines.delete(key);
        else this.loaded.set(key, found);
        return found;
      },
      (error: unknown) => {
        this.lines.delete(key);
        throw error;
      },
    );
    this.lines.set(key, line);
    return line;
  }

  private async load(campaignId: string, number: number): Promise<GrabLine | null> {
    const [campaign, wave] = await Promise.all([
      this.campaigns.findById(campaignId),
      this.waves.find(campaignId, number),
    ]);
    if (!campaign || !wave || wave.written < wave.packets) return null;
    const [packets, pulse] = await Promise.all([this.waves.packetsOf(wave.id), this.waves.pulse(wave.id)]);
    if (!pulse) return null;
    return new GrabLine(new OpenWave(this.waves, wave, campaign.plan, packets, pulse), {
      gate: this.gate,
      keeper: this.keeper,
      writer: this.writer,
      now: () => this.clock.now(),
      newId: () => newId(this.clock),
      winners: () => this.claims.winnersOf(wave.id),
      ofOwner: (ownerId) => this.claims.ofOwner(wave.id, ownerId),
      soldOut: async () => {
        await this.waves.soldOut(wave.id);
      },
      warn: (error, what) => this.logger.warn({ err: error, wave: wave.id }, what),
    });
  }

  private tidy(): void {
    const now = monotonicMs();
    if (now - this.tidiedAt < KEEP_MS) return;
    this.tidiedAt = now;
    for (const [key, line] of this.lines)
      void line.then(
        (found) => {
          if (!found || this.clock.now() <= found.open.wave.endsAt + KEEP_MS) return;
          this.lines.delete(key);
          this.loaded.delete(key);
        },
        () => {},
      );
  }
}
