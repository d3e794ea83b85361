import { COUPON_EXPIRING_DAYS } from '@cheban/contracts';
import { addDays, isQuiet, startOfBusinessDay } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import {
  EventOccasions,
  type EventRule,
  EventRules,
  type MessagePlan,
  type OccasionRequest,
  type Occasions,
} from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { CouponTypeRepository } from '../persistence/coupon-type.repository.js';
import { type ExpiringCoupon, ExpiringCouponRepository } from '../persistence/expiring-coupon.repository.js';
import { CouponMessages } from './coupon-messages.usecase.js';

/** Owners are reminded between ten and eight. */
const NOT_TOLD = { from: '20:00', to: '10:00' };
const AT_ONCE = 500;

/** Owners hear of coupons that end soon, in the words of the rule `coupon_expiring`. */
@Injectable()
export class ExpiringCoupons implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly expiring: ExpiringCouponRepository,
    private readonly types: CouponTypeRepository,
    private readonly stores: StoreCatalog,
    private readonly messages: CouponMessages,
    private readonly rules: EventRules,
    private readonly occasions: EventOccasions,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.occasions.register('coupon_expiring', (asked) => this.occasionsOf(asked));
  }

  /** One message a person and day, at a decent hour; each coupon is spoken of once. Any number of workers may run it. */
  async tell(): Promise<void> {
    if (isQuiet(this.clock.now(), NOT_TOLD)) return;
    while ((await this.tellSome()) > 0);
  }

  private tellSome(): Promise<number> {
    return this.uow.run(async (tx) => {
      const now = this.clock.now();
      const coupons = await this.expiring.lockSome(tx, now, this.horizon(), AT_ONCE);
      if (coupons.length === 0) return 0;
      await this.messages.planMany(tx, await this.plansOf(coupons, null));
      await this.expiring.markTold(
        tx,
        coupons.map(({ id }) => id),
        now,
      );
      return coupons.length;
    });
  }

  /** Coupons end with a day: those of the last day that counts are told too. */
  private readonly horizon = () => startOfBusinessDay(addDays(this.clock.today(), COUPON_EXPIRING_DAYS + 1));

  private async occasionsOf({ storeId, rule, now, most }: OccasionRequest): Promise<Occasions> {
    const coupons = await this.expiring.ofStore(storeId, now, this.horizon(), most);
    const plans = await this.plansOf(coupons, rule);
    return {
      basis: `按 ${COUPON_EXPIRING_DAYS} 天内到期、还没有提醒过的 ${coupons.length} 张卡券计算，每人一条。`,
      plans,
      total: plans.length,
    };
  }

  /** One plan a person, by the rule of the store whose coupon ends first; `draft` stands for every rule. */
  private async plansOf(coupons: readonly ExpiringCoupon[], draft: EventRule | null): Promise<MessagePlan[]> {
    const types = await this.types.findByIds(coupons.map(({ typeId }) => typeId));
    const storeIds = [...types.values()].map(({ storeId }) => storeId);
    const [found, rules] = await Promise.all([
      this.stores.findByIds(storeIds),
      this.rules.onAt(draft ? [] : storeIds, 'coupon_expiring'),
    ]);
    const stores = new Map(found.map((store) => [store.id, store]));
    const byOwner = new Map<string, ExpiringCoupon[]>();
    for (const coupon of coupons)
      byOwner.set(coupon.ownerId, [...(byOwner.get(coupon.ownerId) ?? []), coupon]);
    return [...byOwner].flatMap(([ownerId, list]) => {
      const known = list.flatMap(({ id, validUntil, typeId }) => {
        const type = types.get(typeId);
        return type ? [{ id, validUntil, type }] : [];
      });
      const storeId = known[0]?.type.storeId ?? '';
      const rule = draft ?? rules.get(storeId);
      return rule ? this.messages.expiringPlans(ownerId, known, stores.get(storeId), rule) : [];
    });
  }
}
