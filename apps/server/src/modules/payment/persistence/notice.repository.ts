import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';

/** Notices that were let through. A nonce older than a day needs no memory: its signature is stale long before. */
@Injectable()
export class NoticeRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** False if this nonce was used before: somebody plays a recorded notice. */
  async insert(
    tx: Tx,
    notice: { merchantId: string; nonce: string; noticeId: string; kind: string },
  ): Promise<boolean> {
    try {
      await tx.manager.query(
        'INSERT INTO pay_notice (merchant_id, nonce, notice_id, kind, received_at) VALUES (?, ?, ?, ?, ?)',
        [notice.merchantId, notice.nonce, notice.noticeId, notice.kind, this.clock.date()],
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async tidy(now: number): Promise<void> {
    await this.uow.run((tx) =>
      tx.manager.query('DELETE FROM pay_notice WHERE received_at < ? LIMIT 1000', [toDate(now - DAY_MS)]),
    );
  }
}
