import type { StaffRole } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { encrypted } from '../../../platform/crypto/index.js';
import { cipherColumn, codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

@Entity('staff')
export class StaffEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Index('uq_staff_login', { unique: true })
  @Column({ ...codeColumn(40) })
  login: string;

  @Column({ type: 'varchar', length: 60 })
  name: string;

  @Column({ ...codeColumn(20) })
  role: StaffRole;

  /** argon2id, PHC string. */
  @Column({ name: 'password_hash', type: 'varchar', length: 255, charset: 'ascii', collation: 'ascii_bin' })
  passwordHash: string;

  @Column({ name: 'must_change', type: 'boolean' })
  mustChange: boolean;

  /** Wrong passwords in a row. */
  @Column({ name: 'failed_count', type: 'smallint', unsigned: true })
  failedCount: number;

  @Column({ name: 'locked_until', ...instantColumn, nullable: true })
  lockedUntil: Date | null;

  @Column({ type: 'boolean' })
  active: boolean;

  @Column({ name: 'last_login_at', ...instantColumn, nullable: true })
  lastLoginAt: Date | null;

  /** Test messages of reminder rules go to the WeChat account bound with it. */
  @Column({ ...cipherColumn, nullable: true, transformer: encrypted })
  phone: string | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}

/** Which stores a person works for. Group and admin roles see every store without rows here. */
@Entity('staff_store')
@Index('ix_staff_store_store', ['storeId'])
export class StaffStoreEntity {
  @PrimaryColumn({ name: 'staff_id', ...idColumn })
  staffId: string;

  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;
}
