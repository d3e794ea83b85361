import type { CouponEvent, CouponSource, CouponState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { CouponEntity } from './coupon.entity.js';

/** Instants are milliseconds. */
export interface Coupon {
  readonly id: string;
  readonly typeId: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly slot: number | null;
  readonly dedupeKey: string;
  readonly source: CouponSource;
  readonly state: CouponState;
  readonly note: string;
  readonly issuedAt: number;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly billId: string | null;
  readonly offFen: number | null;
  readonly usedAt: number | null;
  readonly usedBy: string | null;
}
export type NewCoupon = Pick<
  Coupon,
  'typeId' | 'storeId' | 'ownerId' | 'slot' | 'dedupeKey' | 'source' | 'note' | 'validFrom' | 'validUntil'
> & { readonly id: string };

export type GivenCoupon = Pick<Coupon, 'id' | 'validFrom' | 'validUntil'>;

interface Affected {
  affectedRows: number;
}

export function couponRecord(entity: CouponEntity): Coupon {
  const { toldAt: _, ...rest } = entity;
  return {
    ...rest,
    issuedAt: rest.issuedAt.getTime(),
    validFrom: rest.validFrom.getTime(),
    validUntil: rest.validUntil.getTime(),
    usedAt: rest.usedAt?.getTime() ?? null,
  };
}

const COLUMNS =
  'id, type_id, store_id, owner_id, slot, dedupe_key, source, state, note, issued_at, valid_from, valid_until';

@Injectable()
export class CouponRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Writes coupons in one statement. A taken key or place fails it, and with it the transaction. */
  async insert(tx: Tx, coupons: readonly NewCoupon[]): Promise<void> {
    if (coupons.length === 0) return;
    await tx.query(`INSERT INTO coupon (${COLUMNS}) VALUES ?`, [this.rows(coupons)]);
  }

  /** The same, leaving out those whose key is there already. */
  async insertFresh(tx: Tx, coupons: readonly NewCoupon[]): Promise<number> {
    if (coupons.length === 0) return 0;
    const { affectedRows } = await tx.manager.query<Affected>(
      `INSERT IGNORE INTO coupon (${COLUMNS}) VALUES ?`,
      [this.rows(coupons)],
    );
    return affectedRows;
  }

  private rows(coupons: readonly NewCoupon[]) {
    const now = this.clock.date();
    return coupons.map((one) => [
      one.id,
      one.typeId,
      one.storeId,
      one.ownerId,
      one.slot,
      one.dedupeKey,
      one.source,
      'held',
      one.note,
      now,
      toDate(one.validFrom),
      toDate(one.validUntil),
    ]);
  }

  async findById(id: string): Promise<Coupon | null> {
    const entity = await this.uow.reader.findOneBy(CouponEntity, { id });
    return entity ? couponRecord(entity) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, Coupon>> {
    if (ids.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(CouponEntity, { id: In([...new Set(ids)]) });
    return new Map(entities.map((entity) => [entity.id, couponRecord(entity)]));
  }

  /** Coupons by the keys they were given under, with their days. */
  async byKeys(tx: Tx, keys: readonly string[]): Promise<Map<string, GivenCoupon>> {
    if (keys.length === 0) return new Map();
    const rows = await tx.query<{ id: string; dedupeKey: string; from: Date; until: Date }[]>(
      `SELECT id, dedupe_key AS dedupeKey, valid_from AS \`from\`, valid_until AS until
         FROM coupon WHERE dedupe_key IN (?)`,
      [keys],
    );
    return new Map(
      rows.map(({ id, dedupeKey, from, until }) => [
        dedupeKey,
        { id, validFrom: from.getTime(), validUntil: until.getTime() },
      ]),
    );
  }

  /** Places of a type that people have taken. */
  async slotsOf(tx: Tx, typeId: string, ownerIds: readonly string[]): Promise<Map<string, Set<number>>> {
    const taken = new Map<string, Set<number>>();
    if (ownerIds.length === 0) return taken;
    const rows = await tx.query<{ ownerId: string; slot: number }[]>(
      'SELECT owner_id AS ownerId, slot FROM coupon WHERE type_id = ? AND owner_id IN (?) AND slot IS NOT NULL',
      [typeId, ownerIds],
    );
    for (const { ownerId, slot } of rows) {
      const slots = taken.get(ownerId);
      if (slots) slots.add(slot);
      else taken.set(ownerId, new Set([slot]));
    }
    return taken;
  }

  /** Locks coupons in the order of their ids, so that two tills never wait for each other. */
  async lockByIds(tx: Tx, ids: readonly string[]): Promise<Coupon[]> {
    if (ids.length === 0) return [];
    const entities = await tx.manager.find(CouponEntity, {
      where: { id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return entities.map(couponRecord);
  }

  /** Coupons of a person that are good or will be, the one that ends first on top; at most 200. */
  async goodOf(ownerId: string, now: number): Promise<Coupon[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(CouponEntity, 'c')
      .where("c.ownerId = :ownerId AND c.state IN ('held', 'reserved') AND c.validUntil > :now", {
        ownerId,
        now: toDate(now),
      })
      .orderBy('c.validUntil', 'ASC')
      .addOrderBy('c.id', 'ASC')
      .take(200)
      .getMany();
    return entities.map(couponRecord);
  }

  /** Used, ended and returned ones of a person, the newest first, after the coupon `before`. */
  async pastOf(ownerId: string, now: number, before: string | undefined, limit: number): Promise<Coupon[]> {
    const query = this.uow.reader
      .createQueryBuilder(CouponEntity, 'c')
      .where("c.ownerId = :ownerId AND (c.state IN ('used', 'returned') OR c.validUntil <= :now)", {
        ownerId,
        now: toDate(now),
      });
    if (before !== undefined) query.andWhere('c.id < :before', { before });
    return (await query.orderBy('c.id', 'DESC').take(limit).getMany()).map(couponRecord);
  }

  /** How many of each type a person has places for. */
  async countsOf(ownerId: string, typeIds: readonly string[]): Promise<Map<string, number>> {
    if (typeIds.length === 0) return new Map();
    const rows = await this.uow.read<{ typeId: string; n: string }>(
      `SELECT type_id AS typeId, COUNT(*) AS n FROM coupon
        WHERE owner_id = ? AND type_id IN (?) AND slot IS NOT NULL GROUP BY type_id`,
      [ownerId, typeIds],
    );
    return new Map(rows.map(({ typeId, n }) => [typeId, Number(n)]));
  }

  async ofBill(billId: string): Promise<Coupon[]> {
    const entities = await this.uow.reader.find(CouponEntity, { where: { billId }, order: { id: 'ASC' } });
    return entities.map(couponRecord);
  }

  /** Moves one coupon if it is in one of the states; false if it is not. */
  async move(
    tx: Tx,
    id: string,
    from: readonly CouponState[],
    to: Partial<Pick<Coupon, 'state' | 'billId' | 'offFen' | 'usedAt' | 'usedBy' | 'validUntil' | 'slot'>>,
  ): Promise<boolean> {
    const { usedAt, validUntil, ...rest } = to;
    const result = await tx.manager.update(
      CouponEntity,
      { id, state: In([...from]) },
      {
        ...rest,
        ...(usedAt === undefined ? {} : { usedAt: usedAt === null ? null : toDate(usedAt) }),
        ...(validUntil === undefined ? {} : { validUntil: toDate(validUntil) }),
      },
    );
    return result.affected === 1;
  }

  async note(
    tx: Tx,
    entry: {
      couponId: string;
      kind: CouponEvent;
      billId?: string | null;
      offFen?: number | null;
      staffId: string | null;
      reason?: string;
    },
  ): Promise<void> {
    await tx.manager.query(
      'INSERT INTO coupon_event (id, coupon_id, kind, bill_id, off_fen, staff_id, reason, `at`) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      [
        newId(this.clock),
        entry.couponId,
        entry.kind,
        entry.billId ?? null,
        entry.offFen ?? null,
        entry.staffId,
        entry.reason ?? '',
        this.clock.date(),
      ],
    );
  }
}
