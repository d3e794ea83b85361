import type { LoanState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/** A car that a store lends to owners whose car stays (代步车). The store's own car: no personal data. */
@Entity('loaner_car')
@Index('uq_loaner_car_code', ['storeId', 'code'], { unique: true })
export class LoanerCarEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(20) })
  code: string;

  @Column({ type: 'varchar', length: 60 })
  plate: string;

  @Column({ type: 'varchar', length: 60 })
  model: string;

  @Column({ type: 'boolean' })
  active: boolean;
}

/** Written when the loaner leaves or comes back; its pictures are photos of type `loan_out` or `loan_back`. */
export interface LoanGauges {
  /** ISO instant. */
  at: string;
  staffId: string;
  km: number;
  fuelEighths: number;
  note: string;
}

@Entity('loan')
@Index('ix_loan_car', ['carId', 'to'])
@Index('ix_loan_store', ['storeId', 'to'])
@Index('ix_loan_owner', ['ownerId', 'state'])
export class LoanEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'car_id', ...idColumn })
  carId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'visit_id', ...idColumn, nullable: true })
  visitId: string | null;

  @Column({ name: 'from_on', type: 'date' })
  from: string;

  @Column({ name: 'to_on', type: 'date' })
  to: string;

  @Column({ ...codeColumn(10) })
  state: LoanState;

  @Column({ type: 'varchar', length: 60 })
  note: string;

  @Column({ name: 'out_record', type: 'text', nullable: true, transformer: jsonText })
  out: LoanGauges | null;

  @Column({ name: 'back_record', type: 'text', nullable: true, transformer: jsonText })
  back: LoanGauges | null;

  @Column({ name: 'created_by', ...idColumn })
  createdBy: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** One day of one loaner; the key makes lending it twice impossible. */
@Entity('loan_day')
@Index('ix_loan_day', ['loanId'])
export class LoanDayEntity {
  @PrimaryColumn({ name: 'car_id', ...idColumn })
  carId: string;

  @PrimaryColumn({ name: 'day_on', type: 'date' })
  on: string;

  @Column({ name: 'loan_id', ...idColumn })
  loanId: string;
}
