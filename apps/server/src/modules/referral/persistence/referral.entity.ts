import type { BestTime, ReferralState, ReferralWish } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { encrypted } from '../../../platform/crypto/index.js';
import {
  cipherColumn,
  codeColumn,
  hashColumn,
  idColumn,
  instantColumn,
} from '../../../platform/database/index.js';

/** What a store gives to who brings a friend, and to the friend. */
@Entity('referral_programme')
export class ReferralProgrammeEntity {
  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'is_open', type: 'boolean' })
  open: boolean;

  @Column({ type: 'varchar', length: 20 })
  title: string;

  @Column({ name: 'rules_text', type: 'text' })
  rulesText: string;

  @Column({ name: 'inviter_type_id', ...idColumn, nullable: true })
  inviterTypeId: string | null;

  @Column({ name: 'invitee_type_id', ...idColumn, nullable: true })
  inviteeTypeId: string | null;

  @Column({ name: 'within_days', type: 'smallint', unsigned: true })
  withinDays: number;

  @Column({ name: 'per_inviter', type: 'smallint', unsigned: true })
  perInviter: number;

  @Column({ name: 'updated_by', ...idColumn })
  updatedBy: string;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** The code of a person at a store. */
@Entity('referral_code')
export class ReferralCodeEntity {
  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  @Index('uq_referral_code', { unique: true })
  @Column({ ...hashColumn(8) })
  code: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}

/** The last thing an invited person without a car has asked a store for. */
@Entity('referral_wish')
export class ReferralWishEntity {
  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(20) })
  wish: ReferralWish;

  @Column({ name: 'best_time', ...codeColumn(10) })
  bestTime: BestTime;

  @Column({ name: 'wished_at', ...instantColumn })
  wishedAt: Date;
}

/**
 * One friend who was brought. The person and the car stand in unique keys while it counts: a lapsed or refused
 * invitation frees them.
 */
@Entity('referral')
@Index('uq_referral_invitee', ['inviteeKey'], { unique: true })
@Index('uq_referral_vin', ['vinKey'], { unique: true })
@Index('ix_referral_inviter', ['inviterId', 'joinedAt'])
@Index('ix_referral_invitee', ['inviteeId', 'id'])
@Index('ix_referral_store', ['storeId', 'state', 'id'])
@Index('ix_referral_state', ['state', 'untilAt'])
export class ReferralEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'inviter_id', ...idColumn })
  inviterId: string;

  @Column({ name: 'invitee_id', ...idColumn })
  inviteeId: string;

  @Column({ name: 'invitee_key', ...idColumn, nullable: true })
  inviteeKey: string | null;

  @Column({ ...cipherColumn, transformer: encrypted })
  vin: string;

  @Column({ name: 'vin_key', ...hashColumn(22), nullable: true })
  vinKey: string | null;

  @Column({ ...cipherColumn, nullable: true, transformer: encrypted })
  plate: string | null;

  /** The terms at the time of joining. */
  @Column({ name: 'inviter_type_id', ...idColumn })
  inviterTypeId: string;

  @Column({ name: 'invitee_type_id', ...idColumn })
  inviteeTypeId: string;

  @Column({ ...codeColumn(10) })
  state: ReferralState;

  /** Why it was refused or waits. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  reason: string | null;

  @Column({ name: 'joined_at', ...instantColumn })
  joinedAt: Date;

  @Column({ name: 'until_at', ...instantColumn })
  untilAt: Date;

  @Column({ name: 'visit_id', ...idColumn, nullable: true })
  visitId: string | null;

  @Column({ name: 'paid_fen', type: 'int', unsigned: true, nullable: true })
  paidFen: number | null;

  @Column({ name: 'earned_at', ...instantColumn, nullable: true })
  earnedAt: Date | null;

  @Column({ name: 'rewarded_at', ...instantColumn, nullable: true })
  rewardedAt: Date | null;

  @Column({ name: 'inviter_coupon_id', ...idColumn, nullable: true })
  inviterCouponId: string | null;

  @Column({ name: 'invitee_coupon_id', ...idColumn, nullable: true })
  inviteeCouponId: string | null;
}
