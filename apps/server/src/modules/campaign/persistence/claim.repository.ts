import type { ClaimState, PrizeKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';

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

/** A claim as it stands; instants are milliseconds. */
export interface Claim {
  readonly id: string;
  readonly waveId: string;
  readonly campaignId: string;
  readonly packetNo: number;
  readonly storeId: string;
  readonly ownerId: string;
  readonly prize: number;
  readonly kind: PrizeKind;
  readonly amountFen: number;
  readonly state: ClaimState;
  readonly wonAt: number;
  readonly untilAt: number | null;
  readonly settledAt: number | null;
  readonly handedId: string | null;
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

interface Row extends Omit<Claim, 'wonAt' | 'untilAt' | 'settledAt'> {
  wonAt: Date;
  untilAt: Date | null;
  settledAt: Date | null;
}

const COLUMNS = `id, wave_id AS waveId, campaign_id AS campaignId, packet_no AS packetNo, store_id AS storeId,
  owner_id AS ownerId, prize, kind, amount_fen AS amountFen, state, won_at AS wonAt, until_at AS untilAt,
  settled_at AS settledAt, handed_id AS handedId`;

/** Who got which packet, and what became of it. */
@Injectable()
export class ClaimRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Writes claims in one statement; ER_DUP_ENTRY if any of them meets a unique key. */
  async insert(tx: Tx, campaignId: string, waveId: string, claims: readonly NewClaim[]): Promise<void> {
    await tx.manager.query(
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
    const rows = await this.uow.read<Row>(
      `SELECT ${COLUMNS} FROM packet_claim WHERE wave_id = ? AND owner_id = ?`,
      [waveId, ownerId],
    );
    return rows[0] ? claimOf(rows[0]) : null;
  }

  async ofOwnerById(ownerId: string, id: string): Promise<Claim | null> {
    const rows = await this.uow.read<Row>(
      `SELECT ${COLUMNS} FROM packet_claim WHERE id = ? AND owner_id = ?`,
      [id, ownerId],
    );
    return rows[0] ? claimOf(rows[0]) : null;
  }

  /** A person's claims, the newest first, before the id `before`. */
  async listOfOwner(ownerId: string, before: string | undefined, limit: number): Promise<Claim[]> {
    const rows = await this.uow.read<Row>(
      `SELECT ${COLUMNS} FROM packet_claim WHERE owner_id = ?${before === undefined ? '' : ' AND id < ?'}
        ORDER BY id DESC LIMIT ${limit}`,
      before === undefined ? [ownerId] : [ownerId, before],
    );
    return rows.map(claimOf);
  }

  /** A person's claims in some waves. */
  async ofOwnerIn(ownerId: string, waveIds: readonly string[]): Promise<Claim[]> {
    if (waveIds.length === 0) return [];
    const rows = await this.uow.read<Row>(
      `SELECT ${COLUMNS} FROM packet_claim WHERE owner_id = ? AND wave_id IN (?)`,
      [ownerId, waveIds],
    );
    return rows.map(claimOf);
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

  /** Claims of a state whose id follows `after`, the oldest first. */
  async inState(state: ClaimState, after: string, limit: number): Promise<Claim[]> {
    const rows = await this.uow.read<Row>(
      `SELECT ${COLUMNS} FROM packet_claim WHERE state = ? AND id > ? ORDER BY id LIMIT ${limit}`,
      [state, after],
    );
    return rows.map(claimOf);
  }

  async lock(tx: Tx, id: string): Promise<Claim | null> {
    const rows = await tx.manager.query<Row[]>(
      `SELECT ${COLUMNS} FROM packet_claim WHERE id = ? FOR UPDATE`,
      [id],
    );
    return rows[0] ? claimOf(rows[0]) : null;
  }

  /** Claims that wait for this person or this car, locked. */
  async waitingFor(tx: Tx, ownerId: string, vehicleId: string): Promise<Claim[]> {
    const rows = await tx.manager.query<Row[]>(
      `SELECT ${COLUMNS} FROM packet_claim WHERE state = 'waiting' AND (owner_id = ? OR vehicle_id = ?)
        ORDER BY id FOR UPDATE`,
      [ownerId, vehicleId],
    );
    return rows.map(claimOf);
  }

  /** Moves a claim on, if it is still in `from`. */
  async move(
    tx: Tx,
    id: string,
    from: ClaimState,
    to: ClaimState,
    change: { untilAt?: number | null; handedId?: string } = {},
  ): Promise<boolean> {
    const final = to === 'given' || to === 'paid' || to === 'lapsed';
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      `UPDATE packet_claim SET state = ?, until_at = ?, settled_at = ?, handed_id = COALESCE(?, handed_id)
        WHERE id = ? AND state = ?`,
      [
        to,
        change.untilAt === undefined || change.untilAt === null ? null : toDate(change.untilAt),
        final ? this.clock.date() : null,
        change.handedId ?? null,
        id,
        from,
      ],
    );
    return affectedRows === 1;
  }
}

const MARKS = `SELECT id, wave_id AS waveId, packet_no AS packetNo, owner_id AS ownerId, person_key AS personKey,
  phone_key AS phoneKey, car_key AS carKey FROM packet_claim`;

function claimOf(row: Row): Claim {
  return {
    ...row,
    wonAt: row.wonAt.getTime(),
    untilAt: row.untilAt?.getTime() ?? null,
    settledAt: row.settledAt?.getTime() ?? null,
  };
}
