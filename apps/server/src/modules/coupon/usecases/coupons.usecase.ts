import { createHash } from 'node:crypto';
import type { CouponKind, CouponShownState, CouponSource } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { shownState, validityAt } from '../domain/coupon-rules.js';
import { CouponRepository } from '../persistence/coupon.repository.js';
import { type CouponType, CouponTypeRepository } from '../persistence/coupon-type.repository.js';
import { CouponMessages } from './coupon-messages.usecase.js';

/** What another room wants to give. */
export interface CouponGift {
  /** One of the two. */
  readonly typeId?: string;
  readonly typeCode?: string;
  readonly ownerId: string;
  /** ASCII, at most 120 characters; the same key never gives two. */
  readonly dedupeKey: string;
  readonly source: CouponSource;
  /** Chinese, at most 60 characters; staff see it. */
  readonly note?: string;
  /** `take` (default) takes one of the stock, `taken` was set aside before by `setAside`. */
  readonly stock?: 'take' | 'taken';
  /** Tells the owner, by inbox and subscribe message, in the name of the store. Default false. */
  readonly tell?: { readonly title: string; readonly body: string };
}

/** What a coupon of the system is worth. */
export interface SystemCoupon {
  readonly storeId: string;
  readonly kind: Extract<CouponKind, 'cash_off' | 'service_item'>;
  /** Chinese, at most 60 characters: 50 元代金券, 免费洗车一次. */
  readonly title: string;
  readonly amountFen: number;
  readonly validDays: number;
  /** What it is for: names the family of types, for instance `promise`. */
  readonly family: string;
}

/**
 * The door for the other rooms: gives coupons in their transaction. Outside the limit per person, because what was
 * promised, won or owed is given whatever one has.
 */
@Injectable()
export class Coupons {
  constructor(
    private readonly types: CouponTypeRepository,
    private readonly coupons: CouponRepository,
    private readonly messages: CouponMessages,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives one coupon; a key that was given before answers the same coupon with `fresh` false. Throws
   * REQUEST.NOT_FOUND, COUPON.STATE (a draft, or its fixed dates are over), COUPON.SOLD_OUT.
   */
  async issue(tx: Tx, gift: CouponGift): Promise<{ couponId: string; fresh: boolean }> {
    const type = await this.find(gift);
    const before = await this.givenAs(tx, gift.dedupeKey);
    if (before !== null) return { couponId: before, fresh: false };
    const { from, until } = validityAt(type.validity, this.clock.now());
    if (type.state === 'draft' || until <= this.clock.now()) throw new AppError('COUPON.STATE');
    const id = newId(this.clock);
    const written = await this.coupons.insertFresh(tx, [
      {
        id,
        typeId: type.id,
        storeId: type.storeId,
        ownerId: gift.ownerId,
        slot: null,
        dedupeKey: gift.dedupeKey,
        source: gift.source,
        note: [...(gift.note ?? '')].slice(0, 60).join(''),
        validFrom: from,
        validUntil: until,
      },
    ]);
    // Somebody gave it between the look and the insert.
    if (written === 0) {
      const other = await this.givenAs(tx, gift.dedupeKey);
      if (other === null) throw new Error('A coupon that is neither new nor old');
      return { couponId: other, fresh: false };
    }
    if (gift.stock !== 'taken' && type.stockTotal !== null && !(await this.types.takeStock(tx, type.id, 1)))
      throw new AppError('COUPON.SOLD_OUT');
    if (gift.tell) await this.messages.granted(tx, { id, ownerId: gift.ownerId, until }, type, gift.tell);
    return { couponId: id, fresh: true };
  }

  /** Sets stock of a type aside, for prizes that are promised before they are won. False if there is not enough. */
  setAside(tx: Tx, typeId: string, count: number): Promise<boolean> {
    return this.types.takeStock(tx, typeId, count);
  }

  /** Gives back what was set aside and not given. */
  giveBack(tx: Tx, typeId: string, count: number): Promise<void> {
    return this.types.giveStock(tx, typeId, count);
  }

  /** What a type is, for rooms that show prizes; null if there is none. */
  typeOf(id: string): Promise<CouponType | null> {
    return this.types.findById(id);
  }

  /** The same for many. */
  typesOf(ids: readonly string[]): Promise<Map<string, CouponType>> {
    return this.types.findByIds(ids);
  }

  /** How coupons that were given stand now, by their ids. */
  async statesOf(ids: readonly string[]): Promise<Map<string, CouponShownState>> {
    const found = await this.coupons.findByIds(ids);
    const now = this.clock.now();
    return new Map([...found].map(([id, coupon]) => [id, shownState(coupon, now)]));
  }

  /** The type of coupon that the system pays with, made on first use: same worth, same type. */
  async systemType(tx: Tx, wanted: SystemCoupon): Promise<CouponType> {
    const worth = [wanted.storeId, wanted.kind, wanted.title, wanted.amountFen, wanted.validDays].join('\n');
    const code = `${wanted.family}:${createHash('sha256').update(worth).digest('base64url').slice(0, 22)}`;
    const found = await this.types.findByCode(code);
    if (found) return found;
    await this.types.insert(
      tx,
      {
        storeId: wanted.storeId,
        kind: wanted.kind,
        title: [...wanted.title].slice(0, 60).join(''),
        summary: '门店的一份心意',
        howTo: '到店后请服务顾问扫码核销，可抵扣本次或下次的费用。',
        amountFen: wanted.amountFen,
        percentOff: 0,
        capFen: 0,
        itemName: wanted.kind === 'service_item' ? [...wanted.title].slice(0, 60).join('') : '',
        thresholdFen: 0,
        validity: { type: 'days', days: wanted.validDays },
        stockTotal: null,
        perOwner: 1,
        claimable: false,
        claimFrom: null,
        claimUntil: null,
        storeIds: [wanted.storeId],
        serviceKinds: [],
        models: [],
        combine: 'stack',
      },
      { code, state: 'active', system: true, createdBy: null },
    );
    const made = await this.types.findByCode(code);
    if (!made) throw new Error('A system coupon type that is neither new nor old');
    return made;
  }

  private async givenAs(tx: Tx, key: string): Promise<string | null> {
    return (await this.coupons.byKeys(tx, [key])).get(key)?.id ?? null;
  }

  private async find({ typeId, typeCode }: CouponGift): Promise<CouponType> {
    const type =
      typeId === undefined ? await this.types.findByCode(typeCode ?? '') : await this.types.findById(typeId);
    if (!type) throw notFound();
    return type;
  }
}
