import type { ClaimState, PlanProblem, PrizePlan } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { CodePools, Coupons } from '../../coupon/index.js';
import { Payouts } from '../../payment/index.js';

/** Where a prize comes from. */
export type PrizeSource = Pick<PrizePlan, 'kind' | 'couponTypeId' | 'codePoolId'>;
/** Equal prizes of a plan. */
export interface PlannedPrize extends PrizeSource {
  /** Where in the plan, for instance `waves.0.prizes.1`. */
  readonly path: string;
  readonly count: number;
}

/** What became of a prize that was handed out. */
export interface Handed {
  readonly state: Extract<ClaimState, 'given' | 'confirming'>;
  readonly handedId: string;
}

/** A prize for somebody. */
export interface PrizeGift {
  /** By it the other rooms know what they give: the same key never gives twice. */
  readonly key: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly prize: PrizeSource;
  /** Cash. */
  readonly amountFen: number;
  /** The ledger sums by the id. */
  readonly subjectType: 'campaign' | 'game';
  readonly subjectId: string;
  /** Chinese: the campaign, and what it rewards. */
  readonly title: string;
  readonly note: string;
}

/** Sets prizes aside at the approval and gives them, through the rooms they come from. */
@Injectable()
export class PrizeDesk {
  constructor(
    private readonly payouts: Payouts,
    private readonly coupons: Coupons,
    private readonly codes: CodePools,
  ) {}

  /** What stands against prizes: coupons and pools must be of the stores, pools hold enough codes. */
  async problems(storeIds: readonly string[], prizes: readonly PlannedPrize[]): Promise<PlanProblem[]> {
    const problems: PlanProblem[] = [];
    const wanted = new Map<string, number>();
    for (const { path, kind, couponTypeId, codePoolId, count } of prizes) {
      if (kind === 'coupon' && couponTypeId !== null) {
        const type = await this.coupons.typeOf(couponTypeId);
        if (!type || !storeIds.includes(type.storeId))
          problems.push({ path: `${path}.couponTypeId`, text: '请选择本活动门店的卡券' });
      }
      if (kind === 'code' && codePoolId !== null) {
        const pool = await this.codes.poolOf(codePoolId);
        const all = (wanted.get(codePoolId) ?? 0) + count;
        wanted.set(codePoolId, all);
        if (!pool || !storeIds.includes(pool.storeId))
          problems.push({ path: `${path}.codePoolId`, text: '请选择本活动门店的兑换码池' });
        else if (pool.free < all)
          problems.push({ path: `${path}.count`, text: `码池只剩 ${pool.free} 个，不够发` });
      }
    }
    return problems;
  }

  /** Takes the coupons out of their stock; the first that does not suffice, else null. */
  async setAside(tx: Tx, prizes: readonly PlannedPrize[]): Promise<PlanProblem | null> {
    for (const { path, kind, couponTypeId, count } of prizes)
      if (kind === 'coupon' && couponTypeId && !(await this.coupons.setAside(tx, couponTypeId, count)))
        return { path: `${path}.count`, text: '卡券库存不够，请减少份数或增加库存' };
    return null;
  }

  /** Gives coupons that nobody won back to their stock. */
  async giveBack(tx: Tx, prize: Pick<PrizeSource, 'couponTypeId'>, count: number): Promise<void> {
    if (prize.couponTypeId && count > 0) await this.coupons.giveBack(tx, prize.couponTypeId, count);
  }

  /**
   * Gives one prize, once however often it is asked. Throws what its room throws, for instance POOL.EMPTY: then it
   * stays won and is tried again.
   */
  async give(tx: Tx, { prize, key: dedupeKey, ...gift }: PrizeGift): Promise<Handed> {
    const { ownerId, title } = gift;
    if (prize.kind === 'coupon') {
      const { couponId } = await this.coupons.issue(tx, {
        typeId: prize.couponTypeId ?? '',
        ownerId,
        dedupeKey,
        source: 'prize',
        note: title,
        stock: 'taken',
      });
      return { state: 'given', handedId: couponId };
    }
    if (prize.kind === 'code')
      return {
        state: 'given',
        handedId: await this.codes.take(tx, prize.codePoolId ?? '', { ownerId, dedupeKey }),
      };
    return { state: 'confirming', handedId: await this.payouts.request(tx, { ...gift, dedupeKey }) };
  }
}
