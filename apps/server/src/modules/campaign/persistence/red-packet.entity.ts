import type { ClaimState, PrizeKind } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** One packet, written at the approval and never changed: who got it is said by `packet_claim`. */
@Entity('red_packet')
export class RedPacketEntity {
  @PrimaryColumn({ name: 'wave_id', ...idColumn })
  waveId: string;

  /** 1, 2, 3 … */
  @PrimaryColumn({ type: 'int', unsigned: true })
  number: number;

  /** Place of the prize in the wave's list. */
  @Column({ type: 'tinyint', unsigned: true })
  prize: number;

  /** What it takes from the budget. */
  @Column({ name: 'amount_fen', type: 'int', unsigned: true })
  amountFen: number;
}

/**
 * Who got a packet: the truth that every answer follows. The unique keys are the limits: a packet has one taker, a
 * person one packet a wave, and a person, phone or car no more slots in a campaign than it allows (`person:2` is the
 * second packet of that person; null where there is no limit).
 */
@Entity('packet_claim')
@Index('uq_packet_claim_packet', ['waveId', 'packetNo'], { unique: true })
@Index('uq_packet_claim_owner', ['ownerId', 'waveId'], { unique: true })
@Index('uq_packet_claim_person', ['campaignId', 'personKey'], { unique: true })
@Index('uq_packet_claim_phone', ['campaignId', 'phoneKey'], { unique: true })
@Index('uq_packet_claim_car', ['campaignId', 'carKey'], { unique: true })
@Index('ix_packet_claim_state', ['state', 'id'])
export class PacketClaimEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'wave_id', ...idColumn })
  waveId: string;

  @Column({ name: 'packet_no', type: 'int', unsigned: true })
  packetNo: number;

  @Column({ name: 'campaign_id', ...idColumn })
  campaignId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'account_id', ...idColumn })
  accountId: string;

  /** The car that counts for the limit per car. */
  @Column({ name: 'vehicle_id', ...idColumn, nullable: true })
  vehicleId: string | null;

  @Column({ type: 'tinyint', unsigned: true })
  prize: number;

  @Column({ ...codeColumn(8) })
  kind: PrizeKind;

  @Column({ name: 'amount_fen', type: 'int', unsigned: true })
  amountFen: number;

  @Column({ ...codeColumn(12) })
  state: ClaimState;

  @Column({ name: 'person_key', ...codeColumn(30), nullable: true })
  personKey: string | null;

  @Column({ name: 'phone_key', ...codeColumn(26), nullable: true })
  phoneKey: string | null;

  @Column({ name: 'car_key', ...codeColumn(30), nullable: true })
  carKey: string | null;

  @Column({ name: 'won_at', ...instantColumn })
  wonAt: Date;

  /** Until when the car must come, or the cash be confirmed. */
  @Column({ name: 'until_at', ...instantColumn, nullable: true })
  untilAt: Date | null;

  /** Paid, given, lapsed or withdrawn. */
  @Column({ name: 'settled_at', ...instantColumn, nullable: true })
  settledAt: Date | null;

  /** The payout, coupon or code of the room that handed it out. */
  @Column({ name: 'handed_id', ...idColumn, nullable: true })
  handedId: string | null;
}
