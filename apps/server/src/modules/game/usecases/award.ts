import type { MissReason } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { offersOf } from '../domain/game-prizes.js';
import { GAME_RING } from '../jobs/sweep-games.job.js';
import type { Game } from '../persistence/game.repository.js';
import type { Play } from '../persistence/play.repository.js';
import { PrizeStock } from '../persistence/prize-stock.repository.js';
import { type Win, WinRepository } from '../persistence/win.repository.js';

/** What became of a try. */
export interface Awarded {
  readonly win: Win | null;
  readonly missed: MissReason | null;
}

/** Takes a prize out of the stock, in the transaction that ends the try. */
@Injectable()
export class Award {
  constructor(
    private readonly stock: PrizeStock,
    private readonly wins: WinRepository,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /** The first of these prizes that is still there; none if person, phone or car have as many as they may. */
  async give(tx: Tx, game: Game, play: Play, prizes: readonly number[]): Promise<Awarded> {
    if (prizes.length === 0) return { win: null, missed: null };
    const counted = await this.count(tx, game, play);
    if (counted === null) return { win: null, missed: 'limited' };
    const offers = offersOf(game.plan);
    for (const prize of prizes) {
      const offer = offers[prize];
      if (!offer || !(await this.stock.take(tx, game.id, prize))) continue;
      const { id: playId, gameId, storeId, ownerId } = play;
      const { kind, costFen: amountFen } = offer;
      const wonAt = this.clock.now();
      tx.afterCommit(() => this.wakeUp.ring(GAME_RING));
      const win = await this.wins.insert(tx, {
        playId,
        gameId,
        storeId,
        ownerId,
        prize,
        kind,
        amountFen,
        wonAt,
      });
      return { win, missed: null };
    }
    await this.stock.uncount(tx, game.id, counted);
    return { win: null, missed: 'stock' };
  }

  /** The marks that were counted, or null (and none is counted) if one of them is full. */
  private async count(tx: Tx, { id, plan }: Game, play: Play): Promise<string[] | null> {
    const limits: [string, string | null, number | null][] = [
      ['person', play.ownerId, plan.perPerson],
      ['phone', play.phoneIndex, plan.perPhone],
      ['car', play.vehicleId, plan.perCar],
    ];
    const counted: string[] = [];
    for (const [what, value, most] of limits) {
      if (value === null || most === null) continue;
      const mark = `${what}:${value}`;
      if (!(await this.stock.count(tx, id, mark, most))) {
        await this.stock.uncount(tx, id, counted);
        return null;
      }
      counted.push(mark);
    }
    return counted;
  }
}
