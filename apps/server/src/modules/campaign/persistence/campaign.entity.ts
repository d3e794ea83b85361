import type { PrizeKind, ReleaseKind, SplitKind, WavePlan } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  codeColumn,
  hashColumn,
  idColumn,
  instantColumn,
  jsonText,
} from '../../../platform/database/index.js';
import { PlannedEntity } from '../../../platform/planned/index.js';

/** A campaign: who may take part, what it may cost, by which rules. Its stores stand in `campaign_store`. */
@Entity('campaign')
@Index('ix_campaign_state', ['state', 'endsAt'])
@Index('uq_campaign_code', ['code'], { unique: true })
export class CampaignEntity extends PlannedEntity {
  /** The plan as edited; rows of waves and packets are made from it at the approval. */
  @Column({ type: 'text', transformer: jsonText })
  waves: WavePlan[];

  @Column({ name: 'odds_ppm', type: 'int', unsigned: true })
  oddsPpm: number;

  @Column({ name: 'release_kind', ...codeColumn(12) })
  release: ReleaseKind;

  @Column({ name: 'arrive_within_days', type: 'smallint', unsigned: true })
  arriveWithinDays: number;
}

@Entity('campaign_store')
@Index('ix_campaign_store', ['storeId', 'campaignId'])
export class CampaignStoreEntity {
  @PrimaryColumn({ name: 'campaign_id', ...idColumn })
  campaignId: string;

  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;
}

/** One wave of an approved campaign. */
@Entity('campaign_wave')
@Index('uq_campaign_wave', ['campaignId', 'number'], { unique: true })
export class CampaignWaveEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'campaign_id', ...idColumn })
  campaignId: string;

  @Column({ type: 'tinyint', unsigned: true })
  number: number;

  @Column({ name: 'starts_at', ...instantColumn })
  startsAt: Date;

  @Column({ name: 'ends_at', ...instantColumn })
  endsAt: Date;

  @Column({ type: 'int', unsigned: true })
  packets: number;

  @Column({ name: 'packed_fen', type: 'int', unsigned: true })
  packedFen: number;

  /** Packets written so far. */
  @Column({ type: 'int', unsigned: true })
  written: number;

  /** Of the split and of the odds; never leaves the server. */
  @Column({ ...hashColumn(43) })
  seed: string;

  /** Counts how often the gate in Redis was built; a pool of an older count is not used. */
  @Column({ name: 'gate_epoch', type: 'int', unsigned: true })
  gateEpoch: number;

  @Column({ name: 'sold_out_at', ...instantColumn, nullable: true })
  soldOutAt: Date | null;

  /** From here on no claim is written any more. */
  @Column({ name: 'closed_at', ...instantColumn, nullable: true })
  closedAt: Date | null;
}

/** A prize of a wave. */
@Entity('campaign_prize')
export class CampaignPrizeEntity {
  @PrimaryColumn({ name: 'wave_id', ...idColumn })
  waveId: string;

  /** Place in the wave's list, from 0. */
  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  number: number;

  @Column({ ...codeColumn(8) })
  kind: PrizeKind;

  @Column({ type: 'varchar', length: 20 })
  name: string;

  @Column({ type: 'int', unsigned: true })
  count: number;

  @Column({ name: 'split_kind', ...codeColumn(8) })
  split: SplitKind;

  @Column({ name: 'total_fen', type: 'int', unsigned: true })
  totalFen: number;

  @Column({ name: 'min_fen', type: 'int', unsigned: true })
  minFen: number;

  @Column({ name: 'coupon_type_id', ...idColumn, nullable: true })
  couponTypeId: string | null;

  @Column({ name: 'code_pool_id', ...idColumn, nullable: true })
  codePoolId: string | null;

  @Column({ name: 'unit_cost_fen', type: 'int', unsigned: true })
  unitCostFen: number;
}

/** Who has opened a campaign's page; the first time counts. */
@Entity('campaign_seen')
export class CampaignSeenEntity {
  @PrimaryColumn({ name: 'campaign_id', ...idColumn })
  campaignId: string;

  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'seen_at', ...instantColumn })
  seenAt: Date;
}

/** How far a wave was announced to the owners of a store; a crash repeats nothing and loses nothing. */
@Entity('campaign_announcement')
export class CampaignAnnouncementEntity {
  @PrimaryColumn({ name: 'wave_id', ...idColumn })
  waveId: string;

  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  /** The last car that was looked at; empty at the beginning. */
  @Column({ name: 'cursor_id', ...codeColumn(26) })
  cursorId: string;

  @Column({ type: 'int', unsigned: true })
  planned: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'done_at', ...instantColumn, nullable: true })
  doneAt: Date | null;
}

/** Who wants to be told just before a wave starts. */
@Entity('campaign_reminder')
export class CampaignReminderEntity {
  @PrimaryColumn({ name: 'wave_id', ...idColumn })
  waveId: string;

  @Index('ix_campaign_reminder_owner')
  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'asked_at', ...instantColumn })
  askedAt: Date;
}
