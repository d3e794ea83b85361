import type {
  CouponCombine,
  CouponEvent,
  CouponKind,
  CouponSource,
  CouponState,
  CouponTypeState,
  CouponValidity,
  ServiceKind,
} from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  codeColumn,
  hashColumn,
  idColumn,
  instantColumn,
  jsonText,
} from '../../../platform/database/index.js';

/** A kind of coupon. `stockLeft` is the gate: it is only ever changed by conditional updates. */
@Entity('coupon_type')
@Index('ix_coupon_type_store', ['storeId', 'state', 'id'])
export class CouponTypeEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Index('uq_coupon_type_code', { unique: true })
  @Column({ ...codeColumn(40) })
  code: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(12) })
  kind: CouponKind;

  @Column({ ...codeColumn(8) })
  state: CouponTypeState;

  /** Made by the system for promises and make-goods. */
  @Column({ name: 'is_system', type: 'boolean' })
  system: boolean;

  @Column({ type: 'varchar', length: 60 })
  title: string;

  @Column({ type: 'varchar', length: 40 })
  summary: string;

  @Column({ name: 'how_to', type: 'varchar', length: 500 })
  howTo: string;

  @Column({ name: 'amount_fen', type: 'int', unsigned: true })
  amountFen: number;

  @Column({ name: 'percent_off', type: 'tinyint', unsigned: true })
  percentOff: number;

  @Column({ name: 'cap_fen', type: 'int', unsigned: true })
  capFen: number;

  @Column({ name: 'item_name', type: 'varchar', length: 60 })
  itemName: string;

  @Column({ name: 'threshold_fen', type: 'int', unsigned: true })
  thresholdFen: number;

  @Column({ type: 'varchar', length: 120, transformer: jsonText })
  validity: CouponValidity;

  /** Null: without end. */
  @Column({ name: 'stock_total', type: 'int', unsigned: true, nullable: true })
  stockTotal: number | null;

  @Column({ name: 'stock_left', type: 'int', nullable: true })
  stockLeft: number | null;

  @Column({ name: 'per_owner', type: 'smallint', unsigned: true })
  perOwner: number;

  @Column({ type: 'boolean' })
  claimable: boolean;

  @Column({ name: 'claim_from', ...instantColumn, nullable: true })
  claimFrom: Date | null;

  @Column({ name: 'claim_until', ...instantColumn, nullable: true })
  claimUntil: Date | null;

  /** Stores that take it, the one that runs it included. */
  @Column({ name: 'store_ids', type: 'text', transformer: jsonText })
  storeIds: string[];

  @Column({ name: 'service_kinds', type: 'text', transformer: jsonText })
  serviceKinds: ServiceKind[];

  @Column({ type: 'text', transformer: jsonText })
  models: string[];

  @Column({ ...codeColumn(8) })
  combine: CouponCombine;

  @Column({ name: 'created_by', ...idColumn, nullable: true })
  createdBy: string | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** One coupon of one person. */
@Entity('coupon')
@Index('uq_coupon_key', ['dedupeKey'], { unique: true })
@Index('uq_coupon_slot', ['typeId', 'ownerId', 'slot'], { unique: true })
@Index('ix_coupon_owner', ['ownerId', 'state', 'validUntil'])
@Index('ix_coupon_end', ['state', 'validUntil'])
@Index('ix_coupon_bill', ['billId'])
export class CouponEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'type_id', ...idColumn })
  typeId: string;

  /** The store that runs the type. */
  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  /**
   * Place of this coupon among those that the person may have of the type, from 1. The unique key keeps the limit whoever
   * gives coupons at once. Null outside the limit: paid for a promise, won, or taken back.
   */
  @Column({ type: 'smallint', unsigned: true, nullable: true })
  slot: number | null;

  /** Names why it was given; the same reason never gives two. */
  @Column({ name: 'dedupe_key', ...codeColumn(120) })
  dedupeKey: string;

  @Column({ ...codeColumn(10) })
  source: CouponSource;

  @Column({ ...codeColumn(10) })
  state: CouponState;

  @Column({ type: 'varchar', length: 60 })
  note: string;

  @Column({ name: 'issued_at', ...instantColumn })
  issuedAt: Date;

  @Column({ name: 'valid_from', ...instantColumn })
  validFrom: Date;

  @Column({ name: 'valid_until', ...instantColumn })
  validUntil: Date;

  /** When its owner was reminded of its end. */
  @Column({ name: 'told_at', ...instantColumn, nullable: true })
  toldAt: Date | null;

  @Column({ name: 'bill_id', ...idColumn, nullable: true })
  billId: string | null;

  @Column({ name: 'off_fen', type: 'int', unsigned: true, nullable: true })
  offFen: number | null;

  @Column({ name: 'used_at', ...instantColumn, nullable: true })
  usedAt: Date | null;

  @Column({ name: 'used_by', ...idColumn, nullable: true })
  usedBy: string | null;
}

/** What happened to a coupon after it was given. Append-only. */
@Entity('coupon_event')
@Index('ix_coupon_event', ['couponId', 'at'])
export class CouponEventEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'coupon_id', ...idColumn })
  couponId: string;

  @Column({ ...codeColumn(10) })
  kind: CouponEvent;

  @Column({ name: 'bill_id', ...idColumn, nullable: true })
  billId: string | null;

  @Column({ name: 'off_fen', type: 'int', unsigned: true, nullable: true })
  offFen: number | null;

  @Column({ name: 'staff_id', ...idColumn, nullable: true })
  staffId: string | null;

  @Column({ type: 'varchar', length: 60 })
  reason: string;

  @Column({ ...instantColumn })
  at: Date;
}

/** A bill on which coupons are used: of a work order, or of the counter alone. Its row is the lock of the bill. */
@Entity('coupon_bill')
@Index('ix_coupon_bill_store', ['storeId', 'updatedAt'])
export class CouponBillEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Index('uq_coupon_bill_visit', { unique: true })
  @Column({ name: 'visit_id', ...idColumn, nullable: true })
  visitId: string | null;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  /** Before coupons, as last typed at the counter. */
  @Column({ name: 'amount_fen', type: 'int', unsigned: true })
  amountFen: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** A code that an owner shows at the counter; only hashes are kept. */
@Entity('coupon_pass')
@Index('ix_coupon_pass_end', ['until'])
export class CouponPassEntity {
  /** SHA-256 of the text of the QR code. */
  @PrimaryColumn({ name: 'token_hash', ...hashColumn(43) })
  tokenHash: string;

  /** Keyed hash of the eight digits. */
  @Index('uq_coupon_pass_code', { unique: true })
  @Column({ name: 'code_hash', ...hashColumn(22) })
  codeHash: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'coupon_id', ...idColumn, nullable: true })
  couponId: string | null;

  @Column({ ...instantColumn })
  until: Date;

  /** The store at whose counter it was looked up first: from then on it serves there only, and somewhat longer. */
  @Column({ name: 'store_id', ...idColumn, nullable: true })
  storeId: string | null;
}
