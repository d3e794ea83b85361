import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { fieldCipher, hashSecret, sameText } from '../../../platform/crypto/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import { SmsCodeEntity } from './owner.entity.js';

const VALID_MS = 5 * 60_000;
const MAX_TRIES = 5;
const RESEND_MS = 60_000;
/** Codes a phone gets within a day, from however many accounts: nobody's phone is to be flooded. */
const MOST_A_DAY = 10;

@Injectable()
export class SmsCodeRepository {
  constructor(private readonly clock: Clock) {}

  /**
   * Keeps a new code. Else why not: `soon` if this phone or this account got one less than a minute ago, `often` if the
   * phone has had its codes of the day.
   */
  async insert(tx: Tx, accountId: string, phone: string, code: string): Promise<'kept' | 'soon' | 'often'> {
    const now = this.clock.now();
    const phoneIndex = fieldCipher().index('phone', phone);
    // The account row is the lock: two taps at once must not send two codes.
    await tx.manager.query('SELECT id FROM account WHERE id = ? FOR UPDATE', [accountId]);
    const recent: unknown[] = await tx.manager.query(
      'SELECT 1 FROM sms_code WHERE (phone_index = ? OR account_id = ?) AND created_at > ? LIMIT 1',
      [phoneIndex, accountId, toDate(now - RESEND_MS)],
    );
    if (recent.length > 0) return 'soon';
    const today: unknown[] = await tx.manager.query(
      'SELECT 1 FROM sms_code WHERE phone_index = ? AND created_at > ? LIMIT ?',
      [phoneIndex, toDate(now - DAY_MS), MOST_A_DAY],
    );
    if (today.length === MOST_A_DAY) return 'often';
    await tx.manager.insert(SmsCodeEntity, {
      id: newId(this.clock),
      accountId,
      phoneIndex,
      codeHash: hashSecret(`${phone}:${code}`),
      tries: 0,
      createdAt: toDate(now),
      usedAt: null,
    });
    return 'kept';
  }

  /** Uses up the code if it is right, counts the try if it is not. A code works once, for five minutes and tries. */
  async consume(tx: Tx, accountId: string, phone: string, code: string): Promise<boolean> {
    const now = this.clock.now();
    const rows: { id: string; code_hash: string; tries: number }[] = await tx.manager.query(
      `SELECT id, code_hash, tries FROM sms_code
        WHERE account_id = ? AND phone_index = ? AND used_at IS NULL AND created_at > ?
        ORDER BY created_at DESC LIMIT 1 FOR UPDATE`,
      [accountId, fieldCipher().index('phone', phone), toDate(now - VALID_MS)],
    );
    const row = rows[0];
    if (!row || row.tries >= MAX_TRIES) return false;
    const right = sameText(row.code_hash, hashSecret(`${phone}:${code}`));
    await tx.manager.query('UPDATE sms_code SET tries = tries + 1, used_at = ? WHERE id = ?', [
      right ? toDate(now) : null,
      row.id,
    ]);
    return right;
  }
}
