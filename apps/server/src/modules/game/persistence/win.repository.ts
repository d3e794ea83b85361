import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import { type WonRecord, WonRepository } from '../../../platform/planned/index.js';

export interface Win extends WonRecord {
  readonly playId: string;
  readonly gameId: string;
}
export type NewWin = Pick<
  Win,
  'playId' | 'gameId' | 'storeId' | 'ownerId' | 'prize' | 'kind' | 'amountFen' | 'wonAt'
>;

/** What was won in games. */
@Injectable()
export class WinRepository extends WonRepository<Win> {
  protected readonly table = 'game_win';
  protected readonly own = 'play_id AS playId, game_id AS gameId';

  /** Writes a win; a try wins once, by its unique key. */
  async insert(tx: Tx, win: NewWin): Promise<Win> {
    const id = newId(this.clock);
    const { playId, gameId, storeId, ownerId, prize, kind, amountFen, wonAt } = win;
    await tx.manager.query(
      `INSERT INTO game_win (id, play_id, game_id, store_id, owner_id, prize, kind, amount_fen, state, won_at)
        VALUES (?)`,
      [[id, playId, gameId, storeId, ownerId, prize, kind, amountFen, 'won', toDate(wonAt)]],
    );
    return { ...win, id, state: 'won', untilAt: null, settledAt: null, handedId: null };
  }

  /** By play. */
  async ofPlays(playIds: readonly string[]): Promise<Map<string, Win>> {
    if (playIds.length === 0) return new Map();
    const wins = await this.find('play_id IN (?)', [playIds]);
    return new Map(wins.map((win) => [win.playId, win]));
  }

  /** Whether anything of a game is still to be handed out or confirmed. */
  async hasOpen(gameId: string): Promise<boolean> {
    const rows = await this.uow.read(
      "SELECT 1 FROM game_win WHERE game_id = ? AND state IN ('won', 'held', 'waiting', 'confirming') LIMIT 1",
      [gameId],
    );
    return rows.length > 0;
  }
}
