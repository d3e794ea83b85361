import {
  type ClaimState,
  isReturnedClaim,
  type PrizeKind,
  returnedClaimStates,
} from '@cheban/contracts/constants';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../clock/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';

/** The states of `isReturnedClaim`, for statements: `state NOT IN ${RETURNED}`. */
export const RETURNED = `(${returnedClaimStates.map((state) => `'${state}'`).join(', ')})`;

/** Something won, as it stands; instants are milliseconds. */
export interface WonRecord {
  readonly id: string;
  readonly storeId: string;
  readonly ownerId: string;
  /** Place of the prize in its list. */
  readonly prize: number;
  readonly kind: PrizeKind;
  /** What it takes from the budget. */
  readonly amountFen: number;
  readonly state: ClaimState;
  readonly wonAt: number;
  readonly untilAt: number | null;
  readonly settledAt: number | null;
  readonly handedId: string | null;
}

export type WonRow<W extends WonRecord> = Omit<W, 'wonAt' | 'untilAt' | 'settledAt'> & {
  wonAt: Date;
  untilAt: Date | null;
  settledAt: Date | null;
};

/** Columns that every table of won things has. */
const SHARED = `id, store_id AS storeId, owner_id AS ownerId, prize, kind, amount_fen AS amountFen, state,
  won_at AS wonAt, until_at AS untilAt, settled_at AS settledAt, handed_id AS handedId`;

/** Rows of what was won. A state is only ever changed from the one it is in. */
@Injectable()
export abstract class WonRepository<W extends WonRecord> {
  protected abstract readonly table: 'packet_claim' | 'game_win';
  /** Columns of its own, for a SELECT. */
  protected abstract readonly own: string;

  constructor(
    protected readonly uow: UnitOfWork,
    protected readonly clock: Clock,
  ) {}

  async ofOwnerById(ownerId: string, id: string): Promise<W | null> {
    return (await this.find('id = ? AND owner_id = ?', [id, ownerId]))[0] ?? null;
  }

  /** A person's wins, the newest first, before the id `before`. */
  listOfOwner(ownerId: string, before: string | undefined, limit: number): Promise<W[]> {
    const older = before === undefined ? '' : ' AND id < ?';
    const params = before === undefined ? [ownerId] : [ownerId, before];
    return this.find(`owner_id = ?${older} ORDER BY id DESC LIMIT ${limit}`, params);
  }

  /** Wins of a state whose id follows `after`, the oldest first. */
  inState(state: ClaimState, after: string, limit: number): Promise<W[]> {
    return this.find(`state = ? AND id > ? ORDER BY id LIMIT ${limit}`, [state, after]);
  }

  async lock(tx: Tx, id: string): Promise<W | null> {
    return (await this.findIn(tx, 'id = ? FOR UPDATE', [id]))[0] ?? null;
  }

  /** Moves one on, if it is still in `from`. */
  async move(
    tx: Tx,
    id: string,
    from: ClaimState,
    to: ClaimState,
    change: { untilAt?: number | null; handedId?: string } = {},
  ): Promise<boolean> {
    const final = to === 'given' || to === 'paid' || isReturnedClaim(to);
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      `UPDATE ${this.table} SET state = ?, until_at = ?, settled_at = ?, handed_id = COALESCE(?, handed_id)
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

  protected async find(condition: string, params: unknown[]): Promise<W[]> {
    return (await this.uow.read<WonRow<W>>(this.sql(condition), params)).map((row) => wonOf<W>(row));
  }

  protected async findIn(tx: Tx, condition: string, params: unknown[]): Promise<W[]> {
    const rows = await tx.manager.query<WonRow<W>[]>(this.sql(condition), params);
    return rows.map((row) => wonOf<W>(row));
  }

  private sql(condition: string): string {
    return `SELECT ${SHARED}, ${this.own} FROM ${this.table} WHERE ${condition}`;
  }
}

function wonOf<W extends WonRecord>(row: WonRow<W>): W {
  const { wonAt, untilAt, settledAt } = row;
  const instants = {
    wonAt: wonAt.getTime(),
    untilAt: untilAt?.getTime() ?? null,
    settledAt: settledAt?.getTime() ?? null,
  };
  return { ...row, ...instants } as unknown as W;
}
