import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { CareAnswerEntity } from './care-answer.entity.js';

export type CareAnswer = CareAnswerEntity;

@Injectable()
export class CareAnswerRepository {
  /** Keeps the answer if the message has none yet. Returns the one that stands, and whether it is this one. */
  async add(tx: Tx, answer: CareAnswer): Promise<{ isNew: boolean; text: string }> {
    const result: { affectedRows: number } = await tx.manager.query(
      `INSERT IGNORE INTO care_answer (message_id, store_id, owner_id, vehicle_id, \`rule\`, answer, days, done_on, reason,
         note, \`text\`, \`at\`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        answer.messageId,
        answer.storeId,
        answer.ownerId,
        answer.vehicleId,
        answer.rule,
        answer.answer,
        answer.days,
        answer.doneOn,
        answer.reason,
        answer.note,
        answer.text,
        answer.at,
      ],
    );
    if (result.affectedRows === 1) return { isNew: true, text: answer.text };
    const rows: { text: string }[] = await tx.manager.query(
      'SELECT `text` FROM care_answer WHERE message_id = ?',
      [answer.messageId],
    );
    return { isNew: false, text: rows[0]?.text ?? '' };
  }
}
