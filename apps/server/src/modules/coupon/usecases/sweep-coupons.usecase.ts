import { COUPON_EXPIRING_DAYS } from '@cheban/contracts';
import { addDays, DAY_MS, isQuiet, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { CodePoolRepository } from '../persistence/code-pool.repository.js';
import { CouponPassRepository } from '../persistence/coupon-pass.repository.js';
import { CouponTypeRepository } from '../persistence/coupon-type.repository.js';
import { type ExpiringCoupon, ExpiringCouponRepository } from '../persistence/expiring-coupon.repository.js';
import { CouponMessages } from './coupon-messages.usecase.js';
import { CouponViews } from './coupon-views.queries.js';

/** Owners are reminded between ten and eight. */
const NOT_TOLD = { from: '20:00', to: '10:00' };
const AT_ONCE = 500;
const PASS_KEPT_MS = DAY_MS;

/** What comes due with coupons and pools. Any number of workers may run it at once. */
@Injectable()
export class SweepCoupons {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly expiring: ExpiringCouponRepository,
    private readonly types: CouponTypeRepository,
    private readonly pools: CodePoolRepository,
    private readonly passes: CouponPassRepository,
    private readonly messages: CouponMessages,
    private readonly views: CouponViews,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    await this.tellExpiring();
    await this.tellLow();
    await this.passes.tidy(this.clock.now() - PASS_KEPT_MS);
  }

  /** One message a person and day, at a decent hour; each coupon is spoken of once. */
  private async tellExpiring(): Promise<void> {
    if (isQuiet(this.clock.now(), NOT_TOLD)) return;
    const until = startOfBusinessDay(addDays(this.clock.today(), COUPON_EXPIRING_DAYS + 1));
    for (;;) {
      const told = await this.uow.run(async (tx) => {
        const now = this.clock.now();
        const coupons = await this.expiring.lockSome(tx, now, until, AT_ONCE);
        if (coupons.length === 0) return 0;
        const types = await this.types.findByIds(coupons.map(({ typeId }) => typeId));
        const names = await this.views.storeNames([...types.values()].map(({ storeId }) => storeId));
        const byOwner = new Map<string, ExpiringCoupon[]>();
        for (const coupon of coupons)
          byOwner.set(coupon.ownerId, [...(byOwner.get(coupon.ownerId) ?? []), coupon]);
        const plans = [...byOwner].flatMap(([ownerId, list]) => {
          const known = list.flatMap(({ id, validUntil, typeId }) => {
            const type = types.get(typeId);
            return type ? [{ id, validUntil, type }] : [];
          });
          const plan = this.messages.expiringPlan(
            ownerId,
            known,
            names.get(known[0]?.type.storeId ?? '') ?? '门店',
          );
          return plan ? [plan] : [];
        });
        await this.messages.planMany(tx, plans);
        await this.expiring.markTold(
          tx,
          coupons.map(({ id }) => id),
          now,
        );
        return coupons.length;
      });
      if (told === 0) return;
    }
  }

  /** Consoles of the store are told once each time a pool runs low; its list shows it until it is filled up. */
  private async tellLow(): Promise<void> {
    for (const { id, storeId, title, free } of await this.pools.lowUntold(this.clock.today())) {
      await this.uow.run(async (tx) => {
        if (!(await this.pools.noteLow(tx, id, this.clock.now()))) return;
        this.live.publish(tx, {
          topic: 'coupon',
          storeId,
          id,
          notice: `码池“${title}”只剩 ${free} 个，请补充`,
        });
      });
    }
  }
}
