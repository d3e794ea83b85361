import {
  COUPON_EXPIRING_DAYS,
  type CouponTypeView,
  couponCombineLabel,
  couponKindLabel,
  couponShownStateLabel,
  couponSourceLabel,
  couponTypeMoves,
  couponTypeStateLabel,
  type HeldCouponView,
  sayCouponBig,
  sayCouponFace,
  sayCouponFor,
  sayCouponThreshold,
  sayCouponValidity,
  type WalletCouponView,
} from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { may, type StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { nextTypeState, shownState } from '../domain/coupon-rules.js';
import { isSoon, lastDayOf, sayUntil } from '../domain/coupon-words.js';
import type { Coupon } from '../persistence/coupon.repository.js';
import { type CouponBill, CouponBillRepository } from '../persistence/coupon-bill.repository.js';
import { CouponListRepository } from '../persistence/coupon-list.repository.js';
import { type CouponType, CouponTypeRepository } from '../persistence/coupon-type.repository.js';

export const iso = (at: number) => toDate(at).toISOString();
export const isoOrNull = (at: number | null) => (at === null ? null : iso(at));
const noFigures = { issued: 0, held: 0, reserved: 0, used: 0, expired: 0, returned: 0, offFen: 0 };

/** Puts coupons and their types into the words and numbers of views; each list in a fixed number of queries. */
@Injectable()
export class CouponViews {
  constructor(
    private readonly types: CouponTypeRepository,
    private readonly lists: CouponListRepository,
    private readonly bills: CouponBillRepository,
    private readonly stores: StoreCatalog,
    private readonly owners: OwnerDirectory,
    private readonly people: Advisors,
    private readonly clock: Clock,
  ) {}

  /** Names of stores by id. */
  async storeNames(ids: readonly string[]): Promise<Map<string, string>> {
    return new Map((await this.stores.findByIds(ids)).map(({ id, name }) => [id, name]));
  }

  /** What a kind of coupon is, as every screen shows it. */
  face(type: CouponType, storeNames: ReadonlyMap<string, string>) {
    return {
      kind: type.kind,
      kindLabel: couponKindLabel[type.kind],
      title: type.title,
      summary: type.summary,
      bigText: sayCouponBig(type),
      faceText: sayCouponFace(type),
      thresholdText: sayCouponThreshold(type.thresholdFen),
      forText: sayCouponFor(type.serviceKinds, type.models),
      combineLabel: couponCombineLabel[type.combine],
      howTo: type.howTo,
      stores: type.storeIds.map((id) => ({ id, name: storeNames.get(id) ?? '' })),
    };
  }

  async typeViews(actor: StaffActor, types: readonly CouponType[]): Promise<CouponTypeView[]> {
    const now = this.clock.now();
    const [figures, names, authors] = await Promise.all([
      this.lists.figuresOf(
        types.map(({ id }) => id),
        now,
      ),
      this.storeNames(types.flatMap(({ storeId, storeIds }) => [storeId, ...storeIds])),
      this.people.names(types.map(({ createdBy }) => createdBy)),
    ]);
    const mayManage = may(actor, 'coupon.manage');
    return types.map((type) => {
      const open = type.state === 'active' || type.state === 'paused';
      return {
        id: type.id,
        code: type.code,
        storeId: type.storeId,
        storeName: names.get(type.storeId) ?? '',
        ...this.face(type, names),
        state: type.state,
        stateLabel: couponTypeStateLabel[type.state],
        system: type.system,
        amountFen: type.amountFen,
        percentOff: type.percentOff,
        capFen: type.capFen,
        itemName: type.itemName,
        thresholdFen: type.thresholdFen,
        validity: type.validity,
        validityText: sayCouponValidity(type.validity),
        stock: type.stockTotal,
        stockLeft: type.stockLeft,
        perOwner: type.perOwner,
        claimable: type.claimable,
        claimFrom: isoOrNull(type.claimFrom),
        claimUntil: isoOrNull(type.claimUntil),
        storeIds: type.storeIds,
        serviceKinds: type.serviceKinds,
        models: type.models,
        combine: type.combine,
        figures: figures.get(type.id) ?? noFigures,
        moves:
          mayManage && !type.system
            ? couponTypeMoves.filter((move) => nextTypeState(type.state, move) !== null)
            : [],
        mayEdit: mayManage && !type.system && type.state === 'draft',
        mayAdjust: mayManage && !type.system && open,
        mayIssue: may(actor, 'coupon.issue') && !type.system && type.state === 'active',
        createdBy: type.createdBy === null ? '系统' : (authors.get(type.createdBy) ?? '已离职员工'),
        createdAt: iso(type.createdAt),
        updatedAt: iso(type.updatedAt),
      };
    });
  }

  async wallet(coupons: readonly Coupon[]): Promise<WalletCouponView[]> {
    const now = this.clock.now();
    const [types, bills] = await Promise.all([
      this.types.findByIds(coupons.map(({ typeId }) => typeId)),
      this.bills.findByIds(coupons.map(({ billId }) => billId)),
    ]);
    const names = await this.storeNames([
      ...[...types.values()].flatMap(({ storeIds }) => storeIds),
      ...[...bills.values()].map(({ storeId }) => storeId),
    ]);
    return coupons.flatMap((coupon) => {
      const type = types.get(coupon.typeId);
      if (!type) return [];
      const state = shownState(coupon, now);
      const used = coupon.state === 'used';
      return {
        id: coupon.id,
        typeId: type.id,
        ...this.face(type, names),
        state,
        stateLabel: couponShownStateLabel[state],
        validFrom: iso(coupon.validFrom),
        validUntil: iso(coupon.validUntil),
        validText: sayUntil(coupon.validFrom, coupon.validUntil, now),
        soon: state === 'held' && isSoon(coupon.validUntil, now, COUPON_EXPIRING_DAYS),
        source: coupon.source,
        sourceLabel: couponSourceLabel[coupon.source],
        canShow: state === 'held' || state === 'reserved',
        usedAt: isoOrNull(coupon.usedAt),
        usedStoreName: used ? (names.get(bills.get(coupon.billId ?? '')?.storeId ?? '') ?? null) : null,
        offFen: used ? coupon.offFen : null,
      };
    });
  }

  async held(actor: StaffActor, coupons: readonly Coupon[]): Promise<HeldCouponView[]> {
    const now = this.clock.now();
    const ids = coupons.map(({ ownerId }) => ownerId);
    const [types, bills, owners, phones, staff] = await Promise.all([
      this.types.findByIds(coupons.map(({ typeId }) => typeId)),
      this.bills.findByIds(coupons.map(({ billId }) => billId)),
      this.owners.findByIds(ids),
      this.owners.phonesOf(ids),
      this.people.names(coupons.map(({ usedBy }) => usedBy)),
    ]);
    const names = await this.storeNames([...bills.values()].map(({ storeId }) => storeId));
    return coupons.flatMap((coupon) => {
      const type = types.get(coupon.typeId);
      if (!type) return [];
      const bill = bills.get(coupon.billId ?? '');
      return this.heldView(actor, coupon, type, bill, {
        now,
        ownerName: owners.get(coupon.ownerId)?.name ?? '',
        phone: phones.get(coupon.ownerId)?.(),
        storeName: names.get(bill?.storeId ?? ''),
        usedBy: staff.get(coupon.usedBy ?? ''),
      });
    });
  }

  private heldView(
    actor: StaffActor,
    coupon: Coupon,
    type: CouponType,
    bill: CouponBill | undefined,
    more: { now: number; ownerName: string; phone?: string; storeName?: string; usedBy?: string },
  ): HeldCouponView {
    const state = shownState(coupon, more.now);
    const used = coupon.state === 'used';
    const undoes = may(actor, 'coupon.undo');
    const atMine = bill !== undefined && actor.storeIds.includes(bill.storeId);
    return {
      id: coupon.id,
      typeId: type.id,
      title: type.title,
      kindLabel: couponKindLabel[type.kind],
      faceText: sayCouponFace(type),
      ownerId: coupon.ownerId,
      ownerName: more.ownerName,
      phoneMasked: more.phone === undefined ? null : maskPhone(more.phone),
      state,
      stateLabel: couponShownStateLabel[state],
      source: coupon.source,
      sourceLabel: couponSourceLabel[coupon.source],
      note: coupon.note,
      issuedAt: iso(coupon.issuedAt),
      validFrom: iso(coupon.validFrom),
      lastDay: lastDayOf(coupon.validUntil),
      usedAt: isoOrNull(coupon.usedAt),
      usedStoreName: used ? (more.storeName ?? null) : null,
      usedBy: used ? (more.usedBy ?? null) : null,
      visitId: bill?.visitId ?? null,
      offFen: used ? coupon.offFen : null,
      mayUndo: used && undoes && atMine,
      mayTakeBack: coupon.state === 'held' && undoes && actor.storeIds.includes(coupon.storeId),
    };
  }
}
