import { type PartnerView, partnerKindLabel, type routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf, storesOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf } from '../../../platform/http/index.js';
import { sayLevel } from '../domain/member-level.js';
import { CodePoolRepository } from '../persistence/code-pool.repository.js';
import { CouponTypeRepository } from '../persistence/coupon-type.repository.js';
import {
  type Benefit,
  type BenefitPlan,
  type Partner,
  PartnerRepository,
} from '../persistence/partner.repository.js';
import { CouponViews, isoOrNull } from './coupon-views.queries.js';

type Routes = (typeof routes)['partner'];
type StaffBenefit = PartnerView['benefits'][number];
export interface BenefitSource {
  readonly text: string;
  /** Null: without end. */
  readonly left: number | null;
  readonly howTo: string;
}
const instantOrNull = (text: string | null) => (text === null ? null : Date.parse(text));

/** What benefits give, with what is left of it. */
@Injectable()
export class BenefitSources {
  constructor(
    private readonly pools: CodePoolRepository,
    private readonly types: CouponTypeRepository,
    private readonly clock: Clock,
  ) {}

  /** By benefit; one whose source is off has nothing left. */
  async of(benefits: readonly Benefit[]): Promise<Map<string, BenefitSource>> {
    const poolIds = benefits.flatMap(({ poolId }) => (poolId === null ? [] : [poolId]));
    const [pools, figures, types] = await Promise.all([
      this.pools.findByIds(poolIds),
      this.pools.figuresOf([...new Set(poolIds)], this.clock.today()),
      this.types.findByIds(benefits.flatMap(({ typeId }) => (typeId === null ? [] : [typeId]))),
    ]);
    return new Map(
      benefits.map(({ id, poolId, typeId }) => {
        const pool = pools.get(poolId ?? '');
        const type = types.get(typeId ?? '');
        if (pool) {
          const left = pool.active ? (figures.get(pool.id)?.free ?? 0) : 0;
          return [id, { text: `码池 · ${pool.title}`, left, howTo: pool.howTo }];
        }
        const left = type?.state === 'active' ? type.stockLeft : 0;
        return [id, { text: `卡券 · ${type?.title ?? ''}`, left, howTo: type?.howTo ?? '' }];
      }),
    );
  }
}

/** Partners 异业联盟 and what they give. */
@Injectable()
export class ManagePartners {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly partners: PartnerRepository,
    private readonly sources: BenefitSources,
    private readonly pools: CodePoolRepository,
    private readonly types: CouponTypeRepository,
    private readonly views: CouponViews,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<{ items: PartnerView[] }> {
    return { items: await this.viewsOf(await this.partners.ofStores(storesOf(actor, query.storeId))) };
  }

  async create(actor: StaffActor, body: BodyOf<Routes['create']>): Promise<PartnerView> {
    const { storeId, ...plan } = body;
    storeOf(actor, storeId);
    const id = await this.uow.run(async (tx) => {
      const made = await this.partners.insert(tx, storeId, plan);
      await this.record(tx, actor, { id: made, storeId }, `新增合作商家“${plan.name}”`);
      return made;
    });
    return this.view(id);
  }

  async update(actor: StaffActor, id: string, body: BodyOf<Routes['update']>): Promise<PartnerView> {
    const partner = await this.visible(actor, id);
    await this.uow.run(async (tx) => {
      await this.partners.update(tx, id, body);
      await this.record(tx, actor, partner, `修改合作商家“${body.name}”`);
    });
    return this.view(id);
  }

  /** Throws REQUEST.NOT_FOUND, also for a pool or type of another store. */
  async addBenefit(actor: StaffActor, id: string, body: BodyOf<Routes['addBenefit']>): Promise<PartnerView> {
    const partner = await this.visible(actor, id);
    const plan = await this.planOf(actor, body);
    await this.uow.run(async (tx) => {
      await this.partners.insertBenefit(tx, id, plan);
      await this.record(tx, actor, partner, `新增权益“${plan.title}”`);
    });
    return this.view(id);
  }

  async updateBenefit(
    actor: StaffActor,
    benefitId: string,
    body: BodyOf<Routes['updateBenefit']>,
  ): Promise<PartnerView> {
    const benefit = await this.partners.findBenefit(benefitId);
    if (!benefit) throw notFound();
    const partner = await this.visible(actor, benefit.partnerId);
    const plan = await this.planOf(actor, body);
    await this.uow.run(async (tx) => {
      await this.partners.updateBenefit(tx, benefitId, plan);
      await this.record(tx, actor, partner, `修改权益“${plan.title}”`);
    });
    return this.view(partner.id);
  }

  private async planOf(actor: StaffActor, body: BodyOf<Routes['addBenefit']>): Promise<BenefitPlan> {
    const source =
      body.poolId === null
        ? await this.types.findById(body.typeId ?? '')
        : await this.pools.findById(body.poolId);
    if (!source) throw notFound();
    ensureStore(actor, source.storeId);
    return { ...body, from: instantOrNull(body.from), until: instantOrNull(body.until) };
  }

  private async visible(actor: StaffActor, id: string): Promise<Partner> {
    const partner = await this.partners.findById(id);
    if (!partner) throw notFound();
    ensureStore(actor, partner.storeId);
    return partner;
  }

  private async view(id: string): Promise<PartnerView> {
    const partner = await this.partners.findById(id);
    const [view] = partner ? await this.viewsOf([partner]) : [];
    if (!view) throw notFound();
    return view;
  }

  private async viewsOf(partners: readonly Partner[]): Promise<PartnerView[]> {
    const benefits = await this.partners.benefitsOf(partners.map(({ id }) => id));
    const [sources, counts, names] = await Promise.all([
      this.sources.of(benefits),
      this.partners.claimCounts(benefits.map(({ id }) => id)),
      this.views.storeNames(partners.map(({ storeId }) => storeId)),
    ]);
    const now = this.clock.now();
    const benefitView = (benefit: Benefit): StaffBenefit => {
      const { partnerId: _, from, until, ...rest } = benefit;
      const source = sources.get(benefit.id);
      return {
        ...rest,
        sourceText: source?.text ?? '',
        left: source?.left ?? null,
        levelText: sayLevel(benefit.level),
        from: isoOrNull(from),
        until: isoOrNull(until),
        claimed: counts.get(benefit.id) ?? 0,
        stateText: stateOf(benefit, source?.left ?? null, now),
      };
    };
    return partners.map((partner) => ({
      ...partner,
      storeName: names.get(partner.storeId) ?? '',
      kindLabel: partnerKindLabel[partner.kind],
      benefits: benefits.filter(({ partnerId }) => partnerId === partner.id).map(benefitView),
    }));
  }

  private async record(
    tx: Tx,
    actor: StaffActor,
    { id, storeId }: { id: string; storeId: string },
    text: string,
  ): Promise<void> {
    await this.audit.write(tx, { actor, action: 'coupon.partner', text, subjectId: id, storeId });
  }
}

function stateOf(benefit: Benefit, left: number | null, now: number): string {
  if (!benefit.open) return '已关闭';
  if (benefit.from !== null && benefit.from > now) return '未开始';
  if (benefit.until !== null && benefit.until <= now) return '已结束';
  return left === 0 ? '已领完' : '可领取';
}
