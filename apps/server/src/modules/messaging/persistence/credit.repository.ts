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

  /** Makes sure the row is there and locks it, so that two reports of one accept come one after the other. */
  async lockPair(tx: Tx, pair: CreditPair, now: number): Promise<void> {
    await tx.query(
      `INSERT INTO subscribe_credit (account_id, template_id, credits, updated_at) VALUES (?, ?, 0, ?)
       ON DUPLICATE KEY UPDATE updated_at = updated_at`,
      [pair.accountId, pair.templateId, toDate(now)],
    );
    await tx.query(
      'SELECT credits FROM subscribe_credit WHERE account_id = ? AND template_id = ? FOR UPDATE',
      [pair.accountId, pair.templateId],
    );
  }

  /** Adds to the credits of one pair; the row must exist. */
  async add(tx: Tx, pair: CreditPair, change: number, now: number): Promise<void> {
    await tx.query(
      'UPDATE subscribe_credit SET credits = credits + ?, updated_at = ? WHERE account_id = ? AND template_id = ?',
      [change, toDate(now), pair.accountId, pair.templateId],
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

  /** The oldest counted accept of one source within a time span that nothing has confirmed yet. */
  async unconfirmed(
    tx: Tx,
    pair: CreditPair,
    reason: 'accepted' | 'popup',
    from: number,
    to: number,
  ): Promise<string | null> {
    const rows: { id: string }[] = await tx.query(
      `SELECT l.id FROM subscribe_ledger l
        WHERE l.account_id = ? AND l.template_id = ? AND l.reason = ? AND l.\`change\` = 1 AND l.\`at\` BETWEEN ? AND ?
          AND NOT EXISTS (SELECT 1 FROM subscribe_ledger c WHERE c.dedupe_key = CONCAT('confirm:', l.id))
        ORDER BY l.id LIMIT 1`,
      [pair.accountId, pair.templateId, reason, toDate(from), toDate(to)],
    );
    return rows[0]?.id ?? null;
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
