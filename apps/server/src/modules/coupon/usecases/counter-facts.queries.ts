import { type CounterCoupon, visitStepLabel } from '@cheban/contracts';
import { formatPlate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { may, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { type Visit, VisitReader } from '../../workshop/index.js';
import { applyCoupons, type Bill, type BillCoupon, missingFen, problemOf } from '../domain/combination.js';
import { shownState, type UseContext, useProblem } from '../domain/coupon-rules.js';
import { sayCombineProblem, sayUntil, sayUseProblem } from '../domain/coupon-words.js';
import { type Coupon, CouponRepository } from '../persistence/coupon.repository.js';
import type { CouponBill } from '../persistence/coupon-bill.repository.js';
import { type CouponPass, CouponPassRepository } from '../persistence/coupon-pass.repository.js';
import { type CouponType, CouponTypeRepository } from '../persistence/coupon-type.repository.js';
import { CouponViews, iso } from './coupon-views.queries.js';

export interface KnownCoupon {
  readonly coupon: Coupon;
  readonly type: CouponType;
}
/** Whose coupons are at the counter, and by which right. */
export interface Presenter {
  readonly ownerId: string;
  readonly pass: CouponPass | null;
}

/** What a bill must have for everything to be worth its most: for counters that do not know the amount yet. */
export const ANY_AMOUNT = 1_000_000_000;

export const billCoupon = ({ coupon, type }: KnownCoupon): BillCoupon => ({
  id: coupon.id,
  typeId: type.id,
  kind: type.kind,
  amountFen: type.amountFen,
  percentOff: type.percentOff,
  capFen: type.capFen,
  thresholdFen: type.thresholdFen,
  combine: type.combine,
  validUntil: coupon.validUntil,
});

/** What the counter must know before it uses anything: whose code, which work order, which coupons. */
@Injectable()
export class CounterFacts {
  constructor(
    private readonly passes: CouponPassRepository,
    private readonly coupons: CouponRepository,
    private readonly types: CouponTypeRepository,
    private readonly visits: VisitReader,
    private readonly vehicles: VehicleDirectory,
    private readonly views: CouponViews,
    private readonly clock: Clock,
  ) {}

  /** Throws COUPON.PASS_GONE for a code that is none, is over, or is at another store's counter. */
  async passOf(code: string, storeId: string): Promise<CouponPass> {
    const pass = await this.passes.find(code, this.clock.now());
    if (!pass || (pass.storeId !== null && pass.storeId !== storeId)) throw new AppError('COUPON.PASS_GONE');
    return pass;
  }

  /**
   * Whose coupons may be used. Without the owner's code only those that the owner had kept for this work order, or any by
   * somebody who may undo and says why. Throws COUPON.PASS_GONE, COUPON.NEEDS_OWNER, REQUEST.NOT_FOUND.
   */
  async presenter(
    actor: StaffActor,
    storeId: string,
    code: string | null,
    couponIds: readonly string[],
    bill: CouponBill | null,
    reason: string | null,
  ): Promise<Presenter> {
    if (code !== null) {
      const pass = await this.passOf(code, storeId);
      return { ownerId: pass.ownerId, pass };
    }
    const found = await this.withTypes([...(await this.coupons.findByIds(couponIds)).values()]);
    const kept = bill !== null && found.every(({ coupon }) => coupon.billId === bill.id);
    const vouched = may(actor, 'coupon.undo') && (reason === null || reason.length >= 2);
    if (!kept && !vouched) throw new AppError('COUPON.NEEDS_OWNER');
    const ownerId = found[0]?.coupon.ownerId ?? bill?.ownerId;
    // An id alone must not show what an owner has at other stores.
    const here = found.filter(({ type }) => type.storeIds.includes(storeId));
    if (ownerId === undefined || here.length < couponIds.length) throw notFound();
    return { ownerId, pass: null };
  }

  /** A visit of the store; null at the counter without one. Throws REQUEST.NOT_FOUND. */
  async visitOf(storeId: string, visitId: string | null): Promise<Visit | null> {
    if (visitId === null) return null;
    const visit = await this.visits.findById(visitId);
    if (visit?.storeId !== storeId) throw notFound();
    return visit;
  }

  async contextOf(storeId: string, visit: Visit | null): Promise<UseContext & { hasVisit: boolean }> {
    const car = visit ? await this.vehicles.findById(visit.vehicleId) : null;
    return {
      storeId,
      serviceKind: visit?.serviceKind ?? null,
      model: car?.model ?? null,
      hasVisit: visit !== null,
    };
  }

  async withTypes(coupons: readonly Coupon[]): Promise<KnownCoupon[]> {
    const types = await this.types.findByIds(coupons.map(({ typeId }) => typeId));
    return coupons.flatMap((coupon) => {
      const type = types.get(coupon.typeId);
      return type ? [{ coupon, type }] : [];
    });
  }

  /** Coupons of an owner that are good or will be. */
  async goodOf(ownerId: string): Promise<KnownCoupon[]> {
    return this.withTypes(await this.coupons.goodOf(ownerId, this.clock.now()));
  }

  /** What stands on a bill as used. */
  async usedOn(bill: CouponBill | null): Promise<(KnownCoupon & { off: number })[]> {
    if (!bill) return [];
    const known = await this.withTypes(await this.coupons.ofBill(bill.id));
    return known.flatMap((one) =>
      one.coupon.state === 'used' ? [{ ...one, off: one.coupon.offFen ?? 0 }] : [],
    );
  }

  billOf(amountFen: number, used: readonly (KnownCoupon & { off: number })[]): Bill {
    return { amountFen, used: used.map((one) => ({ ...billCoupon(one), off: one.off })) };
  }

  /** Why a coupon cannot be used here and now; null if it can. Chinese. */
  whyNot(
    { coupon, type }: KnownCoupon,
    context: UseContext & { hasVisit: boolean },
    billId: string | null,
    storeNames: readonly string[],
  ): string | null {
    const state = shownState(coupon, this.clock.now());
    if (state === 'not_yet') return '未到使用日期';
    if (state === 'expired') return '已过期';
    if (state === 'reserved' && coupon.billId !== billId) return '已登记到别的工单';
    if (state === 'used' || state === 'returned') return '已使用或已收回';
    const problem = useProblem(type, context, context.hasVisit);
    return problem === null ? null : sayUseProblem(problem, storeNames);
  }

  /** The coupons of the counter, usable ones first, then by their end. */
  async counterCoupons(
    known: readonly KnownCoupon[],
    bill: Bill,
    context: UseContext & { hasVisit: boolean },
    billId: string | null,
  ): Promise<CounterCoupon[]> {
    const names = await this.views.storeNames(known.flatMap(({ type }) => type.storeIds));
    const now = this.clock.now();
    const list = known.map((one): CounterCoupon => {
      const { coupon, type } = one;
      const onBill = coupon.billId !== null && coupon.billId === billId;
      const alone = problemOf(bill, [billCoupon(one)]);
      const face = this.views.face(type, names);
      const why =
        this.whyNot(
          one,
          context,
          billId,
          face.stores.map(({ name }) => name),
        ) ?? (alone === null ? null : sayCombineProblem(alone, missingFen(bill, [billCoupon(one)])));
      return {
        id: coupon.id,
        typeId: type.id,
        ...face,
        validUntil: iso(coupon.validUntil),
        validText: sayUntil(coupon.validFrom, coupon.validUntil, now),
        onBill: !onBill ? 'no' : coupon.state === 'used' ? 'used' : 'reserved',
        usable: why === null,
        why: why ?? '',
        offFen: why === null ? applyCoupons(bill, [billCoupon(one)]).offFen : 0,
      };
    });
    return list.sort((a, b) => Number(b.usable) - Number(a.usable));
  }

  /** Cars of an owner that are in the store now. */
  async visitsOf(ownerId: string, storeId: string) {
    const cars = new Map((await this.vehicles.ofOwner(ownerId)).map((car) => [car.id, car]));
    const visits = await this.visits.openOfVehicles([...cars.keys()]);
    return visits
      .filter((visit) => visit.storeId === storeId)
      .map((visit) => {
        const car = cars.get(visit.vehicleId);
        return {
          id: visit.id,
          plate: car?.plate ? formatPlate(car.plate) : '未上牌',
          model: car?.model ?? '',
          serviceName: visit.serviceName,
          stepLabel: visitStepLabel[visit.step],
          arrivedAt: iso(visit.arrivedAt),
        };
      });
  }
}
