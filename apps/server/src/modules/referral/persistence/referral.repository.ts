import type { BestTime, ReferralState, ReferralWish } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThanOrEqual, Not } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { fieldCipher, readableCode } from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import {
  ReferralCodeEntity,
  ReferralEntity,
  ReferralProgrammeEntity,
  ReferralWishEntity,
} from './referral.entity.js';

/** Instants are milliseconds. */
export type Referral = Readonly<
  Omit<ReferralEntity, 'joinedAt' | 'untilAt' | 'earnedAt' | 'rewardedAt'> & {
    joinedAt: number;
    untilAt: number;
    earnedAt: number | null;
    rewardedAt: number | null;
  }
>;
export type Programme = Readonly<Omit<ReferralProgrammeEntity, 'updatedAt'> & { updatedAt: number }>;
export type ProgrammePlan = Omit<Programme, 'updatedBy' | 'updatedAt'>;
export interface NewReferral {
  readonly storeId: string;
  readonly inviterId: string;
  readonly inviteeId: string;
  readonly vin: string;
  readonly plate: string | null;
  readonly inviterTypeId: string;
  readonly inviteeTypeId: string;
  readonly untilAt: number;
}
export interface ReferralChange {
  readonly reason?: string | null;
  readonly visitId?: string | null;
  readonly paidFen?: number | null;
  readonly inviterCouponId?: string;
  readonly inviteeCouponId?: string;
}

const recordOf = (entity: ReferralEntity): Referral => ({
  ...entity,
  joinedAt: entity.joinedAt.getTime(),
  untilAt: entity.untilAt.getTime(),
  earnedAt: entity.earnedAt?.getTime() ?? null,
  rewardedAt: entity.rewardedAt?.getTime() ?? null,
});

@Injectable()
export class ReferralRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async programmeOf(storeId: string): Promise<Programme | null> {
    const entity = await this.uow.reader.findOneBy(ReferralProgrammeEntity, { storeId });
    return entity ? { ...entity, open: Boolean(entity.open), updatedAt: entity.updatedAt.getTime() } : null;
  }

  async saveProgramme(tx: Tx, plan: ProgrammePlan, by: string): Promise<void> {
    await tx.manager.upsert(
      ReferralProgrammeEntity,
      { ...plan, updatedBy: by, updatedAt: this.clock.date() },
      ['storeId'],
    );
  }

  /** The code of a person at a store, made on first use. */
  async codeOf(ownerId: string, storeId: string): Promise<string> {
    for (let tries = 0; tries < 5; tries += 1) {
      const known = await this.uow.reader.findOneBy(ReferralCodeEntity, { ownerId, storeId });
      if (known) return known.code;
      await this.uow.run((tx) =>
        tx.manager.query(
          'INSERT IGNORE INTO referral_code (owner_id, store_id, code, created_at) VALUES (?, ?, ?, ?)',
          [ownerId, storeId, readableCode(8), this.clock.date()],
        ),
      );
    }
    throw new Error('No free referral code');
  }

  async byCode(code: string): Promise<{ ownerId: string; storeId: string } | null> {
    return this.uow.reader.findOneBy(ReferralCodeEntity, { code });
  }

  /**
   * Holds a code and those of the person who takes it: invitations by a code are taken one after the other, and two
   * people do not take each other's at once.
   */
  async lockCodes(tx: Tx, code: string, inviteeId: string): Promise<void> {
    const own = await tx.manager.findBy(ReferralCodeEntity, { ownerId: inviteeId });
    const codes = [code, ...own.map((one) => one.code)].sort();
    await tx.manager.query('SELECT owner_id FROM referral_code WHERE code IN (?) ORDER BY code FOR UPDATE', [
      codes,
    ]);
  }

  /** Keeps what a person wants of a store; a later wish takes the place of an earlier one. */
  async saveWish(
    tx: Tx,
    row: { ownerId: string; storeId: string; wish: ReferralWish; bestTime: BestTime },
  ): Promise<void> {
    await tx.manager.upsert(ReferralWishEntity, { ...row, wishedAt: this.clock.date() }, [
      'ownerId',
      'storeId',
    ]);
  }

  /** What a person has asked a store for since an instant. */
  async wishOf(ownerId: string, storeId: string, since: number): Promise<ReferralWish | null> {
    const row = await this.uow.reader.findOneBy(ReferralWishEntity, {
      ownerId,
      storeId,
      wishedAt: MoreThanOrEqual(toDate(since)),
    });
    return row?.wish ?? null;
  }

  /** Friends that count, of one person since an instant. */
  broughtSince(inviterId: string, since: number): Promise<number> {
    return this.uow.reader.countBy(ReferralEntity, {
      inviterId,
      joinedAt: MoreThanOrEqual(toDate(since)),
      inviteeKey: Not(IsNull()),
    });
  }

  /** Throws ER_DUP_ENTRY on uq_referral_invitee or uq_referral_vin. */
  async insert(tx: Tx, row: NewReferral): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(ReferralEntity, {
      ...row,
      id,
      inviteeKey: row.inviteeId,
      vinKey: fieldCipher().index('vin', row.vin),
      state: 'waiting',
      joinedAt: this.clock.date(),
      untilAt: toDate(row.untilAt),
    });
    return id;
  }

  /** The invitation of a person that counts, else their last one. */
  async ofInvitee(inviteeId: string): Promise<Referral | null> {
    const entity = await this.uow.reader.findOne(ReferralEntity, {
      where: { inviteeId },
      order: { inviteeKey: 'DESC', id: 'DESC' },
    });
    return entity ? recordOf(entity) : null;
  }

  /** Whether a person's invitation was taken by another, and stands. */
  async hasBrought(inviterId: string, inviteeId: string): Promise<boolean> {
    return this.uow.reader.existsBy(ReferralEntity, { inviterId, inviteeId, inviteeKey: Not(IsNull()) });
  }

  async isVinTaken(vin: string): Promise<boolean> {
    return (await this.uow.reader.countBy(ReferralEntity, { vinKey: fieldCipher().index('vin', vin) })) > 0;
  }

  async ofInviter(inviterId: string, limit: number): Promise<Referral[]> {
    const entities = await this.uow.reader.find(ReferralEntity, {
      where: { inviterId },
      order: { id: 'DESC' },
      take: limit,
    });
    return entities.map(recordOf);
  }

  async countRewarded(inviterId: string): Promise<number> {
    return this.uow.reader.countBy(ReferralEntity, { inviterId, state: 'rewarded' });
  }

  async lockById(tx: Tx, id: string): Promise<Referral | null> {
    const entity = await tx.manager.findOne(ReferralEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? recordOf(entity) : null;
  }

  /** The invitation that this car counts for, locked. */
  async lockByVin(tx: Tx, vin: string): Promise<Referral | null> {
    const entity = await tx.manager.findOne(ReferralEntity, {
      where: { vinKey: fieldCipher().index('vin', vin) },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? recordOf(entity) : null;
  }

  async idsInState(state: ReferralState, limit: number): Promise<string[]> {
    const rows = await this.uow.reader.find(ReferralEntity, {
      select: { id: true },
      where: { state },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map(({ id }) => id);
  }

  /** Moves one on, if it is still in `from`; a refused or lapsed one frees its person and car. */
  async move(
    tx: Tx,
    id: string,
    from: ReferralState,
    to: ReferralState,
    change: ReferralChange = {},
  ): Promise<boolean> {
    const now = this.clock.date();
    const { affected } = await tx.manager.update(
      ReferralEntity,
      { id, state: from },
      {
        ...change,
        state: to,
        ...(to === 'earned' && from === 'waiting' ? { earnedAt: now } : {}),
        ...(to === 'rewarded' ? { rewardedAt: now } : {}),
        ...(to === 'refused' || to === 'lapsed' ? { inviteeKey: null, vinKey: null } : {}),
      },
    );
    return affected === 1;
  }

  async setReason(tx: Tx, id: string, reason: string): Promise<void> {
    await tx.manager.update(ReferralEntity, { id }, { reason });
  }

  /** Ends invitations whose visit did not come by an instant. */
  async lapse(tx: Tx, before: number): Promise<number> {
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      `UPDATE referral SET state = 'lapsed', invitee_key = NULL, vin_key = NULL
        WHERE state = 'waiting' AND until_at < ?`,
      [toDate(before)],
    );
    return affectedRows;
  }

  /** The latest first; `people` narrows it to invitations of or to one of them. */
  async list(
    filter: {
      storeIds: readonly string[];
      state?: ReferralState | undefined;
      people?: readonly string[] | undefined;
    },
    page: number,
    pageSize: number,
  ): Promise<{ rows: Referral[]; total: number }> {
    const { storeIds, state, people } = filter;
    if (storeIds.length === 0 || people?.length === 0) return { rows: [], total: 0 };
    const where = { storeId: In([...storeIds]), ...(state ? { state } : {}) };
    const one = people && In([...people]);
    const [entities, total] = await this.uow.reader.findAndCount(ReferralEntity, {
      where: one
        ? [
            { ...where, inviterId: one },
            { ...where, inviteeId: one },
          ]
        : where,
      order: { id: 'DESC' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    });
    return { rows: entities.map(recordOf), total };
  }

  /** Invitations of a store by state, and what the first visits paid. */
  async countsOf(storeId: string): Promise<{ byState: Map<ReferralState, number>; outputFen: number }> {
    const rows = await this.uow.read<{ state: ReferralState; n: string; fen: string | null }>(
      'SELECT state, COUNT(*) AS n, SUM(paid_fen) AS fen FROM referral WHERE store_id = ? GROUP BY state',
      [storeId],
    );
    return {
      byState: new Map(rows.map(({ state, n }) => [state, Number(n)])),
      outputFen: rows.reduce((sum, { fen }) => sum + Number(fen ?? 0), 0),
    };
  }
}
