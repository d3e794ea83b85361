import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import {
  type EventConsumer,
  EventConsumers,
  type Heard,
  type StoredEvent,
} from '../../../platform/outbox/index.js';
import { ChangeCoupon } from './change-coupon.usecase.js';
import { Coupons } from './coupons.usecase.js';

interface Debt {
  readonly family: 'promise' | 'make_good';
  readonly key: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly kind: 'cash_off' | 'free_item';
  readonly title: string;
  readonly amountFen: number;
  readonly validDays: number;
  readonly words: { title: string; body: string };
}

/** Pays what the store owes with coupons, each debt once by its key; frees what a closed visit did not use. */
@Injectable()
export class CouponReactions implements EventConsumer {
  readonly name = 'coupon.reactions';
  readonly types = ['visit.promise-broken', 'case.make-good-granted', 'visit.handed-over'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly coupons: Coupons,
    private readonly change: ChangeCoupon,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<CouponReactions>): Promise<void> {
    if (event.type === 'visit.handed-over') return this.change.releaseAll(tx, event.payload.visitId);
    const debt = debtOf(event);
    if (debt) await this.pay(tx, debt);
  }

  private async pay(tx: Tx, debt: Debt): Promise<void> {
    const type = await this.coupons.systemType(tx, {
      storeId: debt.storeId,
      family: debt.family,
      kind: debt.kind === 'cash_off' ? 'cash_off' : 'service_item',
      title: debt.title,
      // A free item is not on the bill: nothing comes off.
      amountFen: debt.kind === 'cash_off' ? debt.amountFen : 0,
      validDays: Math.max(1, debt.validDays),
    });
    await this.coupons.issue(tx, {
      typeId: type.id,
      ownerId: debt.ownerId,
      dedupeKey: debt.key,
      source: debt.family,
      note: debt.words.title,
      tell: debt.words,
    });
  }
}

/** What an event owes; null if nothing, or if nobody on file could be paid. */
function debtOf(event: StoredEvent<'visit.promise-broken' | 'case.make-good-granted'>): Debt | null {
  const { storeId, payload } = event;
  const { ownerId, payKind, payTitle, amountFen, validDays } = payload;
  if (storeId === null || ownerId === null || payKind === 'none' || payTitle === null) return null;
  const owed = { storeId, ownerId, kind: payKind, title: payTitle, amountFen, validDays };
  if (event.type === 'visit.promise-broken') {
    const body = `这次没能按承诺时间交车，抱歉让您久等了。“${payTitle}”已放进您的卡包，下次到店可用。`;
    const words = { title: '准时承诺补偿已到账', body };
    return { ...owed, family: 'promise', key: `promise:${event.payload.visitId}`, words };
  }
  const body = `给您添麻烦了，这是门店的一点心意：“${payTitle}”已放进您的卡包，到店出示即可使用。`;
  return {
    ...owed,
    family: 'make_good',
    key: `make-good:${event.payload.makeGoodId}`,
    words: { title: '补偿已到账', body },
  };
}
