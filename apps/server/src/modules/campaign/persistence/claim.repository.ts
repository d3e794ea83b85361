import type { PrizeKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type WonRecord, WonRepository } from '../../../platform/planned/index.js';

/** A claim about to be written. */
export interface NewClaim {
  readonly id: string;
  readonly packetNo: number;
  readonly storeId: string;
  readonly ownerId: string;
  readonly accountId: string;
  readonly vehicleId: string | null;
  readonly prize: number;
  readonly kind: PrizeKind;
  readonly amountFen: number;
  readonly personKey: string | null;
  readonly phoneKey: string | null;
  readonly carKey: string | null;
  /** Milliseconds. */
  readonly wonAt: number;
}

/** A claim as it stands. */
export interface Claim extends WonRecord {
  readonly waveId: string;
  readonly campaignId: string;
  readonly packetNo: number;
}

/** What the gate must know of a claim when it is built anew. */
export interface ClaimMark {
  readonly id: string;
  readonly waveId: string;
  readonly packetNo: number;
  readonly ownerId: string;
  readonly personKey: string | null;
  readonly phoneKey: string | null;
  readonly carKey: string | null;
}

/** Who got which packet, and what became of it. */
@Injectable()
export class ClaimRepository extends WonRepository<Claim> {
  protected readonly table = 'packet_claim';
  protected readonly own = 'wave_id AS waveId, campaign_id AS campaignId, packet_no AS packetNo';

  /** Writes claims in one statement; ER_DUP_ENTRY if any of them meets a unique key. */
  async insert(tx: Tx, campaignId: string, waveId: string, claims: readonly NewClaim[]): Promise<void> {
    await tx.query(
      `INSERT INTO packet_claim (id, wave_id, packet_no, campaign_id, store_id, owner_id, account_id, vehicle_id,
         prize, kind, amount_fen, state, person_key, phone_key, car_key, won_at) VALUES ?`,
      [
        claims.map((claim) => [
          claim.id,
          waveId,
          claim.packetNo,
          campaignId,
          claim.storeId,
          claim.ownerId,
          claim.accountId,
          claim.vehicleId,
          claim.prize,
          claim.kind,
          claim.amountFen,
          'won',
          claim.personKey,
          claim.phoneKey,
          claim.carKey,
          toDate(claim.wonAt),
        ]),
      ],
    );
  }

  /** What a person got in a wave: the answer to every repeated tap. */
  async ofOwner(waveId: string, ownerId: string): Promise<Claim | null> {
    return (await this.find('wave_id = ? AND owner_id = ?', [waveId, ownerId]))[0] ?? null;
  }

  /** A person's claims in some waves. */
  async ofOwnerIn(ownerId: string, waveIds: readonly string[]): Promise<Claim[]> {
    if (waveIds.length === 0) return [];
    return this.find('owner_id = ? AND wave_id IN (?)', [ownerId, waveIds]);
  }

  /** Claims by their packets, for those that have one. */
  async ofPackets(waveId: string, numbers: readonly number[]): Promise<ClaimMark[]> {
    if (numbers.length === 0) return [];
    return this.uow.read<ClaimMark>(`${MARKS} WHERE wave_id = ? AND packet_no IN (?)`, [waveId, numbers]);
  }

  /** Every claim of a campaign, for a gate that is built. */
  marksOf(campaignId: string): Promise<ClaimMark[]> {
    return this.uow.read<ClaimMark>(`${MARKS} WHERE campaign_id = ?`, [campaignId]);
  }

  /** Winners of a wave by owner. */
  winnersOf(waveId: string): Promise<{ ownerId: string; id: string; packetNo: number }[]> {
    return this.uow.read(
      'SELECT owner_id AS ownerId, id, packet_no AS packetNo FROM packet_claim WHERE wave_id = ?',
      [waveId],
    );
  }

  /** Claims that wait for this person or this car, locked. */
  waitingFor(tx: Tx, ownerId: string, vehicleId: string): Promise<Claim[]> {
    return this.findIn(tx, "state = 'waiting' AND (owner_id = ? OR vehicle_id = ?) ORDER BY id FOR UPDATE", [
      ownerId,
      vehicleId,
    ]);
  }
}

const MARKS = `SELECT id, wave_id AS waveId, packet_no AS packetNo, owner_id AS ownerId, person_key AS personKey,
  phone_key AS phoneKey, car_key AS carKey FROM packet_claim`;
