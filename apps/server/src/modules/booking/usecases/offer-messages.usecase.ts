import type { MessageClass, MessageKind } from '@cheban/contracts';
import { sayFullTime } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { MessageChecks, Messages } from '../../messaging/index.js';
import { type Hold, HoldRepository } from '../persistence/hold.repository.js';
import type { Shop } from './slot-finder.js';

interface OfferWords {
  kind: Extract<MessageKind, 'waiting_offer' | 'slot_offer'>;
  class: MessageClass;
  title: string;
  body: string;
}

/** Tells owners of slots that are held for them; what has run out or was answered is not said any more. */
@Injectable()
export class OfferMessages implements OnModuleInit {
  constructor(
    private readonly messages: Messages,
    private readonly checks: MessageChecks,
    private readonly holds: HoldRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const kind of ['waiting_offer', 'slot_offer'] as const) {
      this.checks.register(kind, async (message) => {
        const hold = await this.holds.findById(message.subjectId ?? '');
        if (hold === null) return '车主已经答复，或时段已释放。';
        return hold.expiresAt <= this.clock.now() ? '保留的时段已到期。' : null;
      });
    }
  }

  /** Plans the message of a hold; it is worth nothing after the hold's end. */
  async plan(tx: Tx, hold: Hold, shop: Shop, words: OfferWords): Promise<void> {
    const messageId = await this.messages.plan(tx, {
      ...words,
      dedupeKey: `${words.kind}:${hold.id}`,
      storeId: hold.storeId,
      ownerId: hold.ownerId,
      vehicleId: hold.vehicleId,
      subjectType: 'hold',
      subjectId: hold.id,
      actionLabel: '查看并确认',
      words: { store: shop.store.name, time: sayFullTime(hold.startsAt), service: shop.service.name },
      page: `subpackages/booking/offer/index?id=${hold.id}`,
      notBefore: this.clock.now(),
      expiresAt: hold.expiresAt,
    });
    await this.holds.setMessage(tx, hold.id, messageId);
  }
}
