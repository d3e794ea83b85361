import type { PrizeKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';

/** Equal prizes of a game, as they stand. */
export interface StockRow {
  readonly gameId: string;
  readonly number: number;
  readonly kind: PrizeKind;
  readonly count: number;
  readonly left: number;
  readonly costFen: number;
}

interface Affected {
  affectedRows: number;
}

/** What can run out: prizes, and what a person, phone or car may have. Only ever taken by conditional updates. */
@Injectable()
export class PrizeStock {
  constructor(private readonly uow: UnitOfWork) {}

  async insert(tx: Tx, gameId: string, prizes: readonly Omit<StockRow, 'gameId' | 'left'>[]): Promise<void> {
    await tx.manager.query(
      'INSERT INTO game_prize (game_id, number, kind, count, left_count, cost_fen) VALUES ?',
      [prizes.map(({ number, kind, count, costFen }) => [gameId, number, kind, count, count, costFen])],
    );
  }

  /** By game, in order. */
  async ofGames(gameIds: readonly string[]): Promise<Map<string, StockRow[]>> {
    const lists = new Map<string, StockRow[]>();
    if (gameIds.length === 0) return lists;
    const rows = await this.uow.read<StockRow>(
      `SELECT game_id AS gameId, number, kind, count, left_count AS \`left\`, cost_fen AS costFen
         FROM game_prize WHERE game_id IN (?) ORDER BY game_id, number`,
      [gameIds],
    );
    for (const row of rows) lists.set(row.gameId, [...(lists.get(row.gameId) ?? []), row]);
    return lists;
  }

  /** Takes one; false if none is left. */
  async take(tx: Tx, gameId: string, number: number): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<Affected>(
      'UPDATE game_prize SET left_count = left_count - 1 WHERE game_id = ? AND number = ? AND left_count > 0',
      [gameId, number],
    );
    return affectedRows === 1;
  }

  /** Takes all that is left, when the game is over; how many that were. */
  async empty(tx: Tx, gameId: string, number: number): Promise<number> {
    const [row] = await tx.manager.query<{ left: number }[]>(
      'SELECT left_count AS `left` FROM game_prize WHERE game_id = ? AND number = ? FOR UPDATE',
      [gameId, number],
    );
    await tx.manager.query('UPDATE game_prize SET left_count = 0 WHERE game_id = ? AND number = ?', [
      gameId,
      number,
    ]);
    return row?.left ?? 0;
  }

  /** Counts one more prize for a person, phone or car; false if they have as many as they may. */
  async count(tx: Tx, gameId: string, mark: string, most: number): Promise<boolean> {
    await tx.manager.query('INSERT IGNORE INTO game_limit (game_id, mark, used) VALUES (?, ?, 0)', [
      gameId,
      mark,
    ]);
    const { affectedRows } = await tx.manager.query<Affected>(
      'UPDATE game_limit SET used = used + 1 WHERE game_id = ? AND mark = ? AND used < ?',
      [gameId, mark, most],
    );
    return affectedRows === 1;
  }

  /** Takes back what was counted in vain. */
  async uncount(tx: Tx, gameId: string, marks: readonly string[]): Promise<void> {
    if (marks.length === 0) return;
    await tx.manager.query('UPDATE game_limit SET used = used - 1 WHERE game_id = ? AND mark IN (?)', [
      gameId,
      marks,
    ]);
  }
}
