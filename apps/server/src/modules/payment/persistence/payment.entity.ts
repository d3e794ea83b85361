import type { PayApp, PayOrderKind, PayOrderState, PayoutState, RefundState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { encrypted } from '../../../platform/crypto/index.js';
import { cipherColumn, codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** An order that waits for money or has it. Its number at WeChat Pay is written before WeChat Pay hears of it. */
@Entity('pay_order')
@Index('ix_pay_order_due', ['state', 'nextAt'])
@Index('ix_pay_order_store', ['storeId', 'state', 'id'])
@Index('ix_pay_order_owner', ['ownerId', 'id'])
@Index('ix_pay_order_check', ['checkedAt', 'state', 'id'])
export class PayOrderEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ ...codeColumn(10) })
  kind: PayOrderKind;

  @Column({ name: 'subject_id', ...idColumn })
  subjectId: string;

  @Index('uq_pay_order_dedupe', { unique: true })
  @Column({ name: 'dedupe_key', ...codeColumn(120) })
  dedupeKey: string;

  @Index('uq_pay_order_number', { unique: true })
  @Column({ name: 'out_trade_no', ...codeColumn(32) })
  outTradeNo: string;

  @Column({ type: 'varchar', length: 60 })
  title: string;

  @Column({ name: 'total_fen', type: 'int', unsigned: true })
  totalFen: number;

  @Column({ name: 'refunded_fen', type: 'int', unsigned: true })
  refundedFen: number;

  /** Promised and not back yet. */
  @Column({ name: 'refunding_fen', type: 'int', unsigned: true })
  refundingFen: number;

  @Column({ ...codeColumn(10) })
  state: PayOrderState;

  /** Set with the first payment attempt, before the call: WeChat Pay wants the same content for the same number. */
  @Column({ name: 'merchant_id', ...idColumn, nullable: true })
  merchantId: string | null;

  @Column({ ...codeColumn(10), nullable: true })
  app: PayApp | null;

  @Column({ name: 'app_id', ...codeColumn(32), nullable: true })
  appId: string | null;

  @Column({ ...cipherColumn, nullable: true, transformer: encrypted })
  openid: string | null;

  @Column({ name: 'prepay_id', ...codeColumn(64), nullable: true })
  prepayId: string | null;

  @Index('ix_pay_order_transaction')
  @Column({ name: 'transaction_id', ...codeColumn(64), nullable: true })
  transactionId: string | null;

  @Column({ name: 'expires_at', ...instantColumn })
  expiresAt: Date;

  /** When the sweep looks again. */
  @Column({ name: 'next_at', ...instantColumn, nullable: true })
  nextAt: Date | null;

  @Column({ type: 'smallint', unsigned: true })
  tries: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'paid_at', ...instantColumn, nullable: true })
  paidAt: Date | null;

  @Column({ name: 'closed_at', ...instantColumn, nullable: true })
  closedAt: Date | null;

  /** When the reconciliation last found it as WeChat Pay has it. */
  @Column({ name: 'checked_at', ...instantColumn, nullable: true })
  checkedAt: Date | null;
}

@Entity('pay_refund')
@Index('ix_pay_refund_due', ['state', 'nextAt'])
@Index('ix_pay_refund_store', ['storeId', 'state', 'id'])
@Index('ix_pay_refund_check', ['checkedAt', 'state', 'id'])
export class PayRefundEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Index('ix_pay_refund_order')
  @Column({ name: 'order_id', ...idColumn })
  orderId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Index('uq_pay_refund_dedupe', { unique: true })
  @Column({ name: 'dedupe_key', ...codeColumn(120) })
  dedupeKey: string;

  @Index('uq_pay_refund_number', { unique: true })
  @Column({ name: 'out_refund_no', ...codeColumn(32) })
  outRefundNo: string;

  @Column({ name: 'amount_fen', type: 'int', unsigned: true })
  amountFen: number;

  @Column({ type: 'varchar', length: 60 })
  reason: string;

  @Column({ ...codeColumn(10) })
  state: RefundState;

  /** Null: the owner or the system. */
  @Column({ name: 'asked_by', ...idColumn, nullable: true })
  askedBy: string | null;

  @Column({ name: 'decided_by', ...idColumn, nullable: true })
  decidedBy: string | null;

  @Column({ type: 'varchar', length: 80, nullable: true })
  problem: string | null;

  /** Counts how often it was planned: once, and once more for every retry after a failure. */
  @Column({ type: 'smallint', unsigned: true })
  round: number;

  @Column({ name: 'next_at', ...instantColumn, nullable: true })
  nextAt: Date | null;

  @Column({ type: 'smallint', unsigned: true })
  tries: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'done_at', ...instantColumn, nullable: true })
  doneAt: Date | null;

  @Column({ name: 'checked_at', ...instantColumn, nullable: true })
  checkedAt: Date | null;
}

/** Money that an owner gets by merchant transfer. The bill number is written before WeChat Pay hears of it. */
@Entity('payout')
@Index('ix_payout_due', ['state', 'nextAt'])
@Index('ix_payout_store', ['storeId', 'state', 'id'])
@Index('ix_payout_owner', ['ownerId', 'id'])
@Index('ix_payout_subject', ['subjectId', 'state'])
@Index('ix_payout_check', ['checkedAt', 'state', 'id'])
export class PayoutEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'subject_type', ...codeColumn(20) })
  subjectType: string;

  @Column({ name: 'subject_id', ...idColumn })
  subjectId: string;

  @Index('uq_payout_dedupe', { unique: true })
  @Column({ name: 'dedupe_key', ...codeColumn(120) })
  dedupeKey: string;

  @Index('uq_payout_bill', { unique: true })
  @Column({ name: 'out_bill_no', ...codeColumn(32) })
  outBillNo: string;

  @Column({ type: 'varchar', length: 32 })
  title: string;

  @Column({ type: 'varchar', length: 32 })
  note: string;

  @Column({ name: 'amount_fen', type: 'int', unsigned: true })
  amountFen: number;

  @Column({ ...codeColumn(14) })
  state: PayoutState;

  /** Counts the bills: a new number only after WeChat Pay ended the one before. */
  @Column({ type: 'smallint', unsigned: true })
  round: number;

  @Column({ name: 'merchant_id', ...idColumn, nullable: true })
  merchantId: string | null;

  @Column({ ...cipherColumn, nullable: true, transformer: encrypted })
  openid: string | null;

  @Column({ name: 'transfer_bill_no', ...codeColumn(64), nullable: true })
  transferBillNo: string | null;

  @Column({ name: 'package_info', type: 'text', nullable: true, transformer: encrypted })
  packageInfo: string | null;

  @Column({ type: 'varchar', length: 80, nullable: true })
  problem: string | null;

  @Column({ name: 'take_until', ...instantColumn, nullable: true })
  takeUntil: Date | null;

  @Column({ name: 'next_at', ...instantColumn, nullable: true })
  nextAt: Date | null;

  /** Calls of this round. */
  @Column({ type: 'smallint', unsigned: true })
  tries: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'sent_at', ...instantColumn, nullable: true })
  sentAt: Date | null;

  @Column({ name: 'done_at', ...instantColumn, nullable: true })
  doneAt: Date | null;

  @Column({ name: 'checked_at', ...instantColumn, nullable: true })
  checkedAt: Date | null;
}
