import type { AnswerWay, DeclinedWorkState, PromisePayKind, QuoteKind, QuoteState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';
import type { StoredLine } from './visit.entity.js';

/** An estimate or extra work that the owner is asked about. Only its state and answer ever change. */
@Entity('visit_quote')
@Index('uq_visit_quote', ['visitId', 'kind', 'number'], { unique: true })
@Index('ix_visit_quote_chase', ['nextChaseAt'])
export class VisitQuoteEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'visit_id', ...idColumn })
  visitId: string;

  @Column({ ...codeColumn(8) })
  kind: QuoteKind;

  @Column({ type: 'smallint', unsigned: true })
  number: number;

  @Column({ ...codeColumn(10) })
  state: QuoteState;

  @Column({ type: 'varchar', length: 60 })
  title: string;

  @Column({ type: 'varchar', length: 500 })
  note: string;

  @Column({ type: 'mediumtext', transformer: jsonText })
  lines: StoredLine[];

  @Column({ name: 'total_fen', type: 'int', unsigned: true })
  totalFen: number;

  @Column({ name: 'ready_at', ...instantColumn, nullable: true })
  readyAt: Date | null;

  @Column({ name: 'extra_minutes', type: 'smallint', unsigned: true })
  extraMinutes: number;

  @Column({ name: 'asked_by', ...idColumn })
  askedBy: string;

  @Column({ name: 'asked_at', ...instantColumn })
  askedAt: Date;

  /** When the next reminder or call is due; null once answered or once the advisor calls. */
  @Column({ name: 'next_chase_at', ...instantColumn, nullable: true })
  nextChaseAt: Date | null;

  @Column({ name: 'reminded_at', ...instantColumn, nullable: true })
  remindedAt: Date | null;

  @Column({ name: 'answered_at', ...instantColumn, nullable: true })
  answeredAt: Date | null;

  @Column({ name: 'answered_way', ...codeColumn(8), nullable: true })
  answeredWay: AnswerWay | null;

  /** Staff who wrote an answer by phone down. */
  @Column({ name: 'answered_by', ...idColumn, nullable: true })
  answeredBy: string | null;

  @Column({ name: 'answer_note', type: 'varchar', length: 60, nullable: true })
  answerNote: string | null;
}

/** Work that the owner did not want this time; follows the car, chased until it is settled. */
@Entity('declined_work')
@Index('ix_declined_work_store', ['storeId', 'state', 'chaseOn'])
@Index('ix_declined_work_vehicle', ['vehicleId', 'state'])
@Index('ix_declined_work_owner', ['ownerId', 'state'])
@Index('ix_declined_work_visit', ['visitId'])
@Index('ix_declined_work_chase', ['chaseOn'])
export class DeclinedWorkEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'visit_id', ...idColumn })
  visitId: string;

  @Index('uq_declined_work_quote', { unique: true })
  @Column({ name: 'quote_id', ...idColumn })
  quoteId: string;

  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  @Column({ name: 'owner_id', ...idColumn, nullable: true })
  ownerId: string | null;

  @Column({ type: 'varchar', length: 60 })
  title: string;

  @Column({ type: 'varchar', length: 500 })
  note: string;

  @Column({ name: 'amount_fen', type: 'int', unsigned: true })
  amountFen: number;

  /** False: the car left before the owner had answered. */
  @Column({ type: 'boolean' })
  answered: boolean;

  @Column({ ...codeColumn(8) })
  state: DeclinedWorkState;

  @Column({ name: 'chase_on', type: 'date', nullable: true })
  chaseOn: string | null;

  /** The car's booking that may settle it; only while `booked`. */
  @Column({ name: 'booking_id', ...idColumn, nullable: true })
  bookingId: string | null;

  @Column({ name: 'settle_note', type: 'varchar', length: 60, nullable: true })
  settleNote: string | null;

  @Column({ name: 'settled_by', ...idColumn, nullable: true })
  settledBy: string | null;

  @Column({ name: 'declined_at', ...instantColumn })
  declinedAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** A promise that was broken, and what it pays: at most once for each visit, by its key. Append-only. */
@Entity('promise_compensation')
@Index('ix_promise_compensation_store', ['storeId', 'brokenAt'])
export class PromiseCompensationEntity {
  @PrimaryColumn({ name: 'visit_id', ...idColumn })
  visitId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn, nullable: true })
  ownerId: string | null;

  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  @Column({ name: 'promised_at', ...instantColumn })
  promisedAt: Date;

  @Column({ name: 'broken_at', ...instantColumn })
  brokenAt: Date;

  @Column({ type: 'varchar', length: 120 })
  reason: string;

  @Column({ name: 'pay_kind', ...codeColumn(12) })
  payKind: PromisePayKind;

  @Column({ name: 'pay_title', type: 'varchar', length: 60, nullable: true })
  payTitle: string | null;

  @Column({ name: 'amount_fen', type: 'int', unsigned: true })
  amountFen: number;

  @Column({ name: 'valid_days', type: 'smallint', unsigned: true })
  validDays: number;
}

/** How a store runs its visits; a store without a row follows the defaults. */
@Entity('visit_rule')
export class VisitRuleEntity {
  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'approval_first', type: 'boolean' })
  approvalFirst: boolean;

  @Column({ name: 'tolerance_minutes', type: 'smallint', unsigned: true })
  toleranceMinutes: number;

  @Column({ name: 'pay_kind', ...codeColumn(12) })
  payKind: PromisePayKind;

  @Column({ name: 'pay_fen', type: 'int', unsigned: true })
  payFen: number;

  @Column({ name: 'pay_item', type: 'varchar', length: 60 })
  payItem: string;

  @Column({ name: 'pay_valid_days', type: 'smallint', unsigned: true })
  payValidDays: number;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** What a service includes, in the store's own words; its pictures are photos of type `includes`. */
@Entity('service_includes')
export class ServiceIncludesEntity {
  @PrimaryColumn({ name: 'service_id', ...idColumn })
  serviceId: string;

  @Column({ type: 'mediumtext', transformer: jsonText })
  items: { title: string; text: string }[];

  /** https; phones load it, the server never does. */
  @Column({ name: 'video_url', type: 'varchar', length: 300, nullable: true })
  videoUrl: string | null;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

export interface StoredBill {
  lines: StoredLine[];
  paidFen: number;
  mileageKm: number;
}

/** A correction of a closed work order: what stood there and what stands there now. Append-only. */
@Entity('visit_correction')
export class VisitCorrectionEntity {
  @PrimaryColumn({ name: 'visit_id', ...idColumn })
  visitId: string;

  @PrimaryColumn({ type: 'smallint', unsigned: true })
  number: number;

  @Column({ name: 'before_bill', type: 'mediumtext', transformer: jsonText })
  before: StoredBill;

  @Column({ name: 'after_bill', type: 'mediumtext', transformer: jsonText })
  after: StoredBill;

  @Column({ type: 'varchar', length: 60 })
  reason: string;

  @Column({ name: 'staff_id', ...idColumn })
  staffId: string;

  @Column({ name: 'corrected_at', ...instantColumn })
  correctedAt: Date;
}
