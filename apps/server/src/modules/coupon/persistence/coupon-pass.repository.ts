import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { fieldCipher, hashSecret, newSecret } from '../../../platform/crypto/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';

/** `until` is milliseconds. */
export interface CouponPass {
  readonly tokenHash: string;
  readonly ownerId: string;
  readonly couponId: string | null;
  readonly storeId: string | null;
  readonly until: number;
}
const TRIES = 5;

/** Codes that owners show at the counter. Only hashes are kept: who reads the table cannot show one. */
@Injectable()
export class CouponPassRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** A new code, good up to an instant. */
  async make(
    tx: Tx,
    pass: { ownerId: string; couponId: string | null; until: number },
  ): Promise<{ token: string; code: string }> {
    for (let attempt = 1; ; attempt += 1) {
      const token = newSecret();
      const code = String(randomInt(0, 100_000_000)).padStart(8, '0');
      try {
        await tx.manager.query(
          'INSERT INTO coupon_pass (token_hash, code_hash, owner_id, coupon_id, until, store_id) VALUES (?, ?, ?, ?, ?, NULL)',
          [hashSecret(token), codeHash(code), pass.ownerId, pass.couponId, toDate(pass.until)],
        );
        return { token, code };
      } catch (error) {
        // Somebody has these eight digits just now.
        if (!isDuplicate(error) || attempt >= TRIES) throw error;
      }
    }
  }

  /** By the text of the QR code or the digits, with or without gaps; null if it is none or its time is over. */
  async find(text: string, now: number): Promise<CouponPass | null> {
    const digits = text.replace(/[ -]/g, '');
    const typed = /^\d{8}$/.test(digits);
    const rows = await this.uow.read<Omit<CouponPass, 'until'> & { until: Date }>(
      `SELECT token_hash AS tokenHash, owner_id AS ownerId, coupon_id AS couponId, store_id AS storeId, until
         FROM coupon_pass WHERE ${typed ? 'code_hash' : 'token_hash'} = ? AND until > ?`,
      [typed ? codeHash(digits) : hashSecret(text), toDate(now)],
    );
    const [row] = rows;
    return row ? { ...row, until: row.until.getTime() } : null;
  }

  /** Binds a code to the store that looked at it first; false if another store did. */
  async bind(tx: Tx, tokenHash: string, storeId: string, until: number): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      'UPDATE coupon_pass SET store_id = ?, until = GREATEST(until, ?) WHERE token_hash = ? AND (store_id IS NULL OR store_id = ?)',
      [storeId, toDate(until), tokenHash, storeId],
    );
    return affectedRows === 1;
  }

  /** Removes codes that ended before an instant, some at a time. */
  async tidy(before: number): Promise<void> {
    await this.uow.reader.query('DELETE FROM coupon_pass WHERE until < ? LIMIT 5000', [toDate(before)]);
  }
}

const codeHash = (digits: string) => fieldCipher().index('coupon-pass', digits);
