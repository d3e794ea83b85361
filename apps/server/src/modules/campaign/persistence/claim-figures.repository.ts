import type { ClaimState, PrizeKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { RETURNED } from '../../../platform/planned/index.js';

/** What the claims of a wave come to, in fen. */
export interface WaveTotals {
  readonly waveId: string;
  readonly campaignId: string;
  readonly claims: number;
  /** Won and not returned. */
  readonly claimedFen: number;
  /** Paid or handed out. */
  readonly paidFen: number;
  /** All that were ever won. */
  readonly wonFen: number;
}

/** A winner as lists show them; instants are milliseconds. */
export interface Winner {
  readonly id: string;
  readonly ownerId: string;
  readonly storeId: string;
  readonly wave: number;
  readonly kind: PrizeKind;
  readonly prizeName: string;
  readonly amountFen: number;
  readonly state: ClaimState;
  readonly wonAt: number;
}

const WINNERS = `SELECT c.id, c.owner_id AS ownerId, c.store_id AS storeId, w.number AS wave, c.kind,
    p.name AS prizeName, c.amount_fen AS amountFen, c.state, c.won_at AS wonAt
  FROM packet_claim c JOIN campaign_wave w ON w.id = c.wave_id
  JOIN campaign_prize p ON p.wave_id = c.wave_id AND p.number = c.prize`;

type Row = Omit<Winner, 'wonAt'> & { wonAt: Date };
const winnerOf = (row: Row): Winner => ({ ...row, wonAt: row.wonAt.getTime() });

/** Counts and lists of claims. */
@Injectable()
export class ClaimFigures {
  constructor(private readonly uow: UnitOfWork) {}

  /** By wave; a wave without claims has no entry. */
  async totals(campaignIds: readonly string[]): Promise<Map<string, WaveTotals>> {
    if (campaignIds.length === 0) return new Map();
    const rows = await this.uow.read<Record<keyof WaveTotals, string>>(
      `SELECT wave_id AS waveId, campaign_id AS campaignId, COUNT(*) AS claims,
          COALESCE(SUM(CASE WHEN state NOT IN ${RETURNED} THEN amount_fen END), 0) AS claimedFen,
          COALESCE(SUM(CASE WHEN state IN ('paid', 'given') THEN amount_fen END), 0) AS paidFen,
          SUM(amount_fen) AS wonFen
         FROM packet_claim WHERE campaign_id IN (?) GROUP BY wave_id, campaign_id`,
      [campaignIds],
    );
    return new Map(
      rows.map(({ waveId, campaignId, claims, claimedFen, paidFen, wonFen }) => [
        waveId,
        {
          waveId,
          campaignId,
          claims: Number(claims),
          claimedFen: Number(claimedFen),
          paidFen: Number(paidFen),
          wonFen: Number(wonFen),
        },
      ]),
    );
  }

  /** All that was ever won in a wave, in the transaction that closes it. */
  async wonFen(tx: Tx, waveId: string): Promise<number> {
    const [row] = await tx.manager.query<{ fen: string | null }[]>(
      'SELECT SUM(amount_fen) AS fen FROM packet_claim WHERE wave_id = ?',
      [waveId],
    );
    return Number(row?.fen ?? 0);
  }

  /** How many of each prize of a wave were won, in the transaction that closes it. */
  async wonByPrize(tx: Tx, waveId: string): Promise<Map<number, number>> {
    const rows = await tx.manager.query<{ prize: number; n: string }[]>(
      'SELECT prize, COUNT(*) AS n FROM packet_claim WHERE wave_id = ? GROUP BY prize',
      [waveId],
    );
    return new Map(rows.map(({ prize, n }) => [prize, Number(n)]));
  }

  /** Whether anything of a campaign is still to be handed out, confirmed or waited for. */
  async hasOpen(campaignId: string): Promise<boolean> {
    const rows = await this.uow.read(
      `SELECT 1 FROM packet_claim WHERE campaign_id = ? AND state IN ('won', 'held', 'waiting', 'confirming') LIMIT 1`,
      [campaignId],
    );
    return rows.length > 0;
  }

  /** The latest winners of a wave. */
  async latest(waveId: string, limit: number): Promise<Winner[]> {
    const rows = await this.uow.read<Row>(
      `${WINNERS} WHERE c.wave_id = ? ORDER BY c.id DESC LIMIT ${limit}`,
      [waveId],
    );
    return rows.map(winnerOf);
  }

  /** The biggest cash packet of a wave so far. */
  async best(waveId: string): Promise<Winner | null> {
    const rows = await this.uow.read<Row>(
      `${WINNERS} WHERE c.wave_id = ? AND c.kind = 'cash' ORDER BY c.amount_fen DESC, c.id LIMIT 1`,
      [waveId],
    );
    return rows[0] ? winnerOf(rows[0]) : null;
  }

  /** Claims by full second since `from` (milliseconds): the latest 120 seconds that had any, in their order. */
  async bySecond(waveId: string, from: number): Promise<{ second: number; claims: number }[]> {
    const rows = await this.uow.read<{ second: string; claims: string }>(
      `SELECT FLOOR(TIMESTAMPDIFF(MICROSECOND, ?, won_at) / 1000000) AS second, COUNT(*) AS claims
         FROM packet_claim WHERE wave_id = ? GROUP BY second ORDER BY second DESC LIMIT 120`,
      [toDate(from), waveId],
    );
    return rows.map(({ second, claims }) => ({ second: Number(second), claims: Number(claims) })).reverse();
  }

  /** Claims of a campaign at some stores, the latest first; `limit` and `offset` page through them. */
  async list(
    campaignId: string,
    storeIds: readonly string[],
    filter: { wave?: number | undefined; state?: ClaimState | undefined },
    limit: number,
    offset: number,
  ): Promise<{ winners: Winner[]; total: number }> {
    if (storeIds.length === 0) return { winners: [], total: 0 };
    const where = ['c.campaign_id = ?', 'c.store_id IN (?)'];
    const params: unknown[] = [campaignId, storeIds];
    if (filter.wave !== undefined) {
      where.push('w.number = ?');
      params.push(filter.wave);
    }
    if (filter.state !== undefined) {
      where.push('c.state = ?');
      params.push(filter.state);
    }
    const condition = where.join(' AND ');
    const [rows, [count]] = await Promise.all([
      this.uow.read<Row>(
        `${WINNERS} WHERE ${condition} ORDER BY c.id DESC LIMIT ${limit} OFFSET ${offset}`,
        params,
      ),
      this.uow.read<{ n: string }>(
        `SELECT COUNT(*) AS n FROM packet_claim c JOIN campaign_wave w ON w.id = c.wave_id WHERE ${condition}`,
        params,
      ),
    ]);
    return { winners: rows.map(winnerOf), total: Number(count?.n ?? 0) };
  }
}
