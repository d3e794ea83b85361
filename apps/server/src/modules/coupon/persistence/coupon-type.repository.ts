import type { CouponKind, CouponTypeState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { CouponTypeEntity } from './coupon.entity.js';

/** Instants are milliseconds. */
export type CouponType = Readonly<
  Omit<CouponTypeEntity, 'claimFrom' | 'claimUntil' | 'createdAt' | 'updatedAt'> & {
    claimFrom: number | null;
    claimUntil: number | null;
    createdAt: number;
    updatedAt: number;
  }
>;
/** What staff decide about a type. */
export type CouponTypePlan = Omit<
  CouponType,
  'id' | 'code' | 'state' | 'system' | 'stockLeft' | 'createdBy' | 'createdAt' | 'updatedAt'
>;
export type CouponTypeAdjustment = Pick<
  CouponType,
  'summary' | 'howTo' | 'stockTotal' | 'perOwner' | 'claimable' | 'claimFrom' | 'claimUntil'
>;

/** Totals of staff tables are counted no further than this. */
export const MOST_COUNTED = 10_000;

interface Affected {
  affectedRows: number;
}
const ms = (date: Date | null) => date?.getTime() ?? null;
const dateOrNull = (at: number | null) => (at === null ? null : toDate(at));

function couponTypeRecord(entity: CouponTypeEntity): CouponType {
  return {
    ...entity,
    system: Boolean(entity.system),
    claimable: Boolean(entity.claimable),
    claimFrom: ms(entity.claimFrom),
    claimUntil: ms(entity.claimUntil),
    createdAt: entity.createdAt.getTime(),
    updatedAt: entity.updatedAt.getTime(),
  };
}

@Injectable()
export class CouponTypeRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<CouponType | null> {
    const entity = await this.uow.reader.findOneBy(CouponTypeEntity, { id });
    return entity ? couponTypeRecord(entity) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, CouponType>> {
    if (ids.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(CouponTypeEntity, { id: In([...new Set(ids)]) });
    return new Map(entities.map((entity) => [entity.id, couponTypeRecord(entity)]));
  }

  async findByCode(code: string): Promise<CouponType | null> {
    const entity = await this.uow.reader.findOneBy(CouponTypeEntity, { code });
    return entity ? couponTypeRecord(entity) : null;
  }

  /** Holds the type's row to the end of the transaction: whoever gives coupons of it waits here. */
  async lockById(tx: Tx, id: string): Promise<CouponType | null> {
    const entity = await tx.manager.findOne(CouponTypeEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? couponTypeRecord(entity) : null;
  }

  /** A page for staff, the newest first. */
  async page(
    storeIds: readonly string[],
    filter: { state?: CouponTypeState | undefined; kind?: CouponKind | undefined },
    page: number,
    pageSize: number,
  ): Promise<{ types: CouponType[]; total: number }> {
    if (storeIds.length === 0) return { types: [], total: 0 };
    const query = this.uow.reader
      .createQueryBuilder(CouponTypeEntity, 't')
      .where('t.storeId IN (:...storeIds)', { storeIds });
    if (filter.state !== undefined) query.andWhere('t.state = :state', { state: filter.state });
    if (filter.kind !== undefined) query.andWhere('t.kind = :kind', { kind: filter.kind });
    const [entities, total] = await query
      .orderBy('t.id', 'DESC')
      .skip((page - 1) * pageSize)
      .take(pageSize)
      .getManyAndCount();
    return { types: entities.map(couponTypeRecord), total: Math.min(total, MOST_COUNTED) };
  }

  /** Active types that owners may take themselves now or before `soon`; at most 300, the newest first. */
  async claimable(now: number, soon: number): Promise<CouponType[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(CouponTypeEntity, 't')
      .where("t.state = 'active' AND t.claimable = 1")
      .andWhere('(t.claimUntil IS NULL OR t.claimUntil > :now)', { now: toDate(now) })
      .andWhere('(t.claimFrom IS NULL OR t.claimFrom <= :soon)', { soon: toDate(soon) })
      .orderBy('t.id', 'DESC')
      .take(300)
      .getMany();
    return entities.map(couponTypeRecord);
  }

  /** A new type; null if its code is taken. */
  async insert(
    tx: Tx,
    plan: CouponTypePlan,
    more: { code?: string; state: CouponTypeState; system: boolean; createdBy: string | null },
  ): Promise<string | null> {
    const id = newId(this.clock);
    const now = this.clock.date();
    const code = more.code ?? id;
    const columns = {
      ...plan,
      id,
      ...more,
      code,
      stockLeft: plan.stockTotal,
      claimFrom: dateOrNull(plan.claimFrom),
      claimUntil: dateOrNull(plan.claimUntil),
      createdAt: now,
      updatedAt: now,
    };
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .orIgnore()
      .into(CouponTypeEntity)
      .values(columns)
      .updateEntity(false)
      .execute();
    return (result.raw as Affected).affectedRows === 1 ? id : null;
  }

  async update(tx: Tx, id: string, plan: CouponTypePlan): Promise<void> {
    await tx.manager.update(
      CouponTypeEntity,
      { id },
      {
        ...plan,
        stockLeft: plan.stockTotal,
        claimFrom: dateOrNull(plan.claimFrom),
        claimUntil: dateOrNull(plan.claimUntil),
        updatedAt: this.clock.date(),
      },
    );
  }

  /** The caller holds the row. False if more are given than there would be. */
  async adjust(tx: Tx, type: CouponType, change: CouponTypeAdjustment): Promise<boolean> {
    // A type without end has not counted what it gave: its stock starts from what owners have now.
    const given =
      type.stockTotal === null || type.stockLeft === null
        ? await this.givenOf(tx, type.id)
        : type.stockTotal - type.stockLeft;
    const left = change.stockTotal === null ? null : change.stockTotal - given;
    if (left !== null && left < 0) return false;
    await tx.manager.update(
      CouponTypeEntity,
      { id: type.id },
      {
        ...change,
        stockLeft: left,
        claimFrom: dateOrNull(change.claimFrom),
        claimUntil: dateOrNull(change.claimUntil),
        updatedAt: this.clock.date(),
      },
    );
    return true;
  }

  async setState(tx: Tx, id: string, state: CouponTypeState): Promise<void> {
    await tx.manager.update(CouponTypeEntity, { id }, { state, updatedAt: this.clock.date() });
  }

  /** The gate: one conditional update, so that the last coupon has one taker. False if there are not enough. */
  async takeStock(tx: Tx, id: string, count: number): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<Affected>(
      'UPDATE coupon_type SET stock_left = stock_left - ? WHERE id = ? AND (stock_left IS NULL OR stock_left >= ?)',
      [count, id, count],
    );
    return affectedRows === 1;
  }

  async giveStock(tx: Tx, id: string, count: number): Promise<void> {
    await tx.manager.query('UPDATE coupon_type SET stock_left = stock_left + ? WHERE id = ?', [count, id]);
  }

  private async givenOf(tx: Tx, id: string): Promise<number> {
    const [row] = await tx.manager.query<{ n: string }[]>(
      "SELECT COUNT(*) AS n FROM coupon WHERE type_id = ? AND state <> 'returned'",
      [id],
    );
    return Number(row?.n ?? 0);
  }
}
