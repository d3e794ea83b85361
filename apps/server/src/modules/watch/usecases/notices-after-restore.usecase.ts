import { Injectable } from '@nestjs/common';
import { type AfterRestore, AfterRestores } from '../../../platform/backup/index.js';
import type { Tx } from '../../../platform/database/index.js';

/** Alarms that waited for the group robot before a restore were told, or are looked at anew within a minute. */
@Injectable()
export class NoticesAfterRestore implements AfterRestore {
  readonly name = 'alarm-notices';

  constructor(restores: AfterRestores) {
    restores.add(this);
  }

  async settle(tx: Tx): Promise<Record<string, number>> {
    const result: { affectedRows: number } = await tx.manager.query(
      "UPDATE alarm_notice SET state = 'given_up', failure = '从备份恢复，不再补发' WHERE state = 'waiting'",
    );
    return { noticesDropped: result.affectedRows };
  }
}
