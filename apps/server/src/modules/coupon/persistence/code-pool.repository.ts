import type { CodeRowProblem, PoolCodeState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { fieldCipher } from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { CodeRow } from '../domain/code-rows.js';
import { CodeImportEntity, CodePoolEntity, PoolCodeEntity } from './code-pool.entity.js';
import { MOST_COUNTED } from './coupon-type.repository.js';

export type CodePool = Readonly<
  Omit<CodePoolEntity, 'createdAt' | 'updatedAt' | 'lowToldAt'> & { updatedAt: number }
>;
export type PoolPlan = Pick<CodePool, 'title' | 'issuer' | 'howTo' | 'alarmBelow'>;
export type CodeImport = Readonly<Omit<CodeImportEntity, 'at'> & { at: number }>;
/** `givenAt` is milliseconds; the code itself is decrypted only by `read`. */
export interface PoolCode {
  readonly id: string;
  readonly poolId: string;
  readonly state: PoolCodeState;
  readonly expiresOn: string;
  readonly ownerId: string | null;
  readonly givenAt: number | null;
  /** Code and secret in clear. */
  read(): [string, string | null];
}
export interface PoolFigures {
  total: number;
  free: number;
  given: number;
  void: number;
  expired: number;
  next: { on: string; codes: number } | null;
}

/** Stands for a code without an end, so that those that end come first in the index. */
export const NO_END = '9999-12-31';
const CHUNK = 1_000;

const poolRecord = ({ createdAt: _c, lowToldAt: _l, ...rest }: CodePoolEntity): CodePool => ({
  ...rest,
  active: Boolean(rest.active),
  updatedAt: rest.updatedAt.getTime(),
});
const codeRecord = (
  entity: Pick<PoolCodeEntity, 'id' | 'poolId' | 'state' | 'expiresOn' | 'ownerId' | 'givenAt' | 'cipher'>,
): PoolCode => ({
  id: entity.id,
  poolId: entity.poolId,
  state: entity.state,
  expiresOn: entity.expiresOn,
  ownerId: entity.ownerId,
  givenAt: entity.givenAt?.getTime() ?? null,
  read: () => JSON.parse(fieldCipher().decrypt(entity.cipher)) as [string, string | null],
});
const indexOf = (code: string) => fieldCipher().index('pool-code', code);

@Injectable()
export class CodePoolRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<CodePool | null> {
    const entity = await this.uow.reader.findOneBy(CodePoolEntity, { id });
    return entity ? poolRecord(entity) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, CodePool>> {
    if (ids.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(CodePoolEntity, { id: In([...new Set(ids)]) });
    return new Map(entities.map((entity) => [entity.id, poolRecord(entity)]));
  }

  async page(
    storeIds: readonly string[],
    page: number,
    pageSize: number,
  ): Promise<{ pools: CodePool[]; total: number }> {
    if (storeIds.length === 0) return { pools: [], total: 0 };
    const [entities, total] = await this.uow.reader.findAndCount(CodePoolEntity, {
      where: { storeId: In([...storeIds]) },
      order: { id: 'DESC' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    });
    return { pools: entities.map(poolRecord), total };
  }

  async insert(tx: Tx, storeId: string, plan: PoolPlan): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(CodePoolEntity, {
      id,
      storeId,
      ...plan,
      active: true,
      lowToldAt: null,
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }

  async update(tx: Tx, id: string, change: PoolPlan & { active: boolean }): Promise<void> {
    await tx.manager.update(CodePoolEntity, { id }, { ...change, updatedAt: this.clock.date() });
  }

  /** How many codes of each pool are what, on a business date. */
  async figuresOf(poolIds: readonly string[], today: string): Promise<Map<string, PoolFigures>> {
    const figures = new Map<string, PoolFigures>(
      poolIds.map((id) => [id, { total: 0, free: 0, given: 0, void: 0, expired: 0, next: null }]),
    );
    if (poolIds.length === 0) return figures;
    const rows = await this.uow.read<{ poolId: string; state: PoolCodeState; on: string; n: string }>(
      `SELECT pool_id AS poolId, state, DATE_FORMAT(expires_on, '%Y-%m-%d') AS \`on\`, COUNT(*) AS n
         FROM pool_code WHERE pool_id IN (?) GROUP BY pool_id, state, expires_on ORDER BY expires_on`,
      [poolIds],
    );
    for (const { poolId, state, on, n } of rows) {
      const figure = figures.get(poolId);
      if (!figure) continue;
      const codes = Number(n);
      figure.total += codes;
      if (state !== 'free') figure[state] += codes;
      else if (on < today) figure.expired += codes;
      else {
        figure.free += codes;
        if (on !== NO_END) figure.next ??= { on, codes };
      }
    }
    return figures;
  }

  /** Of these codes the ones that the pool has. */
  async known(poolId: string, codes: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (let start = 0; start < codes.length; start += CHUNK) {
      const byIndex = new Map(codes.slice(start, start + CHUNK).map((code) => [indexOf(code), code]));
      const rows = await this.uow.read<{ codeIndex: string }>(
        'SELECT code_index AS codeIndex FROM pool_code WHERE pool_id = ? AND code_index IN (?)',
        [poolId, [...byIndex.keys()]],
      );
      for (const { codeIndex } of rows) found.add(byIndex.get(codeIndex) ?? '');
    }
    return found;
  }

  /** Writes codes, leaving out those the pool has; returns how many were new. */
  async addCodes(tx: Tx, poolId: string, importId: string, rows: readonly CodeRow[]): Promise<number> {
    let added = 0;
    for (let start = 0; start < rows.length; start += CHUNK) {
      const values = rows
        .slice(start, start + CHUNK)
        .map(({ code, secret, expiresOn }) => [
          newId(this.clock),
          poolId,
          importId,
          indexOf(code),
          fieldCipher().encrypt(JSON.stringify([code, secret])),
          'free',
          expiresOn ?? NO_END,
        ]);
      const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
        'INSERT IGNORE INTO pool_code (id, pool_id, import_id, code_index, cipher, state, expires_on) VALUES ?',
        [values],
      );
      added += affectedRows;
    }
    return added;
  }

  async noteImport(
    tx: Tx,
    entry: Omit<CodeImport, 'at' | 'problems'> & {
      problems: {
        counts: [CodeRowProblem, number][];
        errors: { line: number; codeMasked: string; problem: CodeRowProblem }[];
      };
    },
  ): Promise<void> {
    await tx.manager.insert(CodeImportEntity, { ...entry, at: this.clock.date() });
  }

  /** The newest files of a pool. */
  async importsOf(poolId: string, limit: number): Promise<CodeImport[]> {
    const entities = await this.uow.reader.find(CodeImportEntity, {
      where: { poolId },
      order: { id: 'DESC' },
      take: limit,
    });
    return entities.map((entity) => ({ ...entity, dryRun: Boolean(entity.dryRun), at: entity.at.getTime() }));
  }

  async findCode(id: string): Promise<PoolCode | null> {
    const entity = await this.uow.reader.findOneBy(PoolCodeEntity, { id });
    return entity ? codeRecord(entity) : null;
  }

  async codesByKeys(tx: Tx, keys: readonly string[]): Promise<Map<string, string>> {
    if (keys.length === 0) return new Map();
    const rows = await tx.manager.query<{ id: string; dedupeKey: string }[]>(
      'SELECT id, dedupe_key AS dedupeKey FROM pool_code WHERE dedupe_key IN (?)',
      [keys],
    );
    return new Map(rows.map(({ id, dedupeKey }) => [dedupeKey, id]));
  }

  /** Free codes of a pool, those that end first, held to the end of the transaction; others' are passed over. */
  async lockFree(tx: Tx, poolId: string, today: string, count: number): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(
      `SELECT id FROM pool_code WHERE pool_id = ? AND state = 'free' AND expires_on >= ?
        ORDER BY expires_on, id LIMIT ${Math.trunc(count)} FOR UPDATE SKIP LOCKED`,
      [poolId, today],
    );
    return rows.map(({ id }) => id);
  }

  /** Gives one free code; false if somebody has it. */
  async give(tx: Tx, id: string, ownerId: string, dedupeKey: string): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      "UPDATE pool_code SET state = 'given', owner_id = ?, dedupe_key = ?, given_at = ? WHERE id = ? AND state = 'free'",
      [ownerId, dedupeKey, this.clock.date(), id],
    );
    return affectedRows === 1;
  }

  async void(tx: Tx, id: string): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      "UPDATE pool_code SET state = 'void' WHERE id = ? AND state = 'free'",
      [id],
    );
    return affectedRows === 1;
  }

  /** A page of the codes of a pool, those given last first. */
  async codesOf(
    poolId: string,
    state: PoolCodeState | undefined,
    page: { page: number; pageSize: number } = { page: 1, pageSize: MOST_COUNTED },
  ): Promise<{ codes: PoolCode[]; total: number }> {
    const [entities, total] = await this.uow.reader.findAndCount(PoolCodeEntity, {
      where: { poolId, ...(state === undefined ? {} : { state }) },
      order: { givenAt: 'DESC', id: 'ASC' },
      skip: (page.page - 1) * page.pageSize,
      take: page.pageSize,
    });
    return { codes: entities.map(codeRecord), total: Math.min(total, MOST_COUNTED) };
  }

  /** Codes of a person, the newest first; at most 200. */
  async codesOfOwner(ownerId: string): Promise<PoolCode[]> {
    const entities = await this.uow.reader.find(PoolCodeEntity, {
      where: { ownerId, state: 'given' },
      order: { givenAt: 'DESC', id: 'DESC' },
      take: 200,
    });
    return entities.map(codeRecord);
  }

  /** How many codes of a person are good on a business date. */
  async countOf(ownerId: string, today: string): Promise<number> {
    const [row] = await this.uow.read<{ n: string }>(
      "SELECT COUNT(*) AS n FROM pool_code WHERE owner_id = ? AND state = 'given' AND expires_on >= ?",
      [ownerId, today],
    );
    return Number(row?.n ?? 0);
  }

  /** Active pools with fewer free codes than their alarm whose store was not told yet. */
  async lowUntold(today: string): Promise<{ id: string; storeId: string; title: string; free: number }[]> {
    const rows = await this.uow.read<{ id: string; storeId: string; title: string; free: string }>(
      `SELECT p.id, p.store_id AS storeId, p.title, COUNT(c.id) AS free FROM code_pool p
         LEFT JOIN pool_code c ON c.pool_id = p.id AND c.state = 'free' AND c.expires_on >= ?
        WHERE p.active = 1 AND p.low_told_at IS NULL AND p.alarm_below > 0
        GROUP BY p.id, p.store_id, p.title, p.alarm_below HAVING COUNT(c.id) < p.alarm_below
        ORDER BY p.id LIMIT 50`,
      [today],
    );
    return rows.map((row) => ({ ...row, free: Number(row.free) }));
  }

  /** Notes that a store was told; null clears it after the pool was filled up. False if it was noted before. */
  async noteLow(tx: Tx, id: string, at: number | null): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      `UPDATE code_pool SET low_told_at = ? WHERE id = ? AND low_told_at IS ${at === null ? 'NOT ' : ''}NULL`,
      [at === null ? null : toDate(at), id],
    );
    return affectedRows === 1;
  }
}
