import type { GameState, MissReason, PlayState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';

/** A try; instants are milliseconds. */
export interface Play {
  readonly id: string;
  readonly gameId: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly vehicleId: string | null;
  readonly phoneIndex: string | null;
  readonly turn: number;
  readonly state: PlayState;
  readonly startedAt: number;
  readonly overAt: number;
  readonly asked: number;
  readonly askedAt: number | null;
  readonly score: number;
  readonly rightAnswers: number;
  readonly roll: number | null;
  readonly drawn: number | null;
  readonly landed: number | null;
  readonly missed: MissReason | null;
}
export type NewPlay = Omit<Play, 'id' | 'asked' | 'askedAt' | 'score' | 'rightAnswers' | 'missed'>;

/** A question of a try that is over; places are those of the plan. */
export interface AnswerRow {
  readonly number: number;
  readonly question: number;
  readonly choice: number | null;
  readonly right: boolean;
}

/** Turns of a wheel that a person has had. */
interface Turns {
  readonly today: number;
  readonly all: number;
}

type Row = Omit<Play, 'startedAt' | 'overAt' | 'askedAt'> & {
  startedAt: Date;
  overAt: Date;
  askedAt: Date | null;
};

const PLAYS = `SELECT id, game_id AS gameId, store_id AS storeId, owner_id AS ownerId, vehicle_id AS vehicleId,
  phone_index AS phoneIndex, turn, state, started_at AS startedAt, over_at AS overAt, asked, asked_at AS askedAt, score,
  right_answers AS rightAnswers, roll, drawn, landed, missed FROM game_play`;

interface Affected {
  affectedRows: number;
}

/** Tries, the answers of a quiz, and the turns that a person has had at a wheel. */
@Injectable()
export class PlayRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** State of a game, held for sharing: a stop comes wholly before or wholly after the try. */
  async stateOf(tx: Tx, gameId: string): Promise<GameState | null> {
    const [row] = await tx.manager.query<{ state: GameState }[]>(
      'SELECT state FROM game WHERE id = ? LOCK IN SHARE MODE',
      [gameId],
    );
    return row?.state ?? null;
  }

  /**
   * Takes one of a person's turns: how many they have had with it, today and in all (its number), or null if they have
   * none left (today). `today` is a business date.
   */
  async takeTurn(
    tx: Tx,
    { gameId, ownerId, today }: { gameId: string; ownerId: string; today: string },
    { triesPerDay, triesInAll }: { triesPerDay: number; triesInAll: number | null },
  ): Promise<Turns | null> {
    await tx.manager.query(
      'INSERT IGNORE INTO game_player (game_id, owner_id, played_on, day_turns, turns) VALUES (?, ?, ?, 0, 0)',
      [gameId, ownerId, today],
    );
    const { affectedRows } = await tx.manager.query<Affected>(
      `UPDATE game_player
          SET day_turns = CASE WHEN played_on = ? THEN day_turns + 1 ELSE 1 END, turns = turns + 1, played_on = ?
        WHERE game_id = ? AND owner_id = ? AND (played_on <> ? OR day_turns < ?) AND turns < ?`,
      [today, today, gameId, ownerId, today, triesPerDay, triesInAll ?? 65_535],
    );
    if (affectedRows !== 1) return null;
    const [row] = await tx.manager.query<Turns[]>(
      'SELECT day_turns AS today, turns AS `all` FROM game_player WHERE game_id = ? AND owner_id = ?',
      [gameId, ownerId],
    );
    return row ?? null;
  }

  /** Turns that a person has had, by game: on this business date, and in all. */
  async turnsOf(ownerId: string, gameIds: readonly string[], today: string): Promise<Map<string, Turns>> {
    if (gameIds.length === 0) return new Map();
    const rows = await this.uow.read<{ gameId: string; today: string; all: number }>(
      `SELECT game_id AS gameId, CASE WHEN played_on = ? THEN day_turns ELSE 0 END AS today, turns AS \`all\`
         FROM game_player WHERE owner_id = ? AND game_id IN (?)`,
      [today, ownerId, gameIds],
    );
    return new Map(rows.map((row) => [row.gameId, { today: Number(row.today), all: row.all }]));
  }

  /** Writes a try; ER_DUP_ENTRY (`uq_game_play_turn`) if the person has it already. */
  async insert(tx: Tx, play: NewPlay): Promise<Play> {
    const id = newId(this.clock);
    const { gameId, storeId, ownerId, vehicleId, phoneIndex, turn, state, roll, drawn, landed } = play;
    const times = [toDate(play.startedAt), toDate(play.overAt)];
    await tx.manager.query(
      `INSERT INTO game_play (id, game_id, store_id, owner_id, vehicle_id, phone_index, turn, state, roll, drawn, landed,
          started_at, over_at, asked, score, right_answers) VALUES (?)`,
      [
        [
          ...[id, gameId, storeId, ownerId, vehicleId, phoneIndex, turn, state, roll, drawn, landed],
          ...times,
          ...[0, 0, 0],
        ],
      ],
    );
    return { ...play, id, asked: 0, askedAt: null, score: 0, rightAnswers: 0, missed: null };
  }

  /** The quiz of a person, held; null if they have not begun. */
  async lockQuiz(tx: Tx, gameId: string, ownerId: string): Promise<Play | null> {
    const rows = await tx.manager.query<Row[]>(
      `${PLAYS} WHERE game_id = ? AND owner_id = ? AND turn = 1 FOR UPDATE`,
      [gameId, ownerId],
    );
    return rows[0] ? playOf(rows[0]) : null;
  }

  /** What a step of a quiz changes. */
  async save(tx: Tx, { id, state, asked, askedAt, score, rightAnswers }: Play): Promise<void> {
    await tx.manager.query(
      'UPDATE game_play SET state = ?, asked = ?, asked_at = ?, score = ?, right_answers = ? WHERE id = ?',
      [state, asked, askedAt === null ? null : toDate(askedAt), score, rightAnswers, id],
    );
  }

  /** Notes where a turn stopped, and why what was drawn or reached is not given. */
  async missed(tx: Tx, id: string, missed: MissReason, landed: number | null): Promise<void> {
    await tx.manager.query('UPDATE game_play SET missed = ?, landed = ? WHERE id = ?', [missed, landed, id]);
  }

  async ofOwner(gameId: string, ownerId: string, limit: number): Promise<Play[]> {
    return this.find(`game_id = ? AND owner_id = ? ORDER BY id DESC LIMIT ${limit}`, [gameId, ownerId]);
  }

  /** Games among these whose quiz a person has ended. */
  async quizzesEnded(ownerId: string, gameIds: readonly string[]): Promise<Set<string>> {
    if (gameIds.length === 0) return new Set();
    const plays = await this.find("owner_id = ? AND game_id IN (?) AND turn = 1 AND state = 'done'", [
      ownerId,
      gameIds,
    ]);
    return new Set(plays.map(({ gameId }) => gameId));
  }

  /** A person's tries, the newest first, before the id `before`. */
  listOfOwner(ownerId: string, before: string | undefined, limit: number): Promise<Play[]> {
    return this.find(
      `owner_id = ?${before === undefined ? '' : ' AND id < ?'} ORDER BY id DESC LIMIT ${limit}`,
      before === undefined ? [ownerId] : [ownerId, before],
    );
  }

  /** Quizzes whose time is over though nobody ended them. */
  overdue(now: number, limit: number): Promise<Play[]> {
    return this.find(`state = 'playing' AND over_at < ? ORDER BY over_at LIMIT ${limit}`, [toDate(now)]);
  }

  /** Whether somebody is still in the middle of a game. */
  async hasPlaying(gameId: string): Promise<boolean> {
    return (await this.find("game_id = ? AND state = 'playing' LIMIT 1", [gameId])).length > 0;
  }

  /** Ends everything that is under way in a game that was stopped, without a prize. */
  async endAll(tx: Tx, gameId: string): Promise<void> {
    await tx.manager.query(
      "UPDATE game_play SET state = 'done', asked_at = NULL WHERE game_id = ? AND state = 'playing'",
      [gameId],
    );
  }

  /** Writes a question that is over; the first answer counts. False if there was one. */
  async writeAnswer(tx: Tx, playId: string, answer: AnswerRow): Promise<boolean> {
    const { number, question, choice, right } = answer;
    const { affectedRows } = await tx.manager.query<Affected>(
      `INSERT IGNORE INTO game_answer (play_id, number, question, choice, is_right, answered_at)
        VALUES (?, ?, ?, ?, ?, ?)`,
      [playId, number, question, choice, right, this.clock.date()],
    );
    return affectedRows === 1;
  }

  async answerOf(tx: Tx, playId: string, number: number): Promise<AnswerRow | null> {
    const [row] = await tx.manager.query<(Omit<AnswerRow, 'right'> & { isRight: number })[]>(
      `SELECT number, question, choice, is_right AS isRight FROM game_answer WHERE play_id = ? AND number = ?`,
      [playId, number],
    );
    if (!row) return null;
    const { isRight, ...answer } = row;
    return { ...answer, right: Number(isRight) === 1 };
  }

  private async find(condition: string, params: unknown[]): Promise<Play[]> {
    return (await this.uow.read<Row>(`${PLAYS} WHERE ${condition}`, params)).map(playOf);
  }
}

function playOf(row: Row): Play {
  return {
    ...row,
    startedAt: row.startedAt.getTime(),
    overAt: row.overAt.getTime(),
    askedAt: row.askedAt?.getTime() ?? null,
  };
}
