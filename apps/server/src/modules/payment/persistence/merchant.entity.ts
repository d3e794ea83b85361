import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { encrypted } from '../../../platform/crypto/index.js';
import { cipherColumn, codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/**
 * A merchant account of WeChat Pay. Orders keep naming the account they were made with, so a change of the merchant number
 * makes a new row and leaves the old one without a scope.
 */
@Entity('pay_merchant')
@Index('uq_pay_merchant_scope', ['activeScope'], { unique: true })
export class PayMerchantEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  /** Null: the group's. */
  @Column({ name: 'store_id', ...idColumn, nullable: true })
  storeId: string | null;

  /** The store's id or GROUP while it is in use. */
  @Column({ name: 'active_scope', ...codeColumn(26), nullable: true })
  activeScope: string | null;

  @Column({ type: 'varchar', length: 40 })
  name: string;

  @Column({ name: 'merchant_id', ...codeColumn(12) })
  merchantId: string;

  @Column({ name: 'serial_no', ...codeColumn(64) })
  serialNo: string;

  @Column({ name: 'private_key', type: 'text', transformer: encrypted })
  privateKey: string;

  @Column({ name: 'api_v3_key', ...cipherColumn, transformer: encrypted })
  apiV3Key: string;

  @Column({ name: 'platform_serial', ...codeColumn(64) })
  platformSerial: string;

  @Column({ name: 'platform_key', type: 'text' })
  platformKey: string;

  @Column({ name: 'max_payout_fen', type: 'int', unsigned: true })
  maxPayoutFen: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** A notice that had an effect. The nonce is used once, so that a recorded notice is worth nothing. */
@Entity('pay_notice')
export class PayNoticeEntity {
  @PrimaryColumn({ name: 'merchant_id', ...idColumn })
  merchantId: string;

  @PrimaryColumn({ ...codeColumn(64) })
  nonce: string;

  @Column({ name: 'notice_id', ...codeColumn(64) })
  noticeId: string;

  @Column({ ...codeColumn(10) })
  kind: string;

  @Index('ix_pay_notice_time')
  @Column({ name: 'received_at', ...instantColumn })
  receivedAt: Date;
}
