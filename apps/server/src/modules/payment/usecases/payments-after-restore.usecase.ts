import { Injectable } from '@nestjs/common';
import { type AfterRestore, AfterRestores, type RestoredGap } from '../../../platform/backup/index.js';
import { toDate } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';

/**
 * Money that may have moved before a restore: every open payout and refund counts as told, so that WeChat Pay is asked
 * about its number before it is told again; open orders are asked about at once.
 */
@Injectable()
export class PaymentsAfterRestore implements AfterRestore {
  readonly name = 'payments';

  constructor(restores: AfterRestores) {
    restores.add(this);
  }

  async settle(tx: Tx, { restoredAt }: RestoredGap): Promise<Record<string, number>> {
    const now = toDate(restoredAt);
    const ask = async (sql: string) =>
      ((await tx.manager.query(sql, [now])) as { affectedRows: number }).affectedRows;
    const payouts = await ask(
      `UPDATE payout SET tries = GREATEST(tries, 1), next_at = ?
        WHERE state IN ('planned', 'sending', 'waiting', 'confirm', 'transferring', 'cancelling')`,
    );
    // Held ones wait for the owner, but may have been let go before.
    await tx.manager.query("UPDATE payout SET tries = GREATEST(tries, 1) WHERE state = 'held'");
    const refunds = await ask(
      `UPDATE pay_refund SET tries = GREATEST(tries, 1), next_at = ? WHERE next_at IS NOT NULL AND done_at IS NULL`,
    );
    const orders = await ask(
      'UPDATE pay_order SET next_at = ? WHERE next_at IS NOT NULL AND paid_at IS NULL AND closed_at IS NULL',
    );
    return { payoutsAsked: payouts, refundsAsked: refunds, ordersAsked: orders };
  }
}
