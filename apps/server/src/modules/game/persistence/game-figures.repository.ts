import type { ClaimState, MissReason, PlayState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import { RETURNED } from '../../../platform/planned/index.js';

/** What the wins of a game come to, in fen. */
export interface WinTotals {
  readonly wins: number;
  /** Won and not returned. */
  readonly wonFen: number;
  /** Paid or handed out. */
  readonly paidFen: number;
  readonly players: number;
}

/** A try as lists of staff show it. */
export interface PlayFact {
  readonly id: string;
  readonly turn: number;
  readonly ownerId: string;
  readonly storeId: string;
  readonly startedAt: Date;
  readonly state: PlayState;
  readonly score: number;
  readonly landed: number | null;
  readonly missed: MissReason | null;
  readonly prize: number | null;
  readonly amountFen: number | null;
  readonly prizeState: ClaimState | null;
}

export interface PlayFilter {
  readonly won?: boolean | undefined;
  readonly prizeState?: ClaimState | undefined;
}

type Numbers<K extends string> = Record<K, string | number | null>;
const none: WinTotals = { wins: 0, wonFen: 0, paidFen: 0, players: 0 };

/** Counts and lists of tries and wins. */
@Injectable()
export class GameFigures {
  constructor(private readonly uow: UnitOfWork) {}

  /** By game. */
  async totals(gameIds: readonly string[]): Promise<(gameId: string) => WinTotals> {
    if (gameIds.length === 0) return () => none;
    const [wins, players] = await Promise.all([
      this.uow.read<{ gameId: string } & Numbers<'wins' | 'wonFen' | 'paidFen'>>(
        `SELECT game_id AS gameId, COUNT(*) AS wins,
            COALESCE(SUM(CASE WHEN state NOT IN ${RETURNED} THEN amount_fen END), 0) AS wonFen,
            COALESCE(SUM(CASE WHEN state IN ('paid', 'given') THEN amount_fen END), 0) AS paidFen
           FROM game_win WHERE game_id IN (?) GROUP BY game_id`,
        [gameIds],
      ),
      this.uow.read<{ gameId: string } & Numbers<'players'>>(
        `SELECT game_id AS gameId, COUNT(DISTINCT owner_id) AS players FROM game_play
          WHERE game_id IN (?) GROUP BY game_id`,
        [gameIds],
      ),
    ]);
    const won = new Map(wins.map((row) => [row.gameId, row]));
    const played = new Map(players.map((row) => [row.gameId, Number(row.players)]));
    return (gameId) => {
      const row = won.get(gameId);
      return {
        wins: Number(row?.wins ?? 0),
        wonFen: Number(row?.wonFen ?? 0),
        paidFen: Number(row?.paidFen ?? 0),
        players: played.get(gameId) ?? 0,
      };
    };
  }

  /** How many of each prize were won. */
  async winsByPrize(gameId: string): Promise<Map<number, number>> {
    const rows = await this.uow.read<Numbers<'prize' | 'n'>>(
      'SELECT prize, COUNT(*) AS n FROM game_win WHERE game_id = ? GROUP BY prize',
      [gameId],
    );
    return new Map(rows.map(({ prize, n }) => [Number(prize), Number(n)]));
  }

  /** Tries of a game at some stores, the latest first. */
  async plays(
    gameId: string,
    storeIds: readonly string[],
    filter: PlayFilter,
    limit: number,
    offset: number,
  ): Promise<{ plays: PlayFact[]; total: number }> {
    if (storeIds.length === 0) return { plays: [], total: 0 };
    const where = ['p.game_id = ?', 'p.store_id IN (?)'];
    const params: unknown[] = [gameId, storeIds];
    if (filter.won !== undefined) where.push(`w.id IS ${filter.won ? 'NOT ' : ''}NULL`);
    if (filter.prizeState !== undefined) {
      where.push('w.state = ?');
      params.push(filter.prizeState);
    }
    const from = `FROM game_play p LEFT JOIN game_win w ON w.play_id = p.id WHERE ${where.join(' AND ')}`;
    const [plays, [count]] = await Promise.all([
      this.uow.read<PlayFact>(
        `SELECT p.id, p.turn, p.owner_id AS ownerId, p.store_id AS storeId, p.started_at AS startedAt, p.state, p.score,
            p.landed, p.missed, w.prize, w.amount_fen AS amountFen, w.state AS prizeState
           ${from} ORDER BY p.id DESC LIMIT ${limit} OFFSET ${offset}`,
        params,
      ),
      this.uow.read<Numbers<'n'>>(`SELECT COUNT(*) AS n ${from}`, params),
    ]);
    return { plays, total: Number(count?.n ?? 0) };
  }

  /** Tries, those that are done, and how many people won. */
  async spread(gameId: string): Promise<{ plays: number; finished: number; winners: number }> {
    const [row] = await this.uow.read<Numbers<'plays' | 'finished' | 'winners'>>(
      `SELECT COUNT(*) AS plays, COALESCE(SUM(state = 'done'), 0) AS finished,
          (SELECT COUNT(DISTINCT owner_id) FROM game_win WHERE game_id = ?) AS winners
         FROM game_play WHERE game_id = ?`,
      [gameId, gameId],
    );
    return {
      plays: Number(row?.plays ?? 0),
      finished: Number(row?.finished ?? 0),
      winners: Number(row?.winners ?? 0),
    };
  }

  /** How often each segment was drawn, and where turns stopped. */
  async segments(gameId: string): Promise<{ drawn: number; landed: number; plays: number }[]> {
    const rows = await this.uow.read<Numbers<'drawn' | 'landed' | 'plays'>>(
      `SELECT drawn, landed, COUNT(*) AS plays FROM game_play WHERE game_id = ? AND drawn IS NOT NULL
        GROUP BY drawn, landed`,
      [gameId],
    );
    return rows.map(({ drawn, landed, plays }) => ({
      drawn: Number(drawn),
      landed: Number(landed),
      plays: Number(plays),
    }));
  }

  async scores(gameId: string): Promise<{ score: number; plays: number }[]> {
    const rows = await this.uow.read<Numbers<'score' | 'plays'>>(
      `SELECT score, COUNT(*) AS plays FROM game_play WHERE game_id = ? AND state = 'done'
        GROUP BY score ORDER BY score`,
      [gameId],
    );
    return rows.map(({ score, plays }) => ({ score: Number(score), plays: Number(plays) }));
  }

  /** By question of the plan: over, right, not answered in time. */
  async questions(gameId: string): Promise<Map<number, { asked: number; right: number; late: number }>> {
    const rows = await this.uow.read<Numbers<'question' | 'asked' | 'rights' | 'late'>>(
      `SELECT a.question, COUNT(*) AS asked, SUM(a.is_right) AS rights, SUM(a.choice IS NULL) AS late
         FROM game_answer a JOIN game_play p ON p.id = a.play_id WHERE p.game_id = ? GROUP BY a.question`,
      [gameId],
    );
    return new Map(
      rows.map(({ question, asked, rights, late }) => [
        Number(question),
        { asked: Number(asked), right: Number(rights), late: Number(late) },
      ]),
    );
  }

  /** Tries and wins by business date. */
  async byDay(gameId: string): Promise<{ on: string; plays: number; wins: number }[]> {
    const rows = await this.uow.read<{ on: string } & Numbers<'plays' | 'wins'>>(
      `SELECT DATE_FORMAT(DATE_ADD(p.started_at, INTERVAL 8 HOUR), '%Y-%m-%d') AS \`on\`, COUNT(*) AS plays,
          COUNT(w.id) AS wins
         FROM game_play p LEFT JOIN game_win w ON w.play_id = p.id WHERE p.game_id = ?
        GROUP BY \`on\` ORDER BY \`on\``,
      [gameId],
    );
    return rows.map(({ on, plays, wins }) => ({ on, plays: Number(plays), wins: Number(wins) }));
  }
}
