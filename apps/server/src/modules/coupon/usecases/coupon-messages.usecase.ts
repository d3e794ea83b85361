import { businessDate, DAY_MS, sayDate } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import {
  type EventRule,
  EventRules,
  MessageChecks,
  type MessagePlan,
  Messages,
  sayShort,
  sayStage,
} from '../../messaging/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { shownState } from '../domain/coupon-rules.js';
import { lastDayOf } from '../domain/coupon-words.js';
import { CouponRepository } from '../persistence/coupon.repository.js';
import type { CouponType } from '../persistence/coupon-type.repository.js';

/** WeChat forbids coupons in the official account's templates: inbox and subscribe messages only. */
const CHANNELS = ['subscribe'] as const;
const GRANTED_DAYS = 2;
const PAGE = 'subpackages/coupon/coupon/index?id=';
const WALLET = 'subpackages/coupon/wallet/index';

/** Messages about coupons. What was used or taken back meanwhile is not spoken of any more. */
@Injectable()
export class CouponMessages implements OnModuleInit {
  constructor(
    private readonly messages: Messages,
    private readonly checks: MessageChecks,
    private readonly rules: EventRules,
    private readonly coupons: CouponRepository,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.checks.registerMany(['coupon_granted', 'coupon_expiring'], async (messages) => {
      const found = await this.coupons.findByIds(messages.map(({ subjectId }) => subjectId ?? ''));
      const now = this.clock.now();
      const untrue = new Map<string, string>();
      for (const { id, kind, storeId, subjectId } of messages) {
        const coupon = found.get(subjectId ?? '');
        const state = coupon ? shownState(coupon, now) : 'returned';
        if (state !== 'held' && state !== 'not_yet') untrue.set(id, '卡券已使用、过期或收回。');
        else if (kind === 'coupon_expiring') {
          const why = await this.rules.whyNot(storeId, kind);
          if (why !== null) untrue.set(id, why);
        }
      }
      return untrue;
    });
  }

  /** That a coupon has come, in the words of who gave it. */
  async granted(
    tx: Tx,
    coupon: { id: string; ownerId: string; until: number },
    type: CouponType,
    words: { title: string; body: string },
  ): Promise<void> {
    const [store] = await this.stores.findByIds([type.storeId]);
    await this.messages.plan(tx, this.grantedPlan(coupon, type, store?.name ?? '门店', words));
  }

  /** The same as a plan, for many at once. */
  grantedPlan(
    coupon: { id: string; ownerId: string; until: number },
    type: CouponType,
    storeName: string,
    words: { title: string; body: string },
    messageClass: 'service' | 'marketing' = 'service',
  ): MessagePlan {
    const now = this.clock.now();
    return {
      dedupeKey: `coupon:${coupon.id}:granted`,
      storeId: type.storeId,
      ownerId: coupon.ownerId,
      vehicleId: null,
      kind: 'coupon_granted',
      class: messageClass,
      subjectType: 'coupon',
      subjectId: coupon.id,
      title: [...words.title].slice(0, 60).join(''),
      body: [...words.body].slice(0, 500).join(''),
      words: {
        coupon: type.title,
        store: storeName,
        date: lastDayOf(coupon.until),
        note: '到店出示券码即可使用',
      },
      page: `${PAGE}${coupon.id}`,
      actionLabel: '查看卡券',
      notBefore: now,
      expiresAt: Math.min(coupon.until, now + GRANTED_DAYS * DAY_MS),
      channels: CHANNELS,
    };
  }

  /** One reminder of all coupons of a person that end soon, the first of them named. */
  expiringPlans(
    ownerId: string,
    coupons: readonly { id: string; validUntil: number; type: CouponType }[],
    store: Pick<Store, 'name' | 'phone'> | undefined,
    { body }: EventRule,
  ): MessagePlan[] {
    const [first] = coupons;
    const [stage] = body.stages;
    if (!first || !stage) return [];
    const now = this.clock.now();
    const today = businessDate(now);
    const day = sayDate(lastDayOf(first.validUntil), today);
    const more = coupons.length > 1 ? `，另有 ${coupons.length - 1} 张也快到期` : '';
    const facts = {
      why: `“${first.type.title}”${day}到期${more}`,
      topic: first.type.title,
      date: day,
      store: store?.name ?? '门店',
      phone: store?.phone ?? '',
    };
    return [
      {
        ...sayStage(stage, facts),
        dedupeKey: `coupon-expiring:${ownerId}:${today}`,
        storeId: first.type.storeId,
        ownerId,
        vehicleId: null,
        kind: 'coupon_expiring',
        class: 'marketing',
        subjectType: 'coupon',
        subjectId: first.id,
        words: {
          coupon: first.type.title,
          store: facts.store,
          date: lastDayOf(first.validUntil),
          note: sayShort(stage, facts, '快到期了，到店出示券码即可用'),
        },
        page: WALLET,
        actionLabel: body.actionLabel,
        notBefore: now,
        expiresAt: first.validUntil,
        channels: body.channels,
      },
    ];
  }

  planMany(tx: Tx, plans: readonly MessagePlan[]): Promise<(string | null)[]> {
    return this.messages.planMany(tx, plans);
  }
}
