import {
  type CouponTypeView,
  couponTypeMoveLabel,
  type HeldCouponView,
  ownCouponWorth,
  type routes,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf, storesOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf, ViewOf } from '../../../platform/http/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { nextTypeState, validityAt } from '../domain/coupon-rules.js';
import { CouponRepository } from '../persistence/coupon.repository.js';
import {
  type CouponType,
  type CouponTypePlan,
  CouponTypeRepository,
} from '../persistence/coupon-type.repository.js';
import { AllocateCoupons } from './allocate-coupons.usecase.js';
import { CouponMessages } from './coupon-messages.usecase.js';
import { CouponViews } from './coupon-views.queries.js';

type Routes = (typeof routes)['couponType'];
const instantOrNull = (text: string | null) => (text === null ? null : Date.parse(text));

/** Kinds of coupons: drafts, what they are worth, when they are given. What owners hold never changes its worth. */
@Injectable()
export class ManageCouponTypes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly types: CouponTypeRepository,
    private readonly views: CouponViews,
    private readonly stores: StoreCatalog,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    const { page, pageSize, storeId, ...filter } = query;
    const found = await this.types.page(storesOf(actor, storeId), filter, page, pageSize);
    return { items: await this.views.typeViews(actor, found.types), total: found.total, page, pageSize };
  }

  async detail(actor: StaffActor, id: string): Promise<CouponTypeView> {
    return this.view(actor, await this.visible(actor, id));
  }

  /** Throws STORE.NOT_FOUND. */
  async create(actor: StaffActor, body: BodyOf<Routes['create']>): Promise<CouponTypeView> {
    const plan = await this.planOf(actor, body);
    const id = await this.uow.run(async (tx) => {
      const made = await this.types.insert(tx, plan, {
        state: 'draft',
        system: false,
        createdBy: actor.staffId,
      });
      if (made === null) throw new Error('A coupon type with the id of another');
      await this.record(
        tx,
        actor,
        { id: made, storeId: plan.storeId },
        'coupon.type-create',
        `新建卡券“${plan.title}”`,
      );
      return made;
    });
    return this.detail(actor, id);
  }

  /** Only drafts. Throws REQUEST.NOT_FOUND, STORE.NOT_FOUND, COUPON.STATE. */
  async update(actor: StaffActor, id: string, body: BodyOf<Routes['update']>): Promise<CouponTypeView> {
    const plan = await this.planOf(actor, body);
    await this.change(actor, id, async (tx, type) => {
      if (type.state !== 'draft') throw new AppError('COUPON.STATE');
      await this.types.update(tx, id, plan);
      await this.record(tx, actor, type, 'coupon.type-update', `修改卡券“${plan.title}”`);
    });
    return this.detail(actor, id);
  }

  /** Throws REQUEST.NOT_FOUND, COUPON.STATE, COUPON.STOCK_BELOW. */
  async adjust(actor: StaffActor, id: string, body: BodyOf<Routes['adjust']>): Promise<CouponTypeView> {
    await this.change(actor, id, async (tx, type) => {
      if (type.state !== 'active' && type.state !== 'paused') throw new AppError('COUPON.STATE');
      const { stock, claimFrom, claimUntil, ...rest } = body;
      const change = {
        ...rest,
        stockTotal: stock,
        claimFrom: instantOrNull(claimFrom),
        claimUntil: instantOrNull(claimUntil),
      };
      if (!(await this.types.adjust(tx, type, change))) throw new AppError('COUPON.STOCK_BELOW');
      const count = stock === null ? '不限量' : `共 ${stock} 张`;
      await this.record(
        tx,
        actor,
        type,
        'coupon.type-adjust',
        `调整卡券“${type.title}”：${count}，每人 ${body.perOwner} 张`,
      );
    });
    return this.detail(actor, id);
  }

  /** Throws REQUEST.NOT_FOUND, COUPON.STATE (the move is not possible now, or its dates are over). */
  async move(actor: StaffActor, id: string, body: BodyOf<Routes['move']>): Promise<CouponTypeView> {
    await this.change(actor, id, async (tx, type) => {
      const state = nextTypeState(type.state, body.do);
      const now = this.clock.now();
      const over = state === 'active' && validityAt(type.validity, now).until <= now;
      if (state === null || over) throw new AppError('COUPON.STATE');
      await this.types.setState(tx, id, state);
      await this.record(
        tx,
        actor,
        type,
        `coupon.type-${body.do}`,
        `${couponTypeMoveLabel[body.do]}：“${type.title}”`,
      );
    });
    return this.detail(actor, id);
  }

  /** A type of my stores. Throws REQUEST.NOT_FOUND. */
  async visible(actor: StaffActor, id: string): Promise<CouponType> {
    const type = await this.types.findById(id);
    if (!type) throw notFound();
    ensureStore(actor, type.storeId);
    return type;
  }

  private async change(
    actor: StaffActor,
    id: string,
    work: (tx: Tx, type: CouponType) => Promise<void>,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const type = await this.types.lockById(tx, id);
      if (!type) throw notFound();
      ensureStore(actor, type.storeId);
      if (type.system) throw new AppError('COUPON.STATE');
      await work(tx, type);
    });
  }

  private async planOf(actor: StaffActor, body: BodyOf<Routes['create']>): Promise<CouponTypePlan> {
    const storeId = storeOf(actor, body.storeId);
    const { stock, claimFrom, claimUntil, ...rest } = body;
    // A store may honour its coupons elsewhere in the group; whoever offers that must know the stores by name.
    const storeIds = [...new Set([storeId, ...body.storeIds])];
    if ((await this.stores.findByIds(storeIds)).length < storeIds.length)
      throw new AppError('STORE.NOT_FOUND');
    for (const other of storeIds) storeOf(actor, other);
    return {
      ...ownCouponWorth(rest),
      storeId,
      storeIds,
      stockTotal: stock,
      claimFrom: instantOrNull(claimFrom),
      claimUntil: instantOrNull(claimUntil),
    };
  }

  private async view(actor: StaffActor, type: CouponType): Promise<CouponTypeView> {
    const [view] = await this.views.typeViews(actor, [type]);
    if (!view) throw notFound();
    return view;
  }

  private async record(
    tx: Tx,
    actor: StaffActor,
    { id, storeId }: { id: string; storeId: string },
    action: string,
    text: string,
  ): Promise<void> {
    await this.audit.write(tx, { actor, action, text, subjectId: id, storeId });
  }
}

/** A coupon from a person at the store to one owner. */
@Injectable()
export class GiveCoupon {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly types: CouponTypeRepository,
    private readonly coupons: CouponRepository,
    private readonly allocate: AllocateCoupons,
    private readonly messages: CouponMessages,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly views: CouponViews,
    private readonly audit: Audit,
  ) {}

  /**
   * Within the limit of the type; the same request id never gives two. Throws REQUEST.NOT_FOUND, COUPON.STATE,
   * COUPON.LIMIT, COUPON.SOLD_OUT.
   */
  async run(actor: StaffActor, typeId: string, body: BodyOf<Routes['issueOne']>): Promise<HeldCouponView> {
    const [owner, homes] = await Promise.all([
      this.owners.findById(body.ownerId),
      this.vehicles.homesOf([body.ownerId]),
    ]);
    const mine = (homes.get(body.ownerId) ?? []).some(({ storeId }) => actor.storeIds.includes(storeId));
    if (!owner || !mine) throw notFound();
    const couponId = await this.uow.run(async (tx) => {
      const type = await this.types.lockById(tx, typeId);
      if (!type) throw notFound();
      ensureStore(actor, type.storeId);
      if (type.state !== 'active' || type.system) throw new AppError('COUPON.STATE');
      const dedupeKey = `staff:${actor.staffId}:${body.requestId}`;
      const [given] = await this.allocate.run(
        tx,
        type,
        'staff',
        [{ ownerId: owner.id, dedupeKey }],
        body.note,
      );
      if (given?.outcome === 'full') throw new AppError('COUPON.LIMIT');
      if (given?.outcome !== 'given') throw new AppError('COUPON.SOLD_OUT');
      if (!given.fresh) return given.coupon.id;
      await this.coupons.note(tx, {
        couponId: given.coupon.id,
        kind: 'issued',
        staffId: actor.staffId,
        reason: body.note,
      });
      await this.audit.write(tx, {
        actor,
        action: 'coupon.issue',
        text: `赠送卡券“${type.title}”：${body.note}`,
        subjectId: given.coupon.id,
        storeId: type.storeId,
      });
      if (body.tell) {
        const coupon = { id: given.coupon.id, ownerId: owner.id, until: given.coupon.validUntil };
        const words = {
          title: '您收到一张卡券',
          body: `门店送您“${type.title}”，已放进卡包，到店出示即可使用。`,
        };
        await this.messages.granted(tx, coupon, type, words);
      }
      return given.coupon.id;
    });
    const coupon = await this.coupons.findById(couponId);
    const [view] = coupon ? await this.views.held(actor, [coupon]) : [];
    if (!view) throw notFound();
    return view;
  }
}
