import type { CampaignState, PrizeKind, ReleaseKind, Segment, SplitKind, WavePlan } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  codeColumn,
  hashColumn,
  idColumn,
  instantColumn,
  jsonText,
} from '../../../platform/database/index.js';

/** A campaign: who may take part, what it may cost, by which rules. Its stores stand in `campaign_store`. */
@Entity('campaign')
@Index('ix_campaign_state', ['state', 'endsAt'])
export class CampaignEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Index('uq_campaign_code', { unique: true })
  @Column({ ...codeColumn(10) })
  code: string;

  @Column({ type: 'varchar', length: 20 })
  title: string;

  @Column({ type: 'varchar', length: 30 })
  subtitle: string;

  @Column({ name: 'rules_text', type: 'text' })
  rulesText: string;

  @Column({ type: 'text', nullable: true, transformer: jsonText })
  segment: Segment | null;

  @Column({ ...codeColumn(12) })
  state: CampaignState;

  /** Counts the edits. */
  @Column({ type: 'int', unsigned: true })
  version: number;

  /** The plan as edited; rows of waves and packets are made from it at the approval. */
  @Column({ type: 'text', transformer: jsonText })
  waves: WavePlan[];

  @Column({ name: 'budget_fen', type: 'int', unsigned: true })
  budgetFen: number;

  /** Taken from the budget by packets; only ever raised by a conditional update. */
  @Column({ name: 'packed_fen', type: 'int', unsigned: true })
  packedFen: number;

  /** What came back into the budget: lapsed claims, packets that nobody took. */
  @Column({ name: 'returned_fen', type: 'int', unsigned: true })
  returnedFen: number;

  @Column({ name: 'per_person', type: 'tinyint', unsigned: true, nullable: true })
  perPerson: number | null;

  @Column({ name: 'per_phone', type: 'tinyint', unsigned: true, nullable: true })
  perPhone: number | null;

  @Column({ name: 'per_car', type: 'tinyint', unsigned: true, nullable: true })
  perCar: number | null;

  @Column({ name: 'odds_ppm', type: 'int', unsigned: true })
  oddsPpm: number;

  @Column({ name: 'release_kind', ...codeColumn(12) })
  release: ReleaseKind;

  @Column({ name: 'arrive_within_days', type: 'smallint', unsigned: true })
  arriveWithinDays: number;

  @Column({ name: 'attribution_days', type: 'smallint', unsigned: true })
  attributionDays: number;

  /** Start of the first wave and end of the last. */
  @Column({ name: 'starts_at', ...instantColumn })
  startsAt: Date;

  @Column({ name: 'ends_at', ...instantColumn })
  endsAt: Date;

  @Column({ name: 'created_by', ...idColumn })
  createdBy: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;

  @Column({ name: 'submitted_by', ...idColumn, nullable: true })
  submittedBy: string | null;

  @Column({ name: 'submitted_at', ...instantColumn, nullable: true })
  submittedAt: Date | null;

  @Column({ name: 'approved_by', ...idColumn, nullable: true })
  approvedBy: string | null;

  @Column({ name: 'approved_at', ...instantColumn, nullable: true })
  approvedAt: Date | null;

  /** Why it was sent back or stopped. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  reason: string | null;

  @Column({ name: 'settled_at', ...instantColumn, nullable: true })
  settledAt: Date | null;
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
