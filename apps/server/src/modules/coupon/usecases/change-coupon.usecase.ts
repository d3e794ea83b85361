import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { untilAfterUndo } from '../domain/coupon-rules.js';
import { type Coupon, CouponRepository } from '../persistence/coupon.repository.js';
import { type CouponBill, CouponBillRepository } from '../persistence/coupon-bill.repository.js';
import { CouponTypeRepository } from '../persistence/coupon-type.repository.js';

/** Undoes what happened to a coupon: a use, a place on a work order, the giving itself. Each once, audited. */
@Injectable()
export class ChangeCoupon {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly coupons: CouponRepository,
    private readonly bills: CouponBillRepository,
    private readonly types: CouponTypeRepository,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A used coupon is good again, for three days more if its time is over. Throws REQUEST.NOT_FOUND, COUPON.STATE. */
  async undo(actor: StaffActor, id: string, reason: string): Promise<void> {
    await this.onBill(actor, id, async (tx, coupon, bill) => {
      const moved = await this.coupons.move(tx, id, ['used'], {
        state: 'held',
        billId: null,
        offFen: null,
        usedAt: null,
        usedBy: null,
        validUntil: untilAfterUndo(coupon.validUntil, this.clock.now()),
      });
      if (!moved) throw new AppError('COUPON.STATE');
      const { staffId } = actor;
      const offFen = coupon.offFen;
      await this.coupons.note(tx, { couponId: id, kind: 'undone', billId: bill.id, offFen, staffId, reason });
      const { typeId, ownerId } = coupon;
      const payload = { couponId: id, typeId, ownerId, visitId: bill.visitId, offFen };
      await this.outbox.append(tx, { type: 'coupon.undone', storeId: bill.storeId, payload });
      await this.record(tx, actor, coupon, bill.storeId, 'coupon.undo', `撤销核销：${reason}`);
    });
  }

  /** A kept coupon leaves its work order. Throws REQUEST.NOT_FOUND, COUPON.STATE. */
  async release(actor: StaffActor, id: string): Promise<void> {
    await this.onBill(actor, id, async (tx, coupon, bill) => {
      if (!(await this.coupons.move(tx, id, ['reserved'], { state: 'held', billId: null })))
        throw new AppError('COUPON.STATE');
      await this.coupons.note(tx, {
        couponId: id,
        kind: 'released',
        billId: bill.id,
        staffId: actor.staffId,
      });
      await this.record(tx, actor, coupon, bill.storeId, 'coupon.release', '取消卡券登记');
    });
  }

  /** An unused coupon goes back into stock; the person may get one again. Throws REQUEST.NOT_FOUND, COUPON.STATE. */
  async takeBack(actor: StaffActor, id: string, reason: string): Promise<void> {
    const seen = await this.coupons.findById(id);
    if (!seen) throw notFound();
    ensureStore(actor, seen.storeId);
    await this.uow.run(async (tx) => {
      const type = await this.types.lockById(tx, seen.typeId);
      if (!(await this.coupons.move(tx, id, ['held'], { state: 'returned', slot: null })))
        throw new AppError('COUPON.STATE');
      if (type?.stockTotal !== null && type?.stockTotal !== undefined)
        await this.types.giveStock(tx, type.id, 1);
      await this.coupons.note(tx, { couponId: id, kind: 'returned', staffId: actor.staffId, reason });
      await this.record(tx, actor, seen, seen.storeId, 'coupon.take-back', `收回卡券：${reason}`);
    });
  }

  /** Kept coupons of a visit that ended without them are free again. */
  async releaseAll(tx: Tx, visitId: string): Promise<void> {
    const bill = await this.bills.findByVisit(visitId);
    if (!bill) return;
    for (const coupon of await this.coupons.ofBill(bill.id)) {
      if (!(await this.coupons.move(tx, coupon.id, ['reserved'], { state: 'held', billId: null }))) continue;
      const reason = '工单已结束，未使用';
      await this.coupons.note(tx, {
        couponId: coupon.id,
        kind: 'released',
        billId: bill.id,
        staffId: null,
        reason,
      });
    }
  }

  private async onBill(
    actor: StaffActor,
    id: string,
    work: (tx: Tx, coupon: Coupon, bill: CouponBill) => Promise<void>,
  ): Promise<void> {
    const seen = await this.coupons.findById(id);
    if (!seen) throw notFound();
    if (seen.billId === null) {
      // Nothing to undo; a foreign one must not be told apart from a missing one.
      ensureStore(actor, seen.storeId);
      throw new AppError('COUPON.STATE');
    }
    const billId = seen.billId;
    await this.uow.run(async (tx) => {
      const bill = await this.bills.lockById(tx, billId);
      if (!bill) throw notFound();
      ensureStore(actor, bill.storeId);
      const [coupon] = await this.coupons.lockByIds(tx, [id]);
      if (!coupon || coupon.billId !== bill.id) throw new AppError('COUPON.STATE');
      await work(tx, coupon, bill);
    });
  }

  private async record(
    tx: Tx,
    actor: StaffActor,
    coupon: Coupon,
    storeId: string,
    action: string,
    text: string,
  ): Promise<void> {
    await this.audit.write(tx, { actor, action, text, subjectId: coupon.id, storeId });
    this.live.publish(tx, { topic: 'coupon', storeId, id: coupon.id, notice: null });
  }
}
