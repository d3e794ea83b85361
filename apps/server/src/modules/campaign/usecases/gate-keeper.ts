import { Inject, Injectable } from '@nestjs/common';
import { Clock, monotonicMs } from '../../../platform/clock/index.js';
import { newSecret } from '../../../platform/crypto/index.js';
import { Leases, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { ClaimRepository } from '../persistence/claim.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';
import { type GateRef, PacketGate } from '../redis/packet-gate.js';
import type { OpenWave } from './open-wave.js';

/** Building a gate of 100,000 packets takes about a second; a builder that died is waited for no longer than this. */
const LEASE_MS = 5_000;
const WAIT_MS = 6_000;
const STEP_MS = 40;
/** A popped packet without a row for so long belongs to a process that died, or whose commit is in doubt. */
export const STALE_MS = 3_000;

/** Builds gates from rows, and settles what processes that died have left in them. */
@Injectable()
export class GateKeeper {
  private readonly holder = newSecret();
  private readonly building = new Map<string, Promise<boolean>>();
  private readonly settling = new Map<string, Promise<void>>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly leases: Leases,
    private readonly clock: Clock,
    private readonly waves: WaveRepository,
    private readonly claims: ClaimRepository,
    private readonly gate: PacketGate,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Sees to it that a gate of the wave's present epoch stands, and that the wave knows the epoch. Of many processes one
   * builds. False if that did not happen in time; throws if database or Redis are away.
   */
  ensure(open: OpenWave): Promise<boolean> {
    const { id } = open.wave;
    const running = this.building.get(id);
    if (running) return running;
    const work = this.find(open).finally(() => this.building.delete(id));
    this.building.set(id, work);
    return work;
  }

  private async find(open: OpenWave): Promise<boolean> {
    const until = monotonicMs() + WAIT_MS;
    const lease = `campaign-gate:${open.wave.id}`;
    while (monotonicMs() < until) {
      await open.lookNow();
      if (open.epoch > 0 && (await this.gate.stands(refOf(open)))) return true;
      if (await this.leases.take(lease, LEASE_MS, this.holder)) {
        try {
          await this.build(open);
        } finally {
          await this.leases.release(lease, this.holder);
        }
      } else await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
    return false;
  }

  /** A pool of the packets that no row has, under a new epoch; the marks of those who have one; the limits used up. */
  private async build(open: OpenWave): Promise<void> {
    const { wave } = open;
    const epoch = await this.uow.run((tx) => this.waves.nextEpoch(tx, wave.id));
    const [free, marks] = [await this.waves.freePackets(wave.id), await this.claims.marksOf(wave.campaignId)];
    const drawn = new Map<string, { packetNo: number; claimId: string }>();
    const counts = new Map<string, number>();
    for (const mark of marks) {
      if (mark.waveId === wave.id) drawn.set(mark.ownerId, { packetNo: mark.packetNo, claimId: mark.id });
      for (const [prefix, key] of [
        ['o', mark.personKey],
        ['p', mark.phoneKey],
        ['c', mark.carKey],
      ] as const) {
        if (key === null) continue;
        const subject = `${prefix}${key.slice(0, key.lastIndexOf(':'))}`;
        counts.set(subject, (counts.get(subject) ?? 0) + 1);
      }
    }
    const ref = { ...refOf(open), epoch };
    const opened = await this.gate.build(ref, free, drawn, counts, wave.endsAt - this.clock.now());
    const built = { wave: wave.id, epoch, free: free.length };
    if (opened) this.logger.info(built, 'packet gate built');
    else this.logger.warn(built, 'packet gate lost while it was built');
    await open.lookNow();
  }

  /**
   * Settles popped packets that nobody finishes: those with a row are confirmed, the others go back to the pool. Should
   * the row come after all, the next taker of that packet meets its unique key and draws again.
   */
  settleStale(open: OpenWave): Promise<void> {
    const { id } = open.wave;
    const running = this.settling.get(id);
    if (running) return running;
    const work = this.settle(open).finally(() => this.settling.delete(id));
    this.settling.set(id, work);
    return work;
  }

  private async settle(open: OpenWave): Promise<void> {
    const ref = refOf(open);
    const stale = await this.gate.stalePending(ref, STALE_MS);
    if (stale.length === 0) return;
    const rows = await this.claims.ofPackets(
      open.wave.id,
      stale.map(({ popped }) => popped.packetNo),
    );
    const byPacket = new Map(rows.map((row) => [row.packetNo, row]));
    for (const { ownerId, popped } of stale) {
      const row = byPacket.get(popped.packetNo);
      if (row?.ownerId === ownerId)
        await this.gate.confirm(ref, [{ ownerId, packetNo: popped.packetNo, claimId: row.id }]);
      else await this.gate.undo(ref, ownerId, popped, { back: row === undefined, freeLimits: true });
    }
  }
}

export function refOf({ wave, epoch }: OpenWave): GateRef {
  return { campaignId: wave.campaignId, waveId: wave.id, epoch };
}
