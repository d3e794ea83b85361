import type { CouponChoice, routes, VisitCouponsView } from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { type BodyOf, RateLimit, type ViewOf } from '../../../platform/http/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { VisitReader } from '../../workshop/index.js';
import { applyCoupons, type Bill, bestCombination, missingFen, problemOf } from '../domain/combination.js';
import { sayChoice, sayCombineProblem, sayPicked } from '../domain/coupon-words.js';
import { CouponRepository } from '../persistence/coupon.repository.js';
import { CouponBillRepository } from '../persistence/coupon-bill.repository.js';
import { CouponPassRepository } from '../persistence/coupon-pass.repository.js';
import { ANY_AMOUNT, billCoupon, CounterFacts, type KnownCoupon } from './counter-facts.queries.js';
import { CouponViews, iso } from './coupon-views.queries.js';

type Routes = (typeof routes)['couponCounter'];

/** A code that was looked at serves its counter this long, however slow the till or the network is. */
const AT_COUNTER_MS = 15 * 60_000;
const LOOKS = 30;
const LOOKS_SEC = 60;

/** What the counter sees: whose code it is, what coupons would give, what stands on a work order. */
@Injectable()
export class CounterQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: CounterFacts,
    private readonly bills: CouponBillRepository,
    private readonly passes: CouponPassRepository,
    private readonly coupons: CouponRepository,
    private readonly views: CouponViews,
    private readonly owners: OwnerDirectory,
    private readonly visits: VisitReader,
    private readonly limit: RateLimit,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND, COUPON.PASS_GONE, REQUEST.TOO_MANY (nobody guesses eight digits). */
  async lookUp(actor: StaffActor, body: BodyOf<Routes['lookUp']>): Promise<ViewOf<Routes['lookUp']>> {
    const storeId = storeOf(actor, body.storeId);
    await this.limit.hit('coupon-look-up', actor.staffId, LOOKS, LOOKS_SEC);
    const pass = await this.facts.passOf(body.code, storeId);
    const now = this.clock.now();
    const until = Math.max(pass.until, now + AT_COUNTER_MS);
    if (!(await this.uow.run((tx) => this.passes.bind(tx, pass.tokenHash, storeId, until))))
      throw new AppError('COUPON.PASS_GONE');
    const [owner, phones, visits, known] = await Promise.all([
      this.owners.findById(pass.ownerId),
      this.owners.phonesOf([pass.ownerId]),
      this.facts.visitsOf(pass.ownerId, storeId),
      this.facts.goodOf(pass.ownerId),
    ]);
    const [only] = visits;
    const visit = await this.facts.visitOf(storeId, visits.length === 1 ? (only?.id ?? null) : null);
    const bill = visit ? await this.bills.findByVisit(visit.id) : null;
    const context = await this.facts.contextOf(storeId, visit);
    const used = await this.facts.usedOn(bill);
    const coupons = await this.facts.counterCoupons(
      known,
      this.facts.billOf(ANY_AMOUNT, used),
      // Before a work order is picked, what needs one is not refused yet.
      visits.length > 1 ? { ...context, hasVisit: true } : context,
      bill?.id ?? null,
    );
    const usable = coupons.filter((one) => one.usable).length;
    const phone = phones.get(pass.ownerId)?.();
    return {
      ownerId: pass.ownerId,
      ownerName: owner?.name ?? '',
      phoneMasked: phone === undefined ? null : maskPhone(phone),
      pickedId: pass.couponId,
      pickedWhy: await this.whyGone(pass.couponId, known, now),
      until: iso(until),
      secondsLeft: Math.floor((until - now) / 1000),
      visits,
      coupons,
      text: usable === 0 ? '没有本店可用的卡券' : `有 ${usable} 张可用`,
    };
  }

  /** A code that is shown again after its coupon was used: who asks must not take it for a wrong code. */
  private async whyGone(couponId: string | null, good: readonly KnownCoupon[], now: number): Promise<string> {
    if (couponId === null || good.some(({ coupon }) => coupon.id === couponId)) return '';
    const [gone] = await this.facts.withTypes([...(await this.coupons.findByIds([couponId])).values()]);
    return gone ? sayPicked(gone.type.title, gone.coupon.usedAt, now) : '';
  }

  /** Throws STORE.NOT_FOUND, REQUEST.NOT_FOUND, COUPON.PASS_GONE, COUPON.NEEDS_OWNER. */
  async preview(actor: StaffActor, body: BodyOf<Routes['preview']>): Promise<ViewOf<Routes['preview']>> {
    const storeId = storeOf(actor, body.storeId);
    const visit = await this.facts.visitOf(storeId, body.visitId);
    const bill = visit ? await this.bills.findByVisit(visit.id) : null;
    const { ownerId } = await this.facts.presenter(actor, storeId, body.code, body.couponIds, bill, null);
    const context = await this.facts.contextOf(storeId, visit);
    const [known, used] = await Promise.all([this.facts.goodOf(ownerId), this.facts.usedOn(bill)]);
    const view = this.facts.billOf(body.amountFen ?? ANY_AMOUNT, used);
    const billId = bill?.id ?? null;
    const coupons = await this.facts.counterCoupons(known, view, context, billId);
    const usable = new Set(coupons.filter((one) => one.usable).map(({ id }) => id));
    const candidates = known.filter(({ coupon }) => usable.has(coupon.id));
    const bestIds = new Set(bestCombination(view, candidates.map(billCoupon)).map(({ id }) => id));
    const picked = known.filter(({ coupon }) => body.couponIds.includes(coupon.id));
    const chosen = this.choice(view, picked);
    return {
      amountFen: body.amountFen,
      needsAmount:
        body.amountFen === null && (chosen.offFen > 0 || picked.some(({ type }) => type.thresholdFen > 0)),
      coupons: [...coupons, ...(await this.facts.counterCoupons(used, view, context, billId))],
      best: this.choice(
        view,
        candidates.filter(({ coupon }) => bestIds.has(coupon.id)),
      ),
      chosen: {
        ...chosen,
        why: this.whyNotTogether(view, picked, body.couponIds, coupons),
      },
    };
  }

  private whyNotTogether(
    bill: Bill,
    picked: readonly KnownCoupon[],
    wanted: readonly string[],
    coupons: readonly { id: string; title: string; why: string }[],
  ): string {
    if (picked.length < wanted.length) return '有卡券已使用或已过期，请重新选择';
    const bad = coupons.find(({ id, why }) => why !== '' && wanted.includes(id));
    if (bad) return `“${bad.title}”${bad.why}`;
    const chosen = picked.map(billCoupon);
    const problem = problemOf(bill, chosen);
    return problem === null ? '' : sayCombineProblem(problem, missingFen(bill, chosen));
  }

  private choice(bill: Bill, picked: readonly KnownCoupon[]): CouponChoice {
    const applied = applyCoupons(bill, picked.map(billCoupon));
    const titles = new Map(picked.map(({ coupon, type }) => [coupon.id, type.title]));
    return {
      couponIds: applied.lines.map(({ id }) => id),
      offFen: applied.offFen,
      payFen: applied.payFen,
      lines: applied.lines.map(({ id, offFen }) => ({ couponId: id, title: titles.get(id) ?? '', offFen })),
      text: sayChoice(picked.length, applied.offFen, applied.payFen),
    };
  }

  /** Coupons kept and used on a visit of my stores. Throws REQUEST.NOT_FOUND. */
  async ofVisit(actor: StaffActor, visitId: string): Promise<VisitCouponsView> {
    const visit = await this.visits.findById(visitId);
    if (!visit) throw notFound();
    ensureStore(actor, visit.storeId);
    const bill = await this.bills.findByVisit(visitId);
    const held = bill ? await this.views.held(actor, await this.coupons.ofBill(bill.id)) : [];
    const used = held.filter(({ state }) => state === 'used');
    const offFen = used.reduce((sum, one) => sum + (one.offFen ?? 0), 0);
    const amountFen = bill?.amountFen ?? 0;
    return {
      visitId,
      amountFen,
      offFen,
      payFen: Math.max(0, amountFen - offFen),
      reserved: held.filter(({ state }) => state !== 'used'),
      used,
    };
  }
}
