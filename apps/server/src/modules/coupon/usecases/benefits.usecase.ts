import {
  type BenefitView,
  type MemberLevel,
  type MembershipView,
  memberLevelFromFen,
  memberLevelLabel,
  memberLevels,
  partnerKindLabel,
} from '@cheban/contracts';
import { businessDate, sayClock, sayDate, sayYuan, shanghaiClock } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { VehicleDirectory, VehicleHistoryRepository } from '../../vehicle/index.js';
import { freeSlots } from '../domain/coupon-rules.js';
import { levelFrom, reachesLevel, type Standing, sayLevel, standingOf } from '../domain/member-level.js';
import {
  type Benefit,
  type BenefitClaim,
  type Partner,
  PartnerRepository,
} from '../persistence/partner.repository.js';
import { CodePools } from './code-pools.usecase.js';
import { iso, isoOrNull } from './coupon-views.queries.js';
import { Coupons } from './coupons.usecase.js';
import { BenefitSources } from './manage-partners.usecase.js';

/** The level of owners, and benefits of partners as they see and take them. */
@Injectable()
export class Benefits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly partners: PartnerRepository,
    private readonly sources: BenefitSources,
    private readonly vehicles: VehicleDirectory,
    private readonly history: VehicleHistoryRepository,
    private readonly coupons: Coupons,
    private readonly pools: CodePools,
    private readonly clock: Clock,
  ) {}

  async list(actor: OwnerActor): Promise<{ membership: MembershipView; items: BenefitView[] }> {
    const storeIds = await this.storesOf(actor);
    const partners = (await this.partners.ofStores(storeIds)).filter(({ active }) => active);
    const now = this.clock.now();
    const benefits = (await this.partners.benefitsOf(partners.map(({ id }) => id))).filter(
      ({ open, until }) => open && (until === null || until > now),
    );
    const standing = await this.standing(actor.ownerId);
    const items = await this.viewsOf(actor, partners, benefits, standing);
    return { membership: membershipOf(standing, items), items };
  }

  /**
   * Takes a benefit; the same request id never takes two. Place, code or coupon and the note of it are one transaction.
   * Throws REQUEST.NOT_FOUND, COUPON.NOT_OPEN, COUPON.NOT_FOR_YOU, COUPON.LIMIT, COUPON.SOLD_OUT, POOL.EMPTY.
   */
  async claim(actor: OwnerActor, id: string, requestId: string): Promise<BenefitView> {
    const { ownerId } = actor;
    const benefit = await this.partners.findBenefit(id);
    const partner = benefit ? await this.partners.findById(benefit.partnerId) : null;
    if (!benefit || !partner || !(await this.storesOf(actor)).includes(partner.storeId)) throw notFound();
    const requestKey = `${ownerId}:${requestId}`;
    await this.uow.run(async (tx) => {
      if (await this.partners.hasRequest(tx, requestKey)) return;
      const now = this.clock.now();
      const early = benefit.from !== null && benefit.from > now;
      const late = benefit.until !== null && benefit.until <= now;
      if (!partner.active || !benefit.open || early || late) throw new AppError('COUPON.NOT_OPEN');
      if (!reachesLevel((await this.standing(ownerId)).level, benefit.level))
        throw new AppError('COUPON.NOT_FOR_YOU');
      const taken = new Set((await this.partners.claimsOf(ownerId, [id])).map(({ slot }) => slot));
      let slot: number | null = null;
      for (const free of freeSlots(taken, benefit.perOwner, benefit.perOwner)) {
        if (!(await this.partners.claim(tx, { benefitId: id, ownerId, slot: free, requestKey }))) continue;
        slot = free;
        break;
      }
      if (slot === null) {
        // The same tap came twice at once: the other one took the place.
        if (await this.partners.hasRequest(tx, requestKey)) return;
        throw new AppError('COUPON.LIMIT');
      }
      const dedupeKey = `benefit:${id}:${ownerId}:${slot}`;
      if (benefit.poolId !== null) {
        const codeId = await this.pools.take(tx, benefit.poolId, { ownerId, dedupeKey });
        await this.partners.noteGiven(tx, requestKey, { couponId: null, codeId });
        return;
      }
      const typeId = benefit.typeId ?? '';
      if ((await this.coupons.typeOf(typeId))?.state !== 'active') throw new AppError('COUPON.NOT_OPEN');
      const { couponId } = await this.coupons.issue(tx, {
        typeId,
        ownerId,
        dedupeKey,
        source: 'benefit',
        note: partner.name,
      });
      await this.partners.noteGiven(tx, requestKey, { couponId, codeId: null });
    });
    const standing = await this.standing(ownerId);
    const [view] = await this.viewsOf(actor, [partner], [benefit], standing);
    if (!view) throw notFound();
    return view;
  }

  private async storesOf({ ownerId }: OwnerActor): Promise<string[]> {
    const homes = (await this.vehicles.homesOf([ownerId])).get(ownerId) ?? [];
    return [...new Set(homes.map(({ storeId }) => storeId))];
  }

  private async standing(ownerId: string): Promise<Standing> {
    return standingOf(await this.history.spentByDay(ownerId, levelFrom(this.clock.today())));
  }

  private async viewsOf(
    actor: OwnerActor,
    partners: readonly Partner[],
    benefits: readonly Benefit[],
    standing: Standing,
  ): Promise<BenefitView[]> {
    const [sources, claims] = await Promise.all([
      this.sources.of(benefits),
      this.partners.claimsOf(
        actor.ownerId,
        benefits.map(({ id }) => id),
      ),
    ]);
    const byId = new Map(partners.map((partner) => [partner.id, partner]));
    return benefits.flatMap((benefit) => {
      const partner = byId.get(benefit.partnerId);
      if (!partner) return [];
      const source = sources.get(benefit.id);
      const mine = claims.filter(({ benefitId }) => benefitId === benefit.id);
      return {
        id: benefit.id,
        partnerName: partner.name,
        partnerKindLabel: partnerKindLabel[partner.kind],
        partnerAddress: partner.address,
        partnerPhone: partner.phone,
        title: benefit.title,
        summary: benefit.summary,
        howTo: source?.howTo ?? '',
        level: benefit.level,
        levelText: sayLevel(benefit.level),
        ...this.choiceOf(benefit, mine, source?.left ?? null, standing),
        until: isoOrNull(benefit.until),
        mine: mine[0] ? { couponId: mine[0].couponId, codeId: mine[0].codeId, at: iso(mine[0].at) } : null,
      };
    });
  }

  private choiceOf(
    benefit: Benefit,
    mine: readonly BenefitClaim[],
    left: number | null,
    standing: Standing,
  ): Pick<BenefitView, 'choice' | 'text'> {
    const now = this.clock.now();
    if (mine.length >= benefit.perOwner) return { choice: 'mine', text: '已领取，可在卡包查看' };
    if (benefit.level !== null && !reachesLevel(standing.level, benefit.level)) {
      const missingFen = memberLevelFromFen[benefit.level] - standing.spentFen;
      return { choice: 'level', text: `再消费 ${sayYuan(missingFen)} 元即可领取` };
    }
    if (benefit.from !== null && benefit.from > now) {
      const day = sayDate(businessDate(benefit.from), businessDate(now));
      return { choice: 'soon', text: `${day} ${sayClock(shanghaiClock(benefit.from))}开始领取` };
    }
    if (left === 0) return { choice: 'gone', text: '已领完，我们会尽快补充' };
    return { choice: 'now', text: left === null ? '随时可领' : `还剩 ${left.toLocaleString('en-US')} 份` };
  }
}

function membershipOf(standing: Standing, items: readonly BenefitView[]): MembershipView {
  const { level, spentFen, keptUntil, next } = standing;
  const reach = (of: MemberLevel) => items.filter((item) => reachesLevel(of, item.level)).length;
  return {
    level,
    label: memberLevelLabel[level],
    spentFen,
    keptUntil,
    next: next && { ...next, label: memberLevelLabel[next.level], opens: reach(next.level) - reach(level) },
    ladder: memberLevels.toReversed().map((one) => ({
      label: memberLevelLabel[one],
      fromFen: memberLevelFromFen[one],
      reached: reachesLevel(level, one),
    })),
  };
}
