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
