import type { CampaignPlan, ClaimState, PrizePlan } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { CodePools, Coupons } from '../../coupon/index.js';
import { Payouts } from '../../payment/index.js';
import type { PlanProblem } from '../domain/plan-problems.js';
import type { Campaign } from '../persistence/campaign.repository.js';
import type { Claim } from '../persistence/claim.repository.js';

/** What became of a prize that was handed out. */
export interface Handed {
  readonly state: Extract<ClaimState, 'given' | 'confirming'>;
  readonly handedId: string;
}

const KEY = 'packet:';

/** The key by which the other rooms know what they give for a claim: the same claim is never given twice. */
export const keyOf = (claim: Pick<Claim, 'id'>) => `${KEY}${claim.id}`;
/** The claim behind such a key, or null if it is somebody else's. */
export const claimIdOf = (key: string) => (key.startsWith(KEY) ? key.slice(KEY.length) : null);

/** Sets prizes aside at the approval and gives them, through the rooms they come from. */
@Injectable()
export class PrizeDesk {
  constructor(
    private readonly payouts: Payouts,
    private readonly coupons: Coupons,
    private readonly codes: CodePools,
  ) {}

  /** What stands against the prizes of a plan: coupons and pools must be of its stores, pools hold enough codes. */
  async problems(plan: CampaignPlan): Promise<PlanProblem[]> {
    const problems: PlanProblem[] = [];
    const wanted = new Map<string, number>();
    for (const [index, { prizes }] of plan.waves.entries())
      for (const [place, { kind, couponTypeId, codePoolId, count }] of prizes.entries()) {
        const path = `waves.${index}.prizes.${place}`;
        if (kind === 'coupon' && couponTypeId !== null) {
          const type = await this.coupons.typeOf(couponTypeId);
          if (!type || !plan.storeIds.includes(type.storeId))
            problems.push({ path: `${path}.couponTypeId`, text: '请选择本活动门店的卡券' });
        }
        if (kind === 'code' && codePoolId !== null) {
          const pool = await this.codes.poolOf(codePoolId);
          const all = (wanted.get(codePoolId) ?? 0) + count;
          wanted.set(codePoolId, all);
          if (!pool || !plan.storeIds.includes(pool.storeId))
            problems.push({ path: `${path}.codePoolId`, text: '请选择本活动门店的兑换码池' });
          else if (pool.free < all)
            problems.push({ path: `${path}.count`, text: `码池只剩 ${pool.free} 个，不够发` });
        }
      }
    return problems;
  }

  /** Takes the coupons of every wave out of their stock; the path of the first that does not suffice, else null. */
  async setAside(tx: Tx, plan: CampaignPlan): Promise<PlanProblem | null> {
    for (const [index, { prizes }] of plan.waves.entries())
      for (const [place, { kind, couponTypeId, count }] of prizes.entries())
        if (kind === 'coupon' && couponTypeId && !(await this.coupons.setAside(tx, couponTypeId, count)))
          return { path: `waves.${index}.prizes.${place}.count`, text: '卡券库存不够，请减少份数或增加库存' };
    return null;
  }

  /** Gives coupons that nobody won back to their stock. */
  async giveBack(tx: Tx, prize: PrizePlan, count: number): Promise<void> {
    if (prize.couponTypeId && count > 0) await this.coupons.giveBack(tx, prize.couponTypeId, count);
  }

  /**
   * Gives one prize, once however often it is asked. Throws what its room throws, for instance POOL.EMPTY: then it
   * stays won and is tried again.
   */
  async give(tx: Tx, claim: Claim, { plan }: Campaign, prize: PrizePlan): Promise<Handed> {
    const { ownerId } = claim;
    const dedupeKey = keyOf(claim);
    if (prize.kind === 'coupon') {
      const { couponId } = await this.coupons.issue(tx, {
        typeId: prize.couponTypeId ?? '',
        ownerId,
        dedupeKey,
        source: 'prize',
        note: plan.title,
        stock: 'taken',
      });
      return { state: 'given', handedId: couponId };
    }
    if (prize.kind === 'code')
      return {
        state: 'given',
        handedId: await this.codes.take(tx, prize.codePoolId ?? '', { ownerId, dedupeKey }),
      };
    const handedId = await this.payouts.request(tx, {
      storeId: claim.storeId,
      ownerId,
      amountFen: claim.amountFen,
      dedupeKey,
      subjectType: 'campaign',
      subjectId: claim.campaignId,
      title: plan.title,
      note: '抢红包奖励',
    });
    return { state: 'confirming', handedId };
  }
}
