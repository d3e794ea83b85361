import type { CouponReceipt, routes } from '@cheban/contracts';
import { sayYuan } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { applyCoupons, problemOf } from '../domain/combination.js';
import { shownState, type UseContext, useProblem } from '../domain/coupon-rules.js';
import { sayChoice } from '../domain/coupon-words.js';
import { CouponRepository } from '../persistence/coupon.repository.js';
import { type CouponBill, CouponBillRepository } from '../persistence/coupon-bill.repository.js';
import { ANY_AMOUNT, billCoupon, CounterFacts, type KnownCoupon } from './counter-facts.queries.js';
import { iso } from './coupon-views.queries.js';

type Routes = (typeof routes)['couponCounter'];

/**
 * Uses and keeps coupons at the counter. The bill's row is held first, then the coupons in the order of their ids; each
 * moves by a conditional update. So one coupon at two tills is used once, and two coupons that exclude each other do not
 * meet on one bill. A repeated request finds what it did before.
 */
@Injectable()
export class RedeemCoupons {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: CounterFacts,
    private readonly bills: CouponBillRepository,
    private readonly coupons: CouponRepository,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws STORE.NOT_FOUND, REQUEST.NOT_FOUND, COUPON.PASS_GONE, COUPON.NEEDS_OWNER, COUPON.USED, COUPON.EXPIRED,
   * COUPON.NOT_HERE, COUPON.NOT_TOGETHER.
   */
  async redeem(actor: StaffActor, body: BodyOf<Routes['redeem']>): Promise<CouponReceipt> {
    return this.uow.run(async (tx) => {
      const { bill, known, context } = await this.hold(tx, actor, body, body.amountFen, body.reason);
      const now = this.clock.now();
      const used = await this.facts.usedOn(bill);
      if (known.every(({ coupon }) => coupon.state === 'used' && coupon.billId === bill.id))
        return this.receipt(bill, used, now);
      this.ensureUsable(known, context, bill.id, now);
      const rules = this.facts.billOf(body.amountFen, used);
      const asked = known.map(billCoupon);
      if (problemOf(rules, asked) !== null) throw new AppError('COUPON.NOT_TOGETHER');
      const off = new Map(applyCoupons(rules, asked).lines.map(({ id, offFen }) => [id, offFen]));
      for (const { coupon, type } of known) {
        const offFen = off.get(coupon.id) ?? 0;
        const moved = await this.coupons.move(tx, coupon.id, ['held', 'reserved'], {
          state: 'used',
          billId: bill.id,
          offFen,
          usedAt: now,
          usedBy: actor.staffId,
        });
        if (!moved) throw new AppError('COUPON.USED');
        await this.coupons.note(tx, {
          couponId: coupon.id,
          kind: 'used',
          billId: bill.id,
          offFen,
          staffId: actor.staffId,
          reason: body.reason,
        });
        const { visitId, storeId } = bill;
        const payload = { couponId: coupon.id, typeId: type.id, ownerId: coupon.ownerId, visitId, offFen };
        await this.outbox.append(tx, { type: 'coupon.used', storeId, payload });
      }
      await this.bills.setAmount(tx, bill.id, body.amountFen);
      const all = [...used, ...known.map((one) => ({ ...one, off: off.get(one.coupon.id) ?? 0 }))];
      const receipt = this.receipt({ ...bill, amountFen: body.amountFen }, all, now);
      await this.record(tx, actor, bill, 'coupon.redeem', known, {
        text: `减 ${sayYuan(receipt.offFen)} 元`,
        reason: body.code === null ? body.reason : '',
      });
      return receipt;
    });
  }

  /** Keeps coupons for a work order until it is closed. Throws what `redeem` throws. */
  async reserve(actor: StaffActor, body: BodyOf<Routes['reserve']>): Promise<void> {
    await this.uow.run(async (tx) => {
      const { bill, known, context } = await this.hold(tx, actor, body, 0, '');
      const now = this.clock.now();
      this.ensureUsable(known, context, bill.id, now);
      const stands = await this.facts.withTypes(await this.coupons.ofBill(bill.id));
      const asked = new Set(body.couponIds);
      const others = stands.filter(({ coupon }) => !asked.has(coupon.id)).map((one) => ({ ...one, off: 0 }));
      // The amount is not known yet: thresholds are asked when the coupons are used.
      const rules = this.facts.billOf(ANY_AMOUNT, others);
      if (problemOf(rules, known.map(billCoupon)) !== null) throw new AppError('COUPON.NOT_TOGETHER');
      const fresh = known.filter(({ coupon }) => coupon.state === 'held');
      for (const { coupon } of fresh) {
        if (!(await this.coupons.move(tx, coupon.id, ['held'], { state: 'reserved', billId: bill.id })))
          throw new AppError('COUPON.USED');
        const { staffId } = actor;
        await this.coupons.note(tx, { couponId: coupon.id, kind: 'reserved', billId: bill.id, staffId });
      }
      if (fresh.length > 0)
        await this.record(tx, actor, bill, 'coupon.reserve', fresh, { text: '登记到工单', reason: '' });
    });
  }

  /** Holds the bill and the coupons, and makes sure that all is of one owner who is there. */
  private async hold(
    tx: Tx,
    actor: StaffActor,
    body: { storeId: string; code: string | null; visitId: string | null; couponIds: readonly string[] },
    amountFen: number,
    reason: string,
  ): Promise<{ bill: CouponBill; known: KnownCoupon[]; context: UseContext & { hasVisit: boolean } }> {
    const storeId = storeOf(actor, body.storeId);
    const ids = [...new Set(body.couponIds)];
    const visit = await this.facts.visitOf(storeId, body.visitId);
    const before = visit ? await this.bills.findByVisit(visit.id) : null;
    const { ownerId } = await this.facts.presenter(actor, storeId, body.code, ids, before, reason);
    const context = await this.facts.contextOf(storeId, visit);
    const bill = await this.bills.open(tx, { storeId, visitId: body.visitId, ownerId, amountFen });
    const locked = await this.coupons.lockByIds(tx, ids);
    if (locked.length < ids.length || locked.some((coupon) => coupon.ownerId !== ownerId)) throw notFound();
    return { bill, known: await this.facts.withTypes(locked), context };
  }

  private ensureUsable(
    known: readonly KnownCoupon[],
    context: UseContext & { hasVisit: boolean },
    billId: string,
    now: number,
  ): void {
    for (const { coupon, type } of known) {
      const state = shownState(coupon, now);
      if (state === 'used' || state === 'returned') throw new AppError('COUPON.USED');
      if (state === 'reserved' && coupon.billId !== billId) throw new AppError('COUPON.USED');
      if (state === 'expired' || state === 'not_yet') throw new AppError('COUPON.EXPIRED');
      if (useProblem(type, context, context.hasVisit) !== null) throw new AppError('COUPON.NOT_HERE');
    }
  }

  private receipt(
    bill: CouponBill,
    used: readonly (KnownCoupon & { off: number })[],
    now: number,
  ): CouponReceipt {
    const offFen = used.reduce((sum, { off }) => sum + off, 0);
    const payFen = Math.max(0, bill.amountFen - offFen);
    return {
      billId: bill.id,
      visitId: bill.visitId,
      amountFen: bill.amountFen,
      offFen,
      payFen,
      lines: used.map(({ coupon, type, off }) => ({ couponId: coupon.id, title: type.title, offFen: off })),
      at: iso(now),
      text: sayChoice(used.length, offFen, payFen),
    };
  }

  private async record(
    tx: Tx,
    actor: StaffActor,
    bill: CouponBill,
    action: string,
    known: readonly KnownCoupon[],
    { text, reason }: { text: string; reason: string },
  ): Promise<void> {
    const titles = known.map(({ type }) => type.title).join('、');
    const why = reason === '' ? '' : `（车主未出示券码：${reason}）`;
    await this.audit.write(tx, {
      actor,
      action,
      text: `${action === 'coupon.redeem' ? '核销' : '登记'}卡券：${titles}，${text}${why}`,
      subjectId: bill.id,
      storeId: bill.storeId,
    });
    this.live.publish(tx, { topic: 'coupon', storeId: bill.storeId, id: bill.id, notice: null });
  }
}
