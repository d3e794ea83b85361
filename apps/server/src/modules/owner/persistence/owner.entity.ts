import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { encrypted, sealedName } from '../../../platform/crypto/index.js';
import {
  cipherColumn,
  codeColumn,
  hashColumn,
  idColumn,
  instantColumn,
} from '../../../platform/database/index.js';

/** A person (or a company's contact) as the dealership knows them. */
@Entity('owner')
export class OwnerEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  /** Encrypted like the phone; four times as long as the longest name. */
  @Column({ type: 'varchar', length: 400, transformer: sealedName })
  name: string;

  /** First character: the order of lists. */
  @Index('ix_owner_name_head')
  @Column({ name: 'name_head', type: 'varchar', length: 2, default: '' })
  nameHead: string;

  /** Blind index of the first two characters. */
  @Index('ix_owner_name_index')
  @Column({ name: 'name_index', ...hashColumn(22), nullable: true })
  nameIndex: string | null;

  @Column({ ...codeColumn(8) })
  sex: 'male' | 'female' | 'company' | 'unknown';

  @Column({ ...cipherColumn, nullable: true, transformer: encrypted })
  phone: string | null;

  @Index('uq_owner_phone', { unique: true })
  @Column({ name: 'phone_index', ...hashColumn(22), nullable: true })
  phoneIndex: string | null;

  @Index('ix_owner_phone_tail')
  @Column({ name: 'phone_tail', ...hashColumn(22), nullable: true })
  phoneTail: string | null;

  /** As written: solar or lunar (`calendar`). */
  @Column({ name: 'birthday_on', type: 'date', nullable: true })
  birthdayOn: string | null;

  @Column({ name: 'birthday_calendar', ...codeColumn(8), nullable: true })
  birthdayCalendar: 'solar' | 'lunar' | null;

  /** Of a lunar birthday: born in the leap month 闰月 that follows the month of the same number. */
  @Column({ name: 'birthday_leap', type: 'boolean', default: false })
  birthdayLeap: boolean;

  /** The address as the dealership has it. */
  @Column({ type: 'varchar', length: 160, nullable: true })
  region: string | null;

  /** Where it lies, as `districtOf` reads it. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  district: string | null;

  @Column({ type: 'varchar', length: 60, nullable: true })
  occupation: string | null;

  @Column({ type: 'varchar', length: 120, nullable: true })
  hobbies: string | null;

  @Index('ix_owner_licence')
  @Column({ name: 'licence_expires_on', type: 'date', nullable: true })
  licenceExpiresOn: string | null;

  @Column({ type: 'varchar', length: 300, nullable: true })
  remark: string | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/**
 * A person in WeChat: mini-program and official account share a row through the unionid. Bound to an owner once a
 * phone is verified.
 */
@Entity('account')
export class AccountEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Index('ix_account_owner')
  @Column({ name: 'owner_id', ...idColumn, nullable: true })
  ownerId: string | null;

  @Column({ name: 'mini_openid', ...cipherColumn, nullable: true, transformer: encrypted })
  miniOpenid: string | null;

  @Index('uq_account_mini', { unique: true })
  @Column({ name: 'mini_index', ...hashColumn(22), nullable: true })
  miniIndex: string | null;

  @Column({ name: 'official_openid', ...cipherColumn, nullable: true, transformer: encrypted })
  officialOpenid: string | null;

  @Index('uq_account_official', { unique: true })
  @Column({ name: 'official_index', ...hashColumn(22), nullable: true })
  officialIndex: string | null;

  @Column({ ...cipherColumn, nullable: true, transformer: encrypted })
  unionid: string | null;

  @Index('uq_account_union', { unique: true })
  @Column({ name: 'union_index', ...hashColumn(22), nullable: true })
  unionIndex: string | null;

  /** Follows the official account: template messages can reach them. */
  @Column({ type: 'boolean' })
  follower: boolean;

  @Column({ name: 'consent_version', ...codeColumn(20), nullable: true })
  consentVersion: string | null;

  @Column({ name: 'consent_at', ...instantColumn, nullable: true })
  consentAt: Date | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'last_seen_at', ...instantColumn })
  lastSeenAt: Date;
}

/** From which installations of the app an account has logged in, as blind indexes. */
@Entity('account_device')
export class AccountDeviceEntity {
  @PrimaryColumn({ name: 'account_id', ...idColumn })
  accountId: string;

  @PrimaryColumn({ name: 'device_index', ...hashColumn(22) })
  deviceIndex: string;

  @Column({ name: 'seen_at', ...instantColumn })
  seenAt: Date;
}

/** Every consent given or withdrawn. Append-only. */
@Entity('consent_log')
@Index('ix_consent_account', ['accountId', 'at'])
export class ConsentLogEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'account_id', ...idColumn })
  accountId: string;

  @Column({ ...codeColumn(20) })
  kind: string;

  @Column({ ...codeColumn(20) })
  version: string;

  @Column({ type: 'boolean' })
  granted: boolean;

  @Column({ ...instantColumn })
  at: Date;
}

/** A code sent to a phone, valid for five minutes and five tries. */
@Entity('sms_code')
@Index('ix_sms_code_phone', ['phoneIndex', 'createdAt'])
export class SmsCodeEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'account_id', ...idColumn })
  accountId: string;

  @Column({ name: 'phone_index', ...hashColumn(22) })
  phoneIndex: string;

  @Column({ name: 'code_hash', ...hashColumn(43) })
  codeHash: string;

  @Column({ type: 'tinyint', unsigned: true })
  tries: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'used_at', ...instantColumn, nullable: true })
  usedAt: Date | null;
}

/** Phones whose people were deleted: an import does not bring them back; their own log-in does. */
@Entity('erased_phone')
export class ErasedPhoneEntity {
  @PrimaryColumn({ name: 'phone_index', ...hashColumn(22) })
  phoneIndex: string;

  @Column({ name: 'erased_at', ...instantColumn })
  erasedAt: Date;
}
