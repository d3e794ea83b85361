import {
  type ClaimableView,
  COUPON_EXPIRING_DAYS,
  COUPON_PASS_SECONDS,
  type routes,
  sayCouponValidity,
  type WalletCodeView,
  type WalletCouponView,
} from '@cheban/contracts';
import { businessDate, DAY_MS, sayClock, sayDate, shanghaiClock } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { isId, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { type BodyOf, type QueryOf, RateLimit, type ViewOf } from '../../../platform/http/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { maskCode } from '../domain/code-rows.js';
import { shownState, validityAt } from '../domain/coupon-rules.js';
import { isSoon } from '../domain/coupon-words.js';
import { CodePoolRepository, NO_END } from '../persistence/code-pool.repository.js';
import { CouponRepository } from '../persistence/coupon.repository.js';
import { CouponPassRepository } from '../persistence/coupon-pass.repository.js';
import { type CouponType, CouponTypeRepository } from '../persistence/coupon-type.repository.js';
import { isFor } from './claim-coupon.usecase.js';
import { CouponViews, iso, isoOrNull } from './coupon-views.queries.js';

type Routes = (typeof routes)['coupon'];
const SOON_MS = 7 * DAY_MS;
/** An owner who keeps the code on the screen gets a new one every few minutes. */
const PASSES = 20;
const REVEALS = 20;
const WINDOW_SEC = 600;

/** What an owner has, and what there is to take. */
@Injectable()
export class Wallet {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly coupons: CouponRepository,
    private readonly types: CouponTypeRepository,
    private readonly passes: CouponPassRepository,
    private readonly pools: CodePoolRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly views: CouponViews,
    private readonly limit: RateLimit,
    private readonly clock: Clock,
  ) {}

  /** Kinds for the stores and models of my cars that may be taken now or within a week; what is mine or gone comes last. */
  async center(actor: OwnerActor): Promise<{ items: ClaimableView[] }> {
    const now = this.clock.now();
    const [homes, all] = await Promise.all([
      this.vehicles.homesOf([actor.ownerId]),
      this.types.claimable(now, now + SOON_MS),
    ]);
    const mine = homes.get(actor.ownerId) ?? [];
    const types = all.filter((type) => isFor(type, mine) && validityAt(type.validity, now).until > now);
    const [counts, names] = await Promise.all([
      this.coupons.countsOf(
        actor.ownerId,
        types.map(({ id }) => id),
      ),
      this.views.storeNames(types.flatMap(({ storeIds }) => storeIds)),
    ]);
    const rank = { now: 0, soon: 1, mine: 2, gone: 3 };
    const items = types.map((type) => ({
      id: type.id,
      ...this.views.face(type, names),
      validityText: sayCouponValidity(type.validity),
      ...this.choiceOf(type, counts.get(type.id) ?? 0, now),
      claimFrom: isoOrNull(type.claimFrom),
      claimUntil: isoOrNull(type.claimUntil),
      perOwner: type.perOwner,
      mine: counts.get(type.id) ?? 0,
    }));
    return { items: items.sort((a, b) => rank[a.choice] - rank[b.choice]) };
  }

  private choiceOf(
    type: CouponType,
    mine: number,
    now: number,
  ): Pick<ClaimableView, 'choice' | 'text' | 'takenPercent'> {
    const { stockTotal: total, stockLeft: left, claimFrom } = type;
    const takenPercent =
      total === null || left === null ? null : Math.min(100, Math.floor(((total - left) * 100) / total));
    const say = (choice: ClaimableView['choice'], text: string) => ({ choice, text, takenPercent });
    if (mine >= type.perOwner) return say('mine', '已放进卡包');
    if (claimFrom !== null && claimFrom > now)
      return say(
        'soon',
        `${sayDate(businessDate(claimFrom), businessDate(now))} ${sayClock(shanghaiClock(claimFrom))}开始领取`,
      );
    if (left === null) return say('now', '随时可领');
    return left > 0 ? say('now', `还剩 ${left.toLocaleString('en-US')} 张`) : say('gone', '已领完');
  }

  async list(actor: OwnerActor, query: QueryOf<Routes['wallet']>): Promise<ViewOf<Routes['wallet']>> {
    const now = this.clock.now();
    const [good, codes] = await Promise.all([
      this.coupons.goodOf(actor.ownerId, now),
      this.pools.countOf(actor.ownerId, this.clock.today()),
    ]);
    const soon = good.filter(
      (coupon) => shownState(coupon, now) === 'held' && isSoon(coupon.validUntil, now, COUPON_EXPIRING_DAYS),
    ).length;
    const counts = { good: good.length, soon, codes };
    if (query.show === 'past') {
      const before = isId(query.cursor) ? query.cursor : undefined;
      const found = await this.coupons.pastOf(actor.ownerId, now, before, query.limit + 1);
      const page = found.slice(0, query.limit);
      const nextCursor = found.length > query.limit ? (page.at(-1)?.id ?? null) : null;
      return { items: await this.views.wallet(page), nextCursor, counts };
    }
    // At most two hundred, in the order of their ends: the cursor is the last one shown.
    const from = query.cursor === undefined ? 0 : good.findIndex(({ id }) => id === query.cursor) + 1;
    const page = good.slice(from, from + query.limit);
    const nextCursor = good.length > from + query.limit ? (page.at(-1)?.id ?? null) : null;
    return { items: await this.views.wallet(page), nextCursor, counts };
  }

  /** Throws REQUEST.NOT_FOUND for what is not mine. */
  async detail(actor: OwnerActor, id: string): Promise<WalletCouponView> {
    const coupon = await this.coupons.findById(id);
    if (coupon?.ownerId !== actor.ownerId) throw notFound();
    const [view] = await this.views.wallet([coupon]);
    if (!view) throw notFound();
    return view;
  }

  /** A code for the counter; earlier ones stay good until they end. Throws REQUEST.NOT_FOUND, COUPON.STATE, REQUEST.TOO_MANY. */
  async pass(actor: OwnerActor, { couponId }: BodyOf<Routes['pass']>): Promise<ViewOf<Routes['pass']>> {
    await this.limit.hit('coupon-pass', actor.ownerId, PASSES, WINDOW_SEC);
    if (couponId !== null && !(await this.detail(actor, couponId)).canShow)
      throw new AppError('COUPON.STATE');
    const until = this.clock.now() + COUPON_PASS_SECONDS * 1000;
    const { token, code } = await this.uow.run((tx) =>
      this.passes.make(tx, { ownerId: actor.ownerId, couponId, until }),
    );
    return {
      token,
      code,
      codeText: `${code.slice(0, 4)} ${code.slice(4)}`,
      expiresAt: iso(until),
      secondsLeft: COUPON_PASS_SECONDS,
    };
  }

  /** Codes that I was given, the newest first. */
  async codes(actor: OwnerActor): Promise<{ items: WalletCodeView[] }> {
    const today = this.clock.today();
    const codes = await this.pools.codesOfOwner(actor.ownerId);
    const pools = await this.pools.findByIds(codes.map(({ poolId }) => poolId));
    return {
      items: codes.flatMap((code) => {
        const pool = pools.get(code.poolId);
        if (!pool || code.givenAt === null) return [];
        const ends = code.expiresOn !== NO_END;
        const expired = ends && code.expiresOn < today;
        return {
          id: code.id,
          poolId: pool.id,
          title: pool.title,
          issuer: pool.issuer,
          codeMasked: maskCode(code.read()[0]),
          howTo: pool.howTo,
          validText: !ends ? '' : `${sayDate(code.expiresOn, today)}${expired ? '已到期' : '前有效'}`,
          expired,
          givenAt: iso(code.givenAt),
        };
      }),
    };
  }

  /** Throws REQUEST.NOT_FOUND, REQUEST.TOO_MANY. */
  async reveal(actor: OwnerActor, id: string): Promise<ViewOf<Routes['revealCode']>> {
    await this.limit.hit('coupon-reveal', actor.ownerId, REVEALS, WINDOW_SEC);
    const found = await this.pools.findCode(id);
    if (found?.ownerId !== actor.ownerId || found.state !== 'given') throw notFound();
    const pool = (await this.pools.findByIds([found.poolId])).get(found.poolId);
    const [code, secret] = found.read();
    return { id, title: pool?.title ?? '', code, secret, howTo: pool?.howTo ?? '' };
  }
}
