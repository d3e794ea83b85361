import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { isDuplicate, newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { StoreCatalog } from '../../store/index.js';
import { freeSlots, validityAt } from '../domain/coupon-rules.js';
import { CouponRepository } from '../persistence/coupon.repository.js';
import {
  type CouponIssue,
  CouponIssueRepository,
  type IssueStep,
} from '../persistence/coupon-issue.repository.js';
import { type CouponType, CouponTypeRepository } from '../persistence/coupon-type.repository.js';
import { AllocateCoupons } from './allocate-coupons.usecase.js';
import { CouponMessages } from './coupon-messages.usecase.js';
import { IssueAudiences } from './issue-audiences.js';

/** People of one step: some tens of milliseconds, in which claims of the same type wait. */
const CHUNK = 2_000;
const ISSUES = 20;

/**
 * Walks over the people of running issues: each step gives its coupons and notes how far it has come in one transaction,
 * so that a crash repeats nothing and loses nothing. Any number of workers may run it at once.
 */
@Injectable()
export class IssueCoupons {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly issues: CouponIssueRepository,
    private readonly types: CouponTypeRepository,
    private readonly coupons: CouponRepository,
    private readonly allocate: AllocateCoupons,
    private readonly audiences: IssueAudiences,
    private readonly messages: CouponMessages,
    private readonly stores: StoreCatalog,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Until nothing runs any more; `most` steps at most. */
  async run(most = Number.POSITIVE_INFINITY): Promise<void> {
    let steps = 0;
    for (const id of await this.issues.running(ISSUES)) {
      while (steps < most && (await this.step(id))) steps += 1;
    }
  }

  /** True if there is more to do. */
  private async step(id: string): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const issue = await this.issues.lock(tx, id);
      if (!issue) return false;
      const type = await this.types.lockById(tx, issue.typeId);
      const source = this.audiences.of(issue.audience);
      let step: IssueStep = { seen: 0, issued: 0, full: 0, soldOut: 0, next: null, why: '发放对象已不可用' };
      const over = !type || validityAt(type.validity, this.clock.now()).until <= this.clock.now();
      if (over || type.state !== 'active') step = { ...step, why: '卡券已暂停、结束或过期' };
      else if (source) {
        const { ownerIds, next } = await source.page(issue.audience, issue.cursor, CHUNK);
        const given = await this.give(tx, issue, type, [...new Set(ownerIds)]);
        const soldOut = given.soldOut > 0;
        step = {
          seen: new Set(ownerIds).size,
          ...given,
          next: soldOut ? null : next,
          ...(soldOut ? { why: '库存已发完，后面的车主没有领到' } : {}),
        };
      }
      await this.issues.advance(tx, id, step);
      this.live.publish(tx, {
        topic: 'coupon',
        storeId: issue.storeId,
        id,
        notice: step.next === null ? `卡券“${type?.title ?? ''}”发放结束` : null,
      });
      return step.next !== null;
    });
  }

  private async give(
    tx: Tx,
    issue: CouponIssue,
    type: CouponType,
    ownerIds: readonly string[],
  ): Promise<{ issued: number; full: number; soldOut: number }> {
    const wishes = ownerIds.map((ownerId) => ({ ownerId, dedupeKey: `bulk:${issue.id}:${ownerId}` }));
    const quick = await this.quick(tx, type, wishes);
    const fresh: { id: string; ownerId: string; until: number }[] = [];
    let full = 0;
    let soldOut = 0;
    if (quick) fresh.push(...quick);
    else {
      const outcomes = await this.allocate.run(tx, type, 'bulk', wishes);
      outcomes.forEach((one, index) => {
        const ownerId = wishes[index]?.ownerId ?? '';
        if (one.outcome === 'full') full += 1;
        else if (one.outcome === 'sold_out') soldOut += 1;
        else if (one.fresh) fresh.push({ id: one.coupon.id, ownerId, until: one.coupon.validUntil });
      });
    }
    if (issue.tell && fresh.length > 0) await this.tell(tx, type, fresh);
    return { issued: fresh.length, full, soldOut };
  }

  /**
   * The usual case, in three statements: nobody has one yet and there is enough. Null if it is not so; then nothing was
   * written and the careful way decides person by person.
   */
  private async quick(
    tx: Tx,
    type: CouponType,
    wishes: readonly { ownerId: string; dedupeKey: string }[],
  ): Promise<{ id: string; ownerId: string; until: number }[] | null> {
    if (wishes.length === 0) return [];
    if (type.stockLeft !== null && type.stockLeft < wishes.length) return null;
    const ownerIds = wishes.map(({ ownerId }) => ownerId);
    const taken = await this.coupons.slotsOf(tx, type.id, ownerIds);
    if (taken.size > 0) return null;
    const { from, until } = validityAt(type.validity, this.clock.now());
    const [slot = 1] = freeSlots(new Set(), type.perOwner, 1);
    const rows = wishes.map((wish) => ({
      id: newId(this.clock),
      typeId: type.id,
      storeId: type.storeId,
      slot,
      source: 'bulk' as const,
      note: '',
      validFrom: from,
      validUntil: until,
      ...wish,
    }));
    try {
      await this.coupons.insert(tx, rows);
    } catch (error) {
      // Somebody was given one for this issue that was taken back since.
      if (isDuplicate(error)) return null;
      throw error;
    }
    if (!(await this.types.takeStock(tx, type.id, rows.length)))
      throw new Error('The stock of a type changed while its row was held');
    return rows.map(({ id, ownerId }) => ({ id, ownerId, until }));
  }

  /** Marketing, so within wishes, caps and quiet hours; the coupon is in the wallet whatever becomes of the message. */
  private async tell(
    tx: Tx,
    type: CouponType,
    fresh: readonly { id: string; ownerId: string; until: number }[],
  ): Promise<void> {
    const storeName = (await this.stores.findById(type.storeId))?.name ?? '门店';
    const words = {
      title: '您收到一张卡券',
      body: `${storeName}送您“${type.title}”，已放进卡包，到店出示即可使用。`,
    };
    await this.messages.planMany(
      tx,
      fresh.map((coupon) => this.messages.grantedPlan(coupon, type, storeName, words, 'marketing')),
    );
  }
}
