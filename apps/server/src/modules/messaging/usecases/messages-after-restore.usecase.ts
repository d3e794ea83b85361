import { Injectable } from '@nestjs/common';
import { type AfterRestore, AfterRestores, type RestoredGap } from '../../../platform/backup/index.js';
import { toDate } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';

const WHY = '系统从备份恢复：恢复前是否发过无法确认，为免重复打扰不再发送，请人工核实。';

/** What was due before a restore may have gone out: nobody knows, so it is shown to people instead of being sent. */
@Injectable()
export class MessagesAfterRestore implements AfterRestore {
  readonly name = 'messages';

  constructor(restores: AfterRestores) {
    restores.add(this);
  }

  async settle(tx: Tx, { restoredAt }: RestoredGap): Promise<Record<string, number>> {
    const now = toDate(restoredAt);
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE message SET state = 'unknown', why = ?, sent_at = ?, claim_id = NULL, claim_until = NULL
        WHERE state IN ('planned', 'held', 'sending') AND (state = 'sending' OR not_before <= ? OR created_at >= ?)`,
      [WHY, now, now, now],
    );
    return { messagesUnknown: result.affectedRows };
  }
}
