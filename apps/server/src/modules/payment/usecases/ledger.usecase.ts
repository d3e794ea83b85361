import type { MoneyAccount, MoneyPosting } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { linesOf } from '../domain/postings.js';
import { MoneyRepository } from '../persistence/money.repository.js';

export interface MoneyAbout {
  readonly storeId: string;
  /** One word: `pay_order`, `campaign` … */
  readonly subjectType: string;
  readonly subjectId: string;
}

/** The append-only double-entry ledger: the only way to write into it. */
@Injectable()
export class Ledger {
  constructor(private readonly money: MoneyRepository) {}

  /**
   * Writes a posting once by its key (ASCII, at most 120 characters); false if it was there before.
   * Throws RangeError unless the amount is a positive whole number of fen.
   */
  post(tx: Tx, posting: MoneyPosting, key: string, about: MoneyAbout, amountFen: number): Promise<boolean> {
    const { storeId, subjectType, subjectId } = about;
    return this.money.insert(tx, {
      key,
      posting,
      storeId,
      subjectType,
      subjectId,
      lines: linesOf(posting, amountFen),
    });
  }

  /** Gives a campaign its budget; once by the key. */
  grant(tx: Tx, key: string, about: MoneyAbout, amountFen: number): Promise<boolean> {
    return this.post(tx, 'budget_granted', key, about, amountFen);
  }

  /** Takes back what a campaign has left when it is settled; once by the key. */
  withdraw(tx: Tx, key: string, about: MoneyAbout, amountFen: number): Promise<boolean> {
    return this.post(tx, 'budget_withdrawn', key, about, amountFen);
  }

  /** Sums by account of what is about one thing, for instance a campaign. Left of a budget: `budget` + `returned`. */
  balancesOf(subjectId: string): Promise<Map<MoneyAccount, number>> {
    return this.money.balances({ subjectId });
  }
}
