import type { MoneyAccount, MoneyPosting } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import {
  isDuplicate,
  newId,
  type PlainRecord,
  plainRecord,
  storePage,
  type Tx,
  UnitOfWork,
} from '../../../platform/database/index.js';
import type { PostingLine } from '../domain/postings.js';
import { MoneyEntryEntity } from './money.entity.js';

export type MoneyEntry = PlainRecord<MoneyEntryEntity>;

export interface Posting {
  readonly key: string;
  readonly posting: MoneyPosting;
  readonly storeId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly lines: readonly PostingLine[];
}

export interface LedgerLine {
  readonly postingKey: string;
  readonly posting: MoneyPosting;
  readonly account: MoneyAccount;
  readonly amountFen: number;
  readonly storeId: string;
  /** Milliseconds. */
  readonly at: number;
  readonly payoutKey: string | null;
}

export interface EntryFilter {
  readonly storeIds: readonly string[];
  readonly account?: MoneyAccount | undefined;
  readonly subjectId?: string | undefined;
  /** Milliseconds; `to` is not included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The ledger's table. It has no way to change or delete a row. */
@Injectable()
export class MoneyRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Writes all sides of a posting by one statement; false if it was written before (in this or another process). */
  async insert(tx: Tx, posting: Posting): Promise<boolean> {
    const now = this.clock.date();
    try {
      await tx.manager.query(
        `INSERT INTO money_entry (id, posting_key, account, posting, store_id, subject_type, subject_id, amount_fen, \`at\`)
         VALUES ?`,
        [
          posting.lines.map(({ account, amountFen }) => [
            newId(this.clock),
            posting.key,
            account,
            posting.posting,
            posting.storeId,
            posting.subjectType,
            posting.subjectId,
            amountFen,
            now,
          ]),
        ],
      );
      return true;
    } catch (error) {
      if (isDuplicate(error, 'uq_money_entry_posting')) return false;
      throw error;
    }
  }

  async page(
    filter: EntryFilter,
    page: number,
    pageSize: number,
  ): Promise<{ entries: MoneyEntry[]; total: number }> {
    const { rows: entries, total } = await storePage(
      this.uow.reader,
      MoneyEntryEntity,
      {
        storeIds: filter.storeIds,
        equal: { account: filter.account, subjectId: filter.subjectId },
        narrow: (query) => {
          if (filter.from !== undefined) query.andWhere('thing.at >= :from', { from: toDate(filter.from) });
          if (filter.to !== undefined) query.andWhere('thing.at < :to', { to: toDate(filter.to) });
        },
      },
      { page, pageSize },
    );
    return { entries, total };
  }

  /**
   * The ledger as a file has it, the oldest first, at most `most` rows. One statement, so that no posting is there by half;
   * `payoutKey` is the key of the payout that a posting is about.
   */
  async oldestFirst(filter: EntryFilter, most: number): Promise<LedgerLine[]> {
    if (filter.storeIds.length === 0) return [];
    const conditions: [string, unknown][] = [
      ['e.store_id IN (?)', filter.storeIds],
      ['e.account = ?', filter.account],
      ['e.subject_id = ?', filter.subjectId],
      ['e.at >= ?', filter.from === undefined ? undefined : toDate(filter.from)],
      ['e.at < ?', filter.to === undefined ? undefined : toDate(filter.to)],
    ];
    const asked = conditions.filter(([, value]) => value !== undefined);
    const rows = await this.uow.read<Omit<LedgerLine, 'at'> & { at: Date }>(
      `SELECT e.posting_key AS postingKey, e.posting, e.account, e.amount_fen AS amountFen, e.store_id AS storeId,
              e.at, p.dedupe_key AS payoutKey
       FROM money_entry e
       LEFT JOIN payout p ON e.posting_key LIKE 'payout:%' AND p.id = SUBSTRING(e.posting_key, 8, 26)
       WHERE ${asked.map(([sql]) => sql).join(' AND ')} ORDER BY e.id LIMIT ?`,
      [...asked.map(([, value]) => value), most],
    );
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }

  /** All entries about one thing, the oldest first. */
  async ofSubject(subjectId: string): Promise<MoneyEntry[]> {
    const entities = await this.uow.reader.find(MoneyEntryEntity, {
      where: { subjectId },
      order: { id: 'ASC' },
    });
    return entities.map(plainRecord);
  }

  /** Entries of one thing by the beginning of their keys, the oldest first. */
  async ofKeys(prefix: string): Promise<MoneyEntry[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(MoneyEntryEntity, 'e')
      .where('e.postingKey >= :prefix AND e.postingKey < :end', { prefix, end: `${prefix}~` })
      .orderBy('e.id')
      .getMany();
    return entities.map(plainRecord);
  }

  /** Sum of each account over stores, or over what is about one thing; all in one statement, so they fit together. */
  async balances(
    where: { storeIds: readonly string[] } | { subjectId: string },
  ): Promise<Map<MoneyAccount, number>> {
    const [column, value] =
      'subjectId' in where ? ['subject_id', [where.subjectId]] : ['store_id', where.storeIds];
    if (value.length === 0) return new Map();
    const rows = await this.uow.read<{ account: MoneyAccount; fen: string }>(
      `SELECT account, SUM(amount_fen) AS fen FROM money_entry WHERE ${column} IN (?) GROUP BY account`,
      [value],
    );
    return new Map(rows.map(({ account, fen }) => [account, Number(fen)]));
  }
}
