import {
  type CouponHistoryView,
  couponEventLabel,
  type HeldCouponView,
  type routes,
} from '@cheban/contracts';
import { csvOf, formatYuan, shanghaiStamp, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Advisors } from '../../staff/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { type Coupon, CouponRepository } from '../persistence/coupon.repository.js';
import { CouponBillRepository } from '../persistence/coupon-bill.repository.js';
import { CouponListRepository } from '../persistence/coupon-list.repository.js';
import { CouponTypeRepository } from '../persistence/coupon-type.repository.js';
import { CouponViews, iso } from './coupon-views.queries.js';
import { ManageCouponTypes } from './manage-types.usecase.js';

type Routes = (typeof routes)['couponType'];
const when = (text: string | null) => (text === null ? '' : shanghaiStamp(Date.parse(text)));

/** Coupons that owners hold, as staff see them. */
@Injectable()
export class StaffCoupons {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly coupons: CouponRepository,
    private readonly lists: CouponListRepository,
    private readonly types: CouponTypeRepository,
    private readonly bills: CouponBillRepository,
    private readonly manage: ManageCouponTypes,
    private readonly views: CouponViews,
    private readonly vehicles: VehicleDirectory,
    private readonly people: Advisors,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async ofType(
    actor: StaffActor,
    typeId: string,
    { page, pageSize, state }: QueryOf<Routes['coupons']>,
  ): Promise<ViewOf<Routes['coupons']>> {
    await this.manage.visible(actor, typeId);
    const found = await this.lists.ofType(typeId, state, this.clock.now(), { page, pageSize });
    return { items: await this.views.held(actor, found.coupons), total: found.total, page, pageSize };
  }

  /** The newest 10,000 as CSV that opens as text in every spreadsheet. Audited. */
  async sheet(
    actor: StaffActor,
    typeId: string,
    state: QueryOf<Routes['couponFile']>['state'],
  ): Promise<string> {
    const type = await this.manage.visible(actor, typeId);
    const { coupons } = await this.lists.ofType(typeId, state, this.clock.now());
    const rows = await this.views.held(actor, coupons);
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'coupon.export',
        text: `导出卡券“${type.title}”名单 ${rows.length} 行`,
        subjectId: typeId,
        storeId: type.storeId,
      }),
    );
    return csvOf([
      [
        '卡券',
        '车主',
        '手机',
        '状态',
        '来源',
        '备注',
        '发放时间',
        '有效期至',
        '使用时间',
        '使用门店',
        '核销人',
        '抵扣（元）',
      ],
      ...rows.map((row) => [
        row.title,
        row.ownerName,
        row.phoneMasked ?? '',
        row.stateLabel,
        row.sourceLabel,
        row.note,
        when(row.issuedAt),
        row.lastDay,
        when(row.usedAt),
        row.usedStoreName ?? '',
        row.usedBy ?? '',
        row.offFen === null ? '' : formatYuan(row.offFen),
      ]),
    ]);
  }

  /** One coupon that my stores run or used, with all that happened to it. Throws REQUEST.NOT_FOUND. */
  async detail(actor: StaffActor, id: string): Promise<CouponHistoryView> {
    const coupon = await this.visible(actor, id);
    const [events, type, [held]] = await Promise.all([
      this.lists.eventsOf(id),
      this.types.findById(coupon.typeId),
      this.views.held(actor, [coupon]),
    ]);
    if (!type || !held) throw notFound();
    const [names, staff] = await Promise.all([
      this.views.storeNames(type.storeIds),
      this.people.names(events.map(({ staffId }) => staffId)),
    ]);
    const first = {
      kind: 'issued' as const,
      label: held.sourceLabel,
      at: held.issuedAt,
      by: held.source === 'claim' ? '车主' : '系统',
      reason: held.note,
      offFen: null,
    };
    const rest = events.map(({ kind, at, staffId, reason, offFen }) => ({
      kind,
      label: couponEventLabel[kind],
      at: iso(at.getTime()),
      by: staffId === null ? '系统' : (staff.get(staffId) ?? '已离职员工'),
      reason,
      offFen,
    }));
    return {
      ...held,
      ...this.views.face(type, names),
      events: rest.some(({ kind }) => kind === 'issued') ? rest : [first, ...rest],
    };
  }

  /** For the answers of changes. */
  async view(actor: StaffActor, id: string): Promise<HeldCouponView> {
    const [view] = await this.views.held(actor, [await this.visible(actor, id)]);
    if (!view) throw notFound();
    return view;
  }

  /** Coupons of an owner with a car of my stores. Throws REQUEST.NOT_FOUND. */
  async ofOwner(actor: StaffActor, ownerId: string): Promise<HeldCouponView[]> {
    const homes = (await this.vehicles.homesOf([ownerId])).get(ownerId) ?? [];
    if (!homes.some(({ storeId }) => actor.storeIds.includes(storeId))) throw notFound();
    return this.views.held(actor, await this.lists.ofOwner(ownerId, actor.storeIds));
  }

  /** What the counter of a store has used today. Throws STORE.NOT_FOUND. */
  async usedToday(actor: StaffActor, storeId: string): Promise<HeldCouponView[]> {
    const since = startOfBusinessDay(this.clock.today());
    return this.views.held(actor, await this.lists.usedAt(storeOf(actor, storeId), since));
  }

  private async visible(actor: StaffActor, id: string): Promise<Coupon> {
    const coupon = await this.coupons.findById(id);
    if (!coupon) throw notFound();
    const bill = (await this.bills.findByIds([coupon.billId])).get(coupon.billId ?? '');
    const stores = [coupon.storeId, ...(bill ? [bill.storeId] : [])];
    if (!stores.some((storeId) => actor.storeIds.includes(storeId))) throw notFound();
    return coupon;
  }
}
