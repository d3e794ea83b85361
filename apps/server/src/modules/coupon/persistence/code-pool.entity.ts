import type { CodeRowProblem, MemberLevel, PartnerKind, PoolCodeState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { sealedByHand } from '../../../platform/crypto/index.js';
import {
  codeColumn,
  hashColumn,
  idColumn,
  instantColumn,
  jsonText,
} from '../../../platform/database/index.js';

/** Codes bought from others, such as movie tickets. */
@Entity('code_pool')
@Index('ix_code_pool_store', ['storeId', 'id'])
export class CodePoolEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ type: 'varchar', length: 30 })
  title: string;

  @Column({ type: 'varchar', length: 30 })
  issuer: string;

  @Column({ name: 'how_to', type: 'varchar', length: 500 })
  howTo: string;

  @Column({ name: 'alarm_below', type: 'int', unsigned: true })
  alarmBelow: number;

  @Column({ type: 'boolean' })
  active: boolean;

  /** Stores are told once each time the pool runs low; an import that fills it up clears this. */
  @Column({ name: 'low_told_at', ...instantColumn, nullable: true })
  lowToldAt: Date | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** One code, encrypted; found among its like by a blind index, so that none is taken in twice. */
@Entity('pool_code')
@Index('uq_pool_code', ['poolId', 'codeIndex'], { unique: true })
@Index('uq_pool_code_key', ['dedupeKey'], { unique: true })
@Index('ix_pool_code_free', ['poolId', 'state', 'expiresOn', 'id'])
@Index('ix_pool_code_owner', ['ownerId', 'givenAt'])
export class PoolCodeEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'pool_id', ...idColumn })
  poolId: string;

  @Column({ name: 'import_id', ...idColumn })
  importId: string;

  @Column({ name: 'code_index', ...hashColumn(22) })
  codeIndex: string;

  /** Cipher of the JSON `[code, secret or null]`. */
  @Column({ ...codeColumn(500), transformer: sealedByHand })
  cipher: string;

  @Column({ ...codeColumn(6) })
  state: PoolCodeState;

  /** The last day on which it is good; 9999-12-31 if it has none, so that those that end come first. */
  @Column({ name: 'expires_on', type: 'date' })
  expiresOn: string;

  @Column({ name: 'dedupe_key', ...codeColumn(120), nullable: true })
  dedupeKey: string | null;

  @Column({ name: 'owner_id', ...idColumn, nullable: true })
  ownerId: string | null;

  @Column({ name: 'given_at', ...instantColumn, nullable: true })
  givenAt: Date | null;
}

/** One file of codes: what was in it, not the codes. */
@Entity('code_import')
@Index('ix_code_import_pool', ['poolId', 'id'])
export class CodeImportEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'pool_id', ...idColumn })
  poolId: string;

  @Column({ name: 'file_name', type: 'varchar', length: 160 })
  fileName: string;

  @Column({ name: 'dry_run', type: 'boolean' })
  dryRun: boolean;

  @Column({ name: 'row_count', type: 'int', unsigned: true })
  rows: number;

  @Column({ type: 'int', unsigned: true })
  good: number;

  @Column({ type: 'mediumtext', transformer: jsonText })
  problems: {
    counts: [CodeRowProblem, number][];
    errors: { line: number; codeMasked: string; problem: CodeRowProblem }[];
  };

  @Column({ name: 'staff_id', ...idColumn })
  staffId: string;

  @Column({ ...instantColumn })
  at: Date;
}

/** A business nearby whose offers owners get (异业联盟). */
@Entity('partner')
@Index('ix_partner_store', ['storeId', 'id'])
export class PartnerEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ type: 'varchar', length: 30 })
  name: string;

  @Column({ ...codeColumn(10) })
  kind: PartnerKind;

  @Column({ type: 'varchar', length: 60 })
  address: string;

  @Column({ type: 'varchar', length: 20 })
  phone: string;

  @Column({ type: 'varchar', length: 200 })
  note: string;

  @Column({ type: 'boolean' })
  active: boolean;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** What a partner gives: a code from a pool, or a coupon. */
@Entity('partner_benefit')
@Index('ix_partner_benefit', ['partnerId', 'id'])
export class PartnerBenefitEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'partner_id', ...idColumn })
  partnerId: string;

  @Column({ type: 'varchar', length: 20 })
  title: string;

  @Column({ type: 'varchar', length: 60 })
  summary: string;

  @Column({ name: 'pool_id', ...idColumn, nullable: true })
  poolId: string | null;

  @Column({ name: 'type_id', ...idColumn, nullable: true })
  typeId: string | null;

  @Column({ ...codeColumn(1), nullable: true })
  level: MemberLevel | null;

  @Column({ name: 'per_owner', type: 'tinyint', unsigned: true })
  perOwner: number;

  @Column({ name: 'from_at', ...instantColumn, nullable: true })
  from: Date | null;

  @Column({ name: 'until_at', ...instantColumn, nullable: true })
  until: Date | null;

  @Column({ name: 'is_open', type: 'boolean' })
  open: boolean;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** A benefit that a person took: the place among those they may take, by primary key. */
@Entity('benefit_claim')
@Index('uq_benefit_claim_key', ['requestKey'], { unique: true })
@Index('ix_benefit_claim_owner', ['ownerId', 'at'])
export class BenefitClaimEntity {
  @PrimaryColumn({ name: 'benefit_id', ...idColumn })
  benefitId: string;

  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  slot: number;

  /** Owner and request of the tap. */
  @Column({ name: 'request_key', ...codeColumn(80) })
  requestKey: string;

  @Column({ name: 'coupon_id', ...idColumn, nullable: true })
  couponId: string | null;

  @Column({ name: 'code_id', ...idColumn, nullable: true })
  codeId: string | null;

  @Column({ ...instantColumn })
  at: Date;
}
