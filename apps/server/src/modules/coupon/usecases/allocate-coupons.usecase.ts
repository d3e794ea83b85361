import type { CouponSource } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import { freeSlots, validityAt } from '../domain/coupon-rules.js';
import { CouponRepository, type GivenCoupon, type NewCoupon } from '../persistence/coupon.repository.js';
import { type CouponType, CouponTypeRepository } from '../persistence/coupon-type.repository.js';

export interface Wish {
  readonly ownerId: string;
  /** ASCII, at most 120 characters: why it is given. The same key never gives two. */
  readonly dedupeKey: string;
}
export type Allocation =
  | { readonly outcome: 'given'; readonly coupon: GivenCoupon; readonly fresh: boolean }
  /** The person has as many as one may; nothing is left. */
  | { readonly outcome: 'full' }
  | { readonly outcome: 'sold_out' };

/**
 * Gives coupons of one type to some people, in the order of the wishes. The caller holds the type's row, so that givers of
 * one type come one after the other; the unique keys (reason; person and place) and the conditional update of the stock
 * would keep the limits even if one did not.
 */
@Injectable()
export class AllocateCoupons {
  constructor(
    private readonly types: CouponTypeRepository,
    private readonly coupons: CouponRepository,
    private readonly clock: Clock,
  ) {}

  /** What became of each wish, in the order given. */
  async run(
    tx: Tx,
    type: CouponType,
    source: CouponSource,
    wishes: readonly Wish[],
    note = '',
  ): Promise<Allocation[]> {
    const known = await this.coupons.byKeys(
      tx,
      wishes.map(({ dedupeKey }) => dedupeKey),
    );
    const open = wishes.filter(({ dedupeKey }) => !known.has(dedupeKey));
    const taken = await this.coupons.slotsOf(tx, type.id, [...new Set(open.map(({ ownerId }) => ownerId))]);
    const { from, until } = validityAt(type.validity, this.clock.now());
    const fresh: NewCoupon[] = [];
    const made = new Map<string, Allocation>();
    let left = type.stockLeft ?? Number.POSITIVE_INFINITY;
    for (const { ownerId, dedupeKey } of open) {
      // The same tap twice in one batch gets one coupon.
      if (made.has(dedupeKey)) continue;
      const slots = taken.get(ownerId) ?? new Set<number>();
      const [slot] = freeSlots(slots, type.perOwner, 1);
      if (slot === undefined) made.set(dedupeKey, { outcome: 'full' });
      else if (left < 1) made.set(dedupeKey, { outcome: 'sold_out' });
      else {
        left -= 1;
        taken.set(ownerId, slots.add(slot));
        const id = newId(this.clock);
        fresh.push({
          id,
          typeId: type.id,
          storeId: type.storeId,
          ownerId,
          slot,
          dedupeKey,
          source,
          note,
          validFrom: from,
          validUntil: until,
        });
        made.set(dedupeKey, {
          outcome: 'given',
          coupon: { id, validFrom: from, validUntil: until },
          fresh: true,
        });
      }
    }
    await this.coupons.insert(tx, fresh);
    if (fresh.length > 0 && !(await this.types.takeStock(tx, type.id, fresh.length)))
      throw new Error('The stock of a type changed while its row was held');
    return wishes.map(({ dedupeKey }) => {
      const coupon = known.get(dedupeKey);
      if (coupon) return { outcome: 'given', coupon, fresh: false };
      return made.get(dedupeKey) ?? { outcome: 'sold_out' };
    });
  }
}
