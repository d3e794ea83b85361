import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { MAX_MISSED } from '../domain/waiting.js';
import { CapacityRepository } from '../persistence/capacity.repository.js';
import { HoldRepository } from '../persistence/hold.repository.js';
import { WaitingRepository } from '../persistence/waiting.repository.js';
import { Holds } from './holds.usecase.js';

const BATCH = 200;

/**
 * Tidies holds up that have run out. Nobody has to wait for it: a taker takes over what a hold has left behind. It lets
 * those who did not answer an offer wait on, or go after several in a row.
 */
@Injectable()
export class SweepHolds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: HoldRepository,
    private readonly waiting: WaitingRepository,
    private readonly capacity: CapacityRepository,
    private readonly holds: Holds,
    private readonly clock: Clock,
  ) {}

  /** Returns how many holds were ended. Any number of processes may run it at once. */
  async run(): Promise<number> {
    let total = 0;
    for (;;) {
      const ids = await this.repository.expired(BATCH);
      for (const id of ids) if (await this.end(id)) total += 1;
      if (ids.length < BATCH) break;
    }
    // Left behind by a hold that was taken over in part.
    while ((await this.uow.run((tx) => this.capacity.purge(tx, BATCH))) === BATCH);
    return total;
  }

  private end(id: string): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const hold = await this.repository.lockById(tx, id);
      if (!hold || hold.expiresAt > this.clock.now()) return false;
      await this.holds.drop(tx, hold);
      const entry = await this.holds.backToWaiting(tx, hold, 'missed');
      if (entry && entry.missed >= MAX_MISSED) {
        const why = `连续 ${MAX_MISSED} 次邀约没有回应，已为其他车主腾出位置。`;
        await this.waiting.update(tx, entry.id, { state: 'ended', why });
      }
      return true;
    });
  }
}
