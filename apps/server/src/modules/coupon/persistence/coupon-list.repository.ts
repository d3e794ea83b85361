import type { CouponEvent, CouponShownState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { CouponBillEntity, CouponEntity } from './coupon.entity.js';
import { type Coupon, couponRecord } from './coupon.repository.js';
import { MOST_COUNTED } from './coupon-type.repository.js';

export interface CouponFigures {
  issued: number;
  held: number;
  reserved: number;
  used: number;
  expired: number;
  returned: number;
  offFen: number;
}
/** Lists and figures of coupons for screens. */
@Injectable()
export class CouponListRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** All of a person whose types stores run, the newest first; at most 200. */
  async ofOwner(ownerId: string, storeIds: readonly string[]): Promise<Coupon[]> {
    if (storeIds.length === 0) return [];
    const entities = await this.uow.reader.find(CouponEntity, {
      where: { ownerId, storeId: In([...storeIds]) },
      order: { id: 'DESC' },
      take: 200,
    });
    return entities.map(couponRecord);
  }

  /** Used at the counter of a store since then, the latest first; at most 50. */
  async usedAt(storeId: string, since: number): Promise<Coupon[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(CouponEntity, 'c')
      .innerJoin(CouponBillEntity, 'b', 'b.id = c.billId')
      .where('b.storeId = :storeId AND b.updatedAt >= :since', { storeId, since: toDate(since) })
      .andWhere("c.state = 'used' AND c.usedAt >= :since")
      .orderBy('c.usedAt', 'DESC')
      .addOrderBy('c.id', 'DESC')
      .take(50)
      .getMany();
    return entities.map(couponRecord);
  }

  /** A page of the coupons of a type, the newest first; without `page` up to `MOST_COUNTED` of them. */
  async ofType(
    typeId: string,
    state: CouponShownState | undefined,
    now: number,
    page: { page: number; pageSize: number } = { page: 1, pageSize: MOST_COUNTED },
  ): Promise<{ coupons: Coupon[]; total: number }> {
    const query = this.uow.reader
      .createQueryBuilder(CouponEntity, 'c')
      .where('c.typeId = :typeId', { typeId });
    const at = { now: toDate(now) };
    if (state === 'used' || state === 'returned') query.andWhere('c.state = :state', { state });
    else if (state === 'expired')
      query.andWhere("c.state IN ('held', 'reserved') AND c.validUntil <= :now", at);
    else if (state === 'not_yet') query.andWhere("c.state = 'held' AND c.validFrom > :now", at);
    else if (state === 'reserved') query.andWhere("c.state = 'reserved' AND c.validUntil > :now", at);
    else if (state === 'held')
      query.andWhere("c.state = 'held' AND c.validFrom <= :now AND c.validUntil > :now", at);
    const [entities, total] = await query
      .orderBy('c.id', 'DESC')
      .skip((page.page - 1) * page.pageSize)
      .take(page.pageSize)
      .getManyAndCount();
    return { coupons: entities.map(couponRecord), total: Math.min(total, MOST_COUNTED) };
  }

  async figuresOf(typeIds: readonly string[], now: number): Promise<Map<string, CouponFigures>> {
    if (typeIds.length === 0) return new Map();
    const rows = await this.uow.read<{ typeId: string } & Record<keyof CouponFigures, string>>(
      `SELECT type_id AS typeId, COUNT(*) AS issued, SUM(state = 'held' AND valid_until > ?) AS held,
              SUM(state = 'reserved') AS reserved, SUM(state = 'used') AS used,
              SUM(state = 'held' AND valid_until <= ?) AS expired, SUM(state = 'returned') AS returned,
              SUM(IF(state = 'used', COALESCE(off_fen, 0), 0)) AS offFen
         FROM coupon WHERE type_id IN (?) GROUP BY type_id`,
      [toDate(now), toDate(now), typeIds],
    );
    return new Map(
      rows.map(({ typeId, ...row }) => [
        typeId,
        {
          issued: Number(row.issued),
          held: Number(row.held),
          reserved: Number(row.reserved),
          used: Number(row.used),
          expired: Number(row.expired),
          returned: Number(row.returned),
          offFen: Number(row.offFen),
        },
      ]),
    );
  }

  /** What happened to a coupon, oldest first. */
  async eventsOf(
    couponId: string,
  ): Promise<
    { kind: CouponEvent; at: Date; staffId: string | null; reason: string; offFen: number | null }[]
  > {
    return this.uow.read(
      'SELECT kind, `at`, staff_id AS staffId, reason, off_fen AS offFen FROM coupon_event WHERE coupon_id = ? ORDER BY `at`, id',
      [couponId],
    );
  }
}
