import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/index.js';
import { Clock } from '../clock/index.js';
import { newId, type Tx } from '../database/index.js';
import { currentRequestId } from '../logging/index.js';

export interface AuditEntry {
  /** Who; null is the system itself. */
  actor: Actor | null;
  /** Stable literal such as `owner.unmask`. */
  action: string;
  /** Chinese sentence without personal data. */
  text: string;
  subjectId?: string | null;
  storeId?: string | null;
}

/** Writes the audit log in the transaction of the thing it speaks of. */
@Injectable()
export class Audit {
  constructor(private readonly clock: Clock) {}

  async write(tx: Tx, entry: AuditEntry): Promise<void> {
    const actor = entry.actor;
    const actorId = actor === null ? null : actor.kind === 'staff' ? actor.staffId : actor.accountId;
    const actorName = actor === null ? '系统' : actor.kind === 'staff' ? actor.name : '车主';
    await tx.manager.query(
      `INSERT INTO audit_log (id, at, actor_id, actor_name, action, text, subject_id, store_id, request_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        newId(this.clock),
        this.clock.date(),
        actorId,
        actorName,
        entry.action,
        entry.text.slice(0, 300),
        entry.subjectId ?? null,
        entry.storeId ?? null,
        currentRequestId(),
      ],
    );
  }
}
