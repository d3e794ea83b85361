import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';

export interface CreditPair {
  accountId: string;
  templateId: string;
}
export interface LedgerEntry extends CreditPair {
  dedupeKey: string;
  change: number;
  reason: 'accepted' | 'popup' | 'confirmed' | 'sent' | 'refund' | 'refused';
  at: number;
}

export const pairKey = ({ accountId, templateId }: CreditPair) => `${accountId} ${templateId}`;

/** Subscribe credits: one row per account and template, and the ledger whose sum it is. */
@Injectable()
export class CreditRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Credits by `pairKey`; pairs without a row are left out. */
  async of(accountIds: readonly string[]): Promise<Map<string, number>> {
    if (accountIds.length === 0) return new Map();
    const rows: { account_id: string; template_id: string; credits: number }[] = await this.uow.reader.query(
      'SELECT account_id, template_id, credits FROM subscribe_credit WHERE account_id IN (?)',
      [accountIds],
    );
    return toMap(rows);
  }

  /** The same, holding the rows until the transaction ends. */
  async lock(tx: Tx, accountIds: readonly string[]): Promise<Map<string, number>> {
    if (accountIds.length === 0) return new Map();
    return toMap(
      await tx.query(
        `SELECT account_id, template_id, credits FROM subscribe_credit WHERE account_id IN (?)
          ORDER BY account_id, template_id FOR UPDATE`,
        [[...new Set(accountIds)].sort()],
      ),
    );
  }

  /**
   * Makes sure the rows of these templates are there and locks them, so that two reports of one accept come one after the
   * other: a row that is there already is locked as if it were changed.
   */
  async lockPairs(tx: Tx, accountId: string, templateIds: readonly string[], now: number): Promise<void> {
    await tx.query(
      `INSERT INTO subscribe_credit (account_id, template_id, credits, updated_at) VALUES ?
       ON DUPLICATE KEY UPDATE updated_at = subscribe_credit.updated_at`,
      // In one order for all, so that nobody holds what another waits for.
      [[...templateIds].sort().map((templateId) => [accountId, templateId, 0, toDate(now)])],
    );
  }

  /** Adds to the credits of one pair; the row must exist. */
  add(tx: Tx, { accountId, templateId }: CreditPair, change: number, now: number): Promise<void> {
    return this.addAll(tx, accountId, [templateId], change, now);
  }

  /** Adds to the credits of each of these templates; the rows must exist. */
  async addAll(
    tx: Tx,
    accountId: string,
    templateIds: readonly string[],
    change: number,
    now: number,
  ): Promise<void> {
    if (templateIds.length === 0) return;
    await tx.query(
      'UPDATE subscribe_credit SET credits = credits + ?, updated_at = ? WHERE account_id = ? AND template_id IN (?)',
      [change, toDate(now), accountId, templateIds],
    );
  }

  /** Takes one credit of each pair, which must be distinct, locked, and have one. */
  async spend(tx: Tx, pairs: readonly CreditPair[], now: number): Promise<void> {
    const byTemplate = new Map<string, string[]>();
    for (const { accountId, templateId } of pairs) {
      const accountIds = byTemplate.get(templateId);
      if (accountIds) accountIds.push(accountId);
      else byTemplate.set(templateId, [accountId]);
    }
    for (const [templateId, accountIds] of byTemplate) {
      await tx.query(
        `UPDATE subscribe_credit SET credits = credits - 1, updated_at = ?
          WHERE template_id = ? AND account_id IN (?) AND credits >= 1`,
        [toDate(now), templateId, accountIds],
      );
    }
  }

  /** Sets the credits to nothing. Returns how many there were. */
  async zero(tx: Tx, pair: CreditPair, now: number): Promise<number> {
    const rows: { credits: number }[] = await tx.query(
      'SELECT credits FROM subscribe_credit WHERE account_id = ? AND template_id = ? FOR UPDATE',
      [pair.accountId, pair.templateId],
    );
    const credits = rows[0]?.credits ?? 0;
    if (credits > 0) await this.add(tx, pair, -credits, now);
    return credits;
  }

  /** Writes ledger rows; those whose key is there already are left out. Returns how many were written. */
  async write(tx: Tx, entries: readonly LedgerEntry[]): Promise<number> {
    if (entries.length === 0) return 0;
    const result: { affectedRows: number } = await tx.query(
      'INSERT IGNORE INTO subscribe_ledger (dedupe_key, account_id, template_id, `change`, reason, `at`) VALUES ?',
      [
        entries.map((entry) => [
          entry.dedupeKey,
          entry.accountId,
          entry.templateId,
          entry.change,
          entry.reason,
          toDate(entry.at),
        ]),
      ],
    );
    return result.affectedRows;
  }

  /** By template: the oldest counted accept of one source within a time span that nothing has confirmed yet. */
  async unconfirmed(
    tx: Tx,
    accountId: string,
    templateIds: readonly string[],
    { reason, from, to }: { reason: 'accepted' | 'popup'; from: number; to: number },
  ): Promise<Map<string, string>> {
    const rows: { templateId: string; id: string }[] = await tx.query(
      `SELECT l.template_id AS templateId, MIN(l.id) AS id FROM subscribe_ledger l
        WHERE l.account_id = ? AND l.template_id IN (?) AND l.reason = ? AND l.\`change\` = 1 AND l.\`at\` BETWEEN ? AND ?
          AND NOT EXISTS (SELECT 1 FROM subscribe_ledger c WHERE c.dedupe_key = CONCAT('confirm:', l.id))
        GROUP BY l.template_id`,
      [accountId, templateIds, reason, toDate(from), toDate(to)],
    );
    return new Map(rows.map(({ templateId, id }) => [templateId, id]));
  }

  /** Those of some keys that are in the ledger. */
  async written(tx: Tx, dedupeKeys: readonly string[]): Promise<Set<string>> {
    const rows: { dedupe_key: string }[] = await tx.query(
      'SELECT dedupe_key FROM subscribe_ledger WHERE dedupe_key IN (?)',
      [dedupeKeys],
    );
    return new Set(rows.map((row) => row.dedupe_key));
  }
}

function toMap(rows: { account_id: string; template_id: string; credits: number }[]): Map<string, number> {
  return new Map(
    rows.map((row) => [
      pairKey({ accountId: row.account_id, templateId: row.template_id }),
      Number(row.credits),
    ]),
  );
}
