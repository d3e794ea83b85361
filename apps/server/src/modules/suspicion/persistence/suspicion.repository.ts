import type { SuspectKind, SuspectMark, SuspectState } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { LOOKBACK_DAYS, type Reason } from '../domain/suspicion-rules.js';
import { SuspicionEntity } from './suspicion.entity.js';

/** Instants are milliseconds. */
export type Suspicion = Readonly<
  Omit<SuspicionEntity, 'heldAt' | 'decidedAt'> & { heldAt: number; decidedAt: number | null }
>;
export interface NewSuspicion {
  readonly kind: SuspectKind;
  readonly subjectId: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly title: string;
  readonly rewardText: string;
  readonly reasons: Reason[];
  readonly heldBy: string | null;
}
export interface Mark {
  readonly ownerId: string;
  readonly mark: SuspectMark;
  readonly value: string;
}
export interface Neighbour {
  readonly subjectId: string;
  readonly kind: SuspectKind;
  readonly ownerId: string;
  readonly marks: SuspectMark[];
  readonly at: number;
}

const recordOf = (entity: SuspicionEntity): Suspicion => ({
  ...entity,
  heldAt: entity.heldAt.getTime(),
  decidedAt: entity.decidedAt?.getTime() ?? null,
});
const short = (text: string) => [...text].slice(0, 60).join('');

@Injectable()
export class SuspicionRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Suspicion | null> {
    const entity = await this.uow.reader.findOneBy(SuspicionEntity, { id });
    return entity ? recordOf(entity) : null;
  }

  async stateOf(kind: SuspectKind, subjectId: string): Promise<SuspectState | null> {
    const rows = await this.uow.read<{ state: SuspectState }>(
      'SELECT state FROM suspicion WHERE kind = ? AND subject_id = ?',
      [kind, subjectId],
    );
    return rows[0]?.state ?? null;
  }

  /** The row of a subject that has one. */
  async idOf(tx: Tx, kind: SuspectKind, subjectId: string): Promise<string> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      'SELECT id FROM suspicion WHERE kind = ? AND subject_id = ?',
      [kind, subjectId],
    );
    return row?.id ?? '';
  }

  /** Among some subjects of a kind, those that have a row, with its state. */
  async statesOf(kind: SuspectKind, subjectIds: readonly string[]): Promise<Map<string, SuspectState>> {
    if (subjectIds.length === 0) return new Map();
    const rows = await this.uow.read<{ subjectId: string; state: SuspectState }>(
      'SELECT subject_id AS subjectId, state FROM suspicion WHERE kind = ? AND subject_id IN (?)',
      [kind, subjectIds],
    );
    return new Map(rows.map(({ subjectId, state }) => [subjectId, state]));
  }

  /** The words by which staff hold everything of one of these people; null if nobody is held. */
  async staffWords(ownerIds: readonly string[]): Promise<string | null> {
    const rows = await this.uow.read<{ note: string | null }>(
      `SELECT note FROM suspicion WHERE kind = 'owner' AND subject_id IN (?) AND state <> 'released' LIMIT 1`,
      [ownerIds],
    );
    return rows[0] ? (rows[0].note ?? '') : null;
  }

  /** Writes a row; the id, or null if the subject has one. */
  async insert(tx: Tx, row: NewSuspicion): Promise<string | null> {
    const id = newId(this.clock);
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      `INSERT IGNORE INTO suspicion (id, kind, subject_id, store_id, owner_id, title, reward_text, reasons, state,
         held_at, held_by, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'held', ?, ?, ?)`,
      [
        id,
        row.kind,
        row.subjectId,
        row.storeId,
        row.ownerId,
        short(row.title),
        short(row.rewardText),
        JSON.stringify(row.reasons),
        this.clock.date(),
        row.heldBy,
        row.kind === 'owner' ? (row.reasons[0]?.text ?? '') : null,
      ],
    );
    return affectedRows === 1 ? id : null;
  }

  /** A person about whom staff had decided is held again; false if they are held. */
  async holdAgain(tx: Tx, ownerId: string, storeId: string, by: string, reason: Reason): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      `UPDATE suspicion SET state = 'held', store_id = ?, reasons = ?, held_at = ?, held_by = ?, decided_by = NULL,
         decided_at = NULL, note = ? WHERE kind = 'owner' AND subject_id = ? AND state <> 'held'`,
      [storeId, JSON.stringify([reason]), this.clock.date(), by, reason.text, ownerId],
    );
    return affectedRows === 1;
  }

  /** One person decides; false if somebody else was first. */
  async decide(
    tx: Tx,
    id: string,
    state: Exclude<SuspectState, 'held'>,
    by: string,
    note: string,
  ): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      `UPDATE suspicion SET state = ?, decided_by = ?, decided_at = ?, note = ? WHERE id = ? AND state = 'held'`,
      [state, by, this.clock.date(), note, id],
    );
    return affectedRows === 1;
  }

  async list(
    filter: {
      storeIds: readonly string[];
      state?: SuspectState | undefined;
      kind?: SuspectKind | undefined;
      /** One of these people; undefined: anybody. */
      people?: readonly string[] | undefined;
    },
    page: number,
    pageSize: number,
  ): Promise<{ rows: Suspicion[]; total: number; held: number }> {
    const { storeIds, kind, people } = filter;
    if (storeIds.length === 0 || people?.length === 0) return { rows: [], total: 0, held: 0 };
    const inStores = {
      storeId: In([...storeIds]),
      ...(kind ? { kind } : {}),
      ...(people ? { ownerId: In([...people]) } : {}),
    };
    const where = { ...inStores, ...(filter.state ? { state: filter.state } : {}) };
    const [[entities, total], held] = await Promise.all([
      this.uow.reader.findAndCount(SuspicionEntity, {
        where,
        order: { state: 'ASC', id: 'DESC' },
        skip: (page - 1) * pageSize,
        take: pageSize,
      }),
      this.uow.reader.countBy(SuspicionEntity, { ...inStores, state: 'held' }),
    ]);
    return { rows: entities.map(recordOf), total, held };
  }

  /** Whether a reward was looked at before. */
  async isTraced(tx: Tx, subjectId: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM reward_trace WHERE subject_id = ? LIMIT 1',
      [subjectId],
    );
    return rows.length > 0;
  }

  async trace(tx: Tx, kind: SuspectKind, subjectId: string, marks: readonly Mark[]): Promise<void> {
    if (marks.length === 0) return;
    await tx.manager.query(
      'INSERT IGNORE INTO reward_trace (subject_id, owner_id, mark, value, kind, `at`) VALUES ?',
      [marks.map(({ ownerId, mark, value }) => [subjectId, ownerId, mark, value, kind, this.clock.date()])],
    );
  }

  /**
   * Rewards of the look-back with one of these marks, other than this one. Waits for rewards that are being looked at in
   * other transactions: of two at once the second sees the first.
   */
  async sharing(
    tx: Tx,
    subjectId: string,
    marks: readonly Mark[],
  ): Promise<(Mark & { subjectId: string })[]> {
    if (marks.length === 0) return [];
    const since = toDate(this.clock.now() - LOOKBACK_DAYS * DAY_MS);
    return tx.manager.query(
      `SELECT subject_id AS subjectId, owner_id AS ownerId, mark, value FROM reward_trace
        WHERE value IN (?) AND \`at\` >= ? AND subject_id <> ? LIMIT 1000 LOCK IN SHARE MODE`,
      [[...new Set(marks.map(({ value }) => value))], since, subjectId],
    );
  }

  /** Rewards of other people that share a mark with this one, the latest first. */
  async neighboursOf(subjectId: string, limit: number): Promise<Neighbour[]> {
    const rows = await this.uow.read<Omit<Neighbour, 'marks' | 'at'> & { marks: string; at: Date }>(
      `SELECT o.subject_id AS subjectId, o.kind, o.owner_id AS ownerId, GROUP_CONCAT(DISTINCT o.mark) AS marks,
              MAX(o.\`at\`) AS \`at\`
         FROM reward_trace t JOIN reward_trace o ON o.value = t.value AND o.mark = t.mark AND o.owner_id <> t.owner_id
        WHERE t.subject_id = ? AND o.subject_id <> ?
        GROUP BY o.subject_id, o.kind, o.owner_id ORDER BY \`at\` DESC LIMIT ${limit}`,
      [subjectId, subjectId],
    );
    return rows.map((row) => ({
      ...row,
      marks: row.marks.split(',') as SuspectMark[],
      at: row.at.getTime(),
    }));
  }
}
