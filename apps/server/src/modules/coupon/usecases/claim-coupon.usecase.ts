import { type routes, sayCouponBig } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { RateLimit, type ViewOf } from '../../../platform/http/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { validityAt } from '../domain/coupon-rules.js';
import { sayUntil } from '../domain/coupon-words.js';
import type { GivenCoupon } from '../persistence/coupon.repository.js';
import { type CouponType, CouponTypeRepository } from '../persistence/coupon-type.repository.js';
import { AllocateCoupons } from './allocate-coupons.usecase.js';

type View = ViewOf<typeof routes.coupon.claim>;
interface Waiting {
  readonly ownerId: string;
  readonly requestId: string;
  readonly done: (view: View) => void;
  readonly failed: (error: unknown) => void;
}

/** Claims that one transaction takes; the others wait for the next. */
const BATCH = 200;
const TRIES = 20;
const TRIES_SEC = 10;

/**
 * Owners take coupons themselves. Many who want the same one share a transaction: while one batch commits, the next
 * gathers, so that the row of the stock is locked and written once for all of them. Nobody is answered before the commit.
 */
@Injectable()
export class ClaimCoupon {
  private readonly queues = new Map<string, Waiting[]>();
  private readonly running = new Set<string>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly types: CouponTypeRepository,
    private readonly allocate: AllocateCoupons,
    private readonly vehicles: VehicleDirectory,
    private readonly limit: RateLimit,
    private readonly clock: Clock,
  ) {}

  /**
   * The same `requestId` of the same person answers the same coupon. Must not run inside a transaction. Throws
   * REQUEST.NOT_FOUND, REQUEST.TOO_MANY, COUPON.NOT_OPEN, COUPON.NOT_FOR_YOU, COUPON.LIMIT, COUPON.SOLD_OUT.
   */
  async run(actor: OwnerActor, typeId: string, requestId: string): Promise<View> {
    await this.limit.hit('coupon-claim', actor.ownerId, TRIES, TRIES_SEC);
    return new Promise<View>((done, failed) => {
      const queue = this.queues.get(typeId) ?? [];
      queue.push({ ownerId: actor.ownerId, requestId, done, failed });
      this.queues.set(typeId, queue);
      if (!this.running.has(typeId)) void this.drain(typeId);
    });
  }

  private async drain(typeId: string): Promise<void> {
    this.running.add(typeId);
    // Whatever this turn of the event loop brings joins the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    for (let batch = this.next(typeId); batch.length > 0; batch = this.next(typeId)) {
      const settled = await this.settle(typeId, batch).catch((error: unknown) => batch.map(() => error));
      settled.forEach((one, index) => {
        const waiting = batch[index];
        if (one instanceof Error) waiting?.failed(one);
        else waiting?.done(one as View);
      });
    }
    this.queues.delete(typeId);
    this.running.delete(typeId);
  }

  private next(typeId: string): Waiting[] {
    return this.queues.get(typeId)?.splice(0, BATCH) ?? [];
  }

  /** What each of a batch gets: the view, or the error. */
  private async settle(typeId: string, batch: readonly Waiting[]): Promise<(View | Error)[]> {
    const homes = await this.vehicles.homesOf(batch.map(({ ownerId }) => ownerId));
    return this.uow.run(async (tx) => {
      const type = await this.types.lockById(tx, typeId);
      const now = this.clock.now();
      const refused = new Map(
        batch.map((waiting) => [waiting, refusal(type, homes.get(waiting.ownerId), now)]),
      );
      const invited = batch.filter((waiting) => !refused.get(waiting));
      const wishes = invited.map(({ ownerId, requestId }) => ({
        ownerId,
        dedupeKey: keyOf(ownerId, requestId),
      }));
      const outcomes = type ? await this.allocate.run(tx, type, 'claim', wishes) : [];
      const byWaiting = new Map(invited.map((waiting, index) => [waiting, outcomes[index]]));
      return batch.map((waiting) => {
        const outcome = byWaiting.get(waiting);
        if (!type || !outcome) return refused.get(waiting) ?? notFound();
        if (outcome.outcome === 'full') return new AppError('COUPON.LIMIT');
        if (outcome.outcome === 'sold_out') return new AppError('COUPON.SOLD_OUT');
        return this.view(type, outcome.coupon);
      });
    });
  }

  private view(type: CouponType, { id, validFrom, validUntil }: GivenCoupon): View {
    return {
      couponId: id,
      typeId: type.id,
      title: type.title,
      bigText: sayCouponBig(type),
      validFrom: toDate(validFrom).toISOString(),
      validUntil: toDate(validUntil).toISOString(),
      validText: sayUntil(validFrom, validUntil, this.clock.now()),
    };
  }
}

/** ULID and request id: ASCII, at most 72 characters. */
const keyOf = (ownerId: string, requestId: string) => `claim:${ownerId}:${requestId}`;

type Home = { storeId: string; model: string };

/** Why a person may not take one of a type; null if they may. What is of other stores answers like what is missing. */
function refusal(type: CouponType | null, homes: readonly Home[] | undefined, now: number): AppError | null {
  if (!type || type.state === 'draft' || !homes?.some(({ storeId }) => type.storeIds.includes(storeId)))
    return notFound();
  const tooSoon = type.claimFrom !== null && now < type.claimFrom;
  const tooLate = type.claimUntil !== null && now >= type.claimUntil;
  const over = validityAt(type.validity, now).until <= now;
  if (type.state !== 'active' || !type.claimable || tooSoon || tooLate || over)
    return new AppError('COUPON.NOT_OPEN');
  return isFor(type, homes) ? null : new AppError('COUPON.NOT_FOR_YOU');
}

/** True for who has a car of one of the stores, of one of the models if there are any. */
export function isFor(type: Pick<CouponType, 'storeIds' | 'models'>, homes: readonly Home[]): boolean {
  return homes.some(
    ({ storeId, model }) =>
      type.storeIds.includes(storeId) && (type.models.length === 0 || type.models.includes(model)),
  );
}
