import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newSecret } from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { SignUpEntity } from './activity.entity.js';
import {
  type NewSignUp,
  type SessionFigures,
  type SignUp,
  type SignUpChange,
  signUpRecord,
} from './sign-up.mapper.js';

const dateOf = (at: number | null) => (at === null ? null : toDate(at));

@Injectable()
export class SignUpRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<SignUp | null> {
    const entity = await this.uow.reader.findOneBy(SignUpEntity, { id });
    return entity ? signUpRecord(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<SignUp | null> {
    const entity = await tx.manager.findOne(SignUpEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? signUpRecord(entity) : null;
  }

  async lockOf(tx: Tx, sessionId: string, ownerId: string): Promise<SignUp | null> {
    const entity = await tx.manager.findOne(SignUpEntity, {
      where: { sessionId, ownerId },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? signUpRecord(entity) : null;
  }

  /** A person's sign-ups of some sessions. */
  async mineOf(ownerId: string, sessionIds: readonly string[]): Promise<Map<string, SignUp>> {
    if (sessionIds.length === 0) return new Map();
    const entities = await this.uow.reader
      .createQueryBuilder(SignUpEntity, 'u')
      .where('u.ownerId = :ownerId AND u.sessionId IN (:...sessionIds)', { ownerId, sessionIds })
      .getMany();
    return new Map(entities.map((entity) => [entity.sessionId, signUpRecord(entity)]));
  }

  /** A person's sign-ups, the latest first; those before the id `before` if it is given. */
  async ofOwner(ownerId: string, before: string | null, limit: number): Promise<SignUp[]> {
    const query = this.uow.reader
      .createQueryBuilder(SignUpEntity, 'u')
      .where('u.ownerId = :ownerId', { ownerId });
    if (before !== null) query.andWhere('u.id < :before', { before });
    return (await query.orderBy('u.id', 'DESC').take(limit).getMany()).map(signUpRecord);
  }

  /** All of a session in the order of the roster: going, kept seats, waiting, the others. */
  async ofSession(sessionId: string): Promise<SignUp[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(SignUpEntity, 'u')
      .where('u.sessionId = :sessionId', { sessionId })
      .orderBy("FIELD(u.state, 'going', 'offered', 'waiting', 'cancelled', 'ended')")
      .addOrderBy('u.waitsSince')
      .addOrderBy('u.signedUpAt')
      .addOrderBy('u.id')
      .getMany();
    return entities.map(signUpRecord);
  }

  /** A page of those who are to be told of a change, by id. */
  async toTell(sessionId: string, after: string, limit: number): Promise<SignUp[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(SignUpEntity, 'u')
      .where("u.sessionId = :sessionId AND u.id > :after AND u.state IN ('going', 'waiting', 'offered')", {
        sessionId,
        after,
      })
      .orderBy('u.id')
      .take(limit)
      .getMany();
    return entities.map(signUpRecord);
  }

  async lockByTokens(tx: Tx, tokens: readonly string[]): Promise<Map<string, SignUp>> {
    const entities = await tx.manager
      .createQueryBuilder(SignUpEntity, 'u')
      .setLock('pessimistic_write')
      .where('u.token IN (:...tokens)', { tokens })
      .orderBy('u.id')
      .getMany();
    return new Map(entities.map((entity) => [entity.token, signUpRecord(entity)]));
  }

  /**
   * Writes a new sign-up, or leaves the one that this person has for the session; its row is locked either way, at once and
   * for writing, so that ten taps queue instead of waiting for each other. Returns the id that a new one has.
   */
  async insert(tx: Tx, signUp: NewSignUp): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.query(
      `INSERT INTO sign_up (id, session_id, store_id, owner_id, state, guests, seats, answers, token, \`round\`,
         signed_up_at, waits_since, missed, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 0, ?, ?)
         ON DUPLICATE KEY UPDATE session_id = session_id`,
      [
        id,
        signUp.sessionId,
        signUp.storeId,
        signUp.ownerId,
        signUp.state,
        signUp.guests,
        signUp.guests + 1,
        JSON.stringify(signUp.answers),
        newSecret(),
        now,
        signUp.state === 'waiting' ? now : null,
        now,
        now,
      ],
    );
    return id;
  }

  /** Signs a person up again who had cancelled or waited in vain: a new round with a new door code. */
  async revive(tx: Tx, signUp: SignUp, again: NewSignUp): Promise<void> {
    const now = this.clock.date();
    await tx.manager.update(
      SignUpEntity,
      { id: signUp.id },
      {
        state: again.state,
        guests: again.guests,
        seats: again.guests + 1,
        answers: again.answers,
        token: newSecret(),
        round: signUp.round + 1,
        signedUpAt: now,
        waitsSince: again.state === 'waiting' ? now : null,
        offerUntil: null,
        missed: 0,
        updatedAt: now,
      },
    );
  }

  async update(tx: Tx, id: string, change: SignUpChange): Promise<void> {
    const { waitsSince, offerUntil, attendedAt, ...plain } = change;
    await tx.manager.update(
      SignUpEntity,
      { id },
      {
        ...plain,
        ...(waitsSince === undefined ? {} : { waitsSince: dateOf(waitsSince) }),
        ...(offerUntil === undefined ? {} : { offerUntil: dateOf(offerUntil) }),
        ...(attendedAt === undefined ? {} : { attendedAt: dateOf(attendedAt) }),
        updatedAt: this.clock.date(),
      },
    );
  }

  /** False if there is an answer already. */
  async answerSurvey(tx: Tx, id: string, stars: number, text: string): Promise<boolean> {
    const now = this.clock.date();
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      `UPDATE sign_up SET survey_stars = ?, survey_text = ?, survey_at = ?, updated_at = ?
        WHERE id = ? AND survey_stars IS NULL`,
      [stars, text, now, now, id],
    );
    return affectedRows === 1;
  }

  /** Sessions among these where somebody waits who fits into the seats that are left. */
  async queued(sessionIds: readonly string[]): Promise<Set<string>> {
    if (sessionIds.length === 0) return new Set();
    const rows = await this.uow.read<{ id: string }>(
      `SELECT s.id FROM activity_session s WHERE s.id IN (?) AND s.seats_left > 0 AND EXISTS
         (SELECT 1 FROM sign_up w WHERE w.session_id = s.id AND w.state = 'waiting' AND w.seats <= s.seats_left)`,
      [sessionIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Open sessions to come with seats left and somebody waiting who fits. */
  async sessionsToOffer(now: number, limit: number): Promise<string[]> {
    const rows = await this.uow.read<{ id: string }>(
      `SELECT s.id FROM activity_session s
        WHERE s.starts_at > ? AND s.state = 'open' AND s.seats_left > 0 AND EXISTS
          (SELECT 1 FROM sign_up w WHERE w.session_id = s.id AND w.state = 'waiting' AND w.seats <= s.seats_left)
        ORDER BY s.starts_at LIMIT ?`,
      [toDate(now), limit],
    );
    return rows.map(({ id }) => id);
  }

  /** The one who has waited longest and needs no more than `seats`; locked. */
  async lockNextWaiting(tx: Tx, sessionId: string, seats: number): Promise<SignUp | null> {
    const entity = await tx.manager
      .createQueryBuilder(SignUpEntity, 'u')
      .setLock('pessimistic_write')
      .where("u.sessionId = :sessionId AND u.state = 'waiting' AND u.seats <= :seats", { sessionId, seats })
      .orderBy('u.waitsSince')
      .addOrderBy('u.id')
      .take(1)
      .getOne();
    return entity ? signUpRecord(entity) : null;
  }

  /** Kept seats that have run out. */
  async expiredOffers(now: number, limit: number): Promise<string[]> {
    const rows = await this.uow.read<{ id: string }>(
      "SELECT id FROM sign_up WHERE state = 'offered' AND offer_until <= ? ORDER BY offer_until LIMIT ?",
      [toDate(now), limit],
    );
    return rows.map(({ id }) => id);
  }

  /** How many waited before each of these, by sign-up id. */
  async ahead(signUps: readonly SignUp[]): Promise<Map<string, number>> {
    const ids = signUps.filter(({ state }) => state === 'waiting').map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const rows = await this.uow.read<{ id: string; n: string }>(
      `SELECT u.id, COUNT(w.id) AS n FROM sign_up u
         LEFT JOIN sign_up w ON w.session_id = u.session_id AND w.state = 'waiting'
          AND (w.waits_since < u.waits_since OR (w.waits_since = u.waits_since AND w.id < u.id))
        WHERE u.id IN (?) GROUP BY u.id`,
      [ids],
    );
    return new Map(rows.map(({ id, n }) => [id, Number(n)]));
  }

  async figuresOf(sessionIds: readonly string[]): Promise<Map<string, SessionFigures>> {
    if (sessionIds.length === 0) return new Map();
    const rows = await this.uow.read<Record<keyof SessionFigures | 'id', string | null>>(
      `SELECT session_id AS id, SUM(state = 'going') AS going, SUM(IF(state = 'going', seats, 0)) AS people,
              SUM(attended_at IS NOT NULL) AS attended, SUM(state = 'waiting') AS waiting,
              SUM(state = 'offered') AS offered, AVG(survey_stars) AS stars, COUNT(survey_stars) AS surveys
         FROM sign_up WHERE session_id IN (?) GROUP BY session_id`,
      [sessionIds],
    );
    return new Map(
      rows.map((row) => [
        row.id ?? '',
        {
          going: Number(row.going),
          people: Number(row.people),
          attended: Number(row.attended),
          waiting: Number(row.waiting),
          offered: Number(row.offered),
          stars: row.stars === null ? null : Math.round(Number(row.stars) * 10) / 10,
          surveys: Number(row.surveys),
        },
      ]),
    );
  }
}
