import type { AnswerBody, ElsewhereReason } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** What an owner answered to a reminder; one answer for each message. */
@Entity('care_answer')
@Index('ix_care_answer_store', ['storeId', 'at'])
export class CareAnswerEntity {
  @PrimaryColumn({ name: 'message_id', ...idColumn })
  messageId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  /** Code of the rule. */
  @Column({ ...codeColumn(30) })
  rule: string;

  @Column({ ...codeColumn(20) })
  answer: AnswerBody['answer'];

  /** For `later`. */
  @Column({ type: 'smallint', unsigned: true, nullable: true })
  days: number | null;

  /** For `done_elsewhere`. */
  @Column({ name: 'done_on', type: 'date', nullable: true })
  doneOn: string | null;

  @Column({ ...codeColumn(12), nullable: true })
  reason: ElsewhereReason | null;

  @Column({ type: 'varchar', length: 60, nullable: true })
  note: string | null;

  /** The answer as a Chinese sentence. */
  @Column({ type: 'varchar', length: 200 })
  text: string;

  @Column({ ...instantColumn })
  at: Date;
}
