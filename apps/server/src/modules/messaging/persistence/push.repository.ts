import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { hashSecret } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';

/** Pushes that were handled. The key is a hash: it carries an openid or a phone number. */
@Injectable()
export class PushRepository {
  constructor(private readonly clock: Clock) {}

  /** False if this push was handled before. */
  async isFirst(tx: Tx, app: string, kind: string, dedupeKey: string): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      'INSERT IGNORE INTO provider_push (dedupe_key, kind, received_at) VALUES (?, ?, ?)',
      [hashSecret(`${app}\n${dedupeKey}`), kind.slice(0, 40), this.clock.date()],
    );
    return result.affectedRows === 1;
  }
}
