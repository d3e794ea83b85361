import { Injectable } from '@nestjs/common';
import { type AfterRestore, AfterRestores, type RestoredGap } from '../../../platform/backup/index.js';
import { toDate } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';

const WHY = '系统从备份恢复：恢复前是否提醒过无法确认，没有再发，请人工核实。';

/** Reminders whose time came before a restore are not told any more: somebody may have heard them. */
@Injectable()
export class CareAfterRestore implements AfterRestore {
  readonly name = 'care';

  constructor(restores: AfterRestores) {
    restores.add(this);
  }

  async settle(tx: Tx, { restoredAt }: RestoredGap): Promise<Record<string, number>> {
    const now = toDate(restoredAt);
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE care_item SET state = 'missed', why = ?, updated_at = ?
        WHERE state IN ('planned', 'held') AND not_before <= ?`,
      [WHY, now, now],
    );
    return { remindersMissed: result.affectedRows };
  }
}
