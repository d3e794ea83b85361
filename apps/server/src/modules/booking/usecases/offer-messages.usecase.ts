import type { MessageClass } from '@cheban/contracts';
import { sayDateTime, sayFullTime, shanghaiClock } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import {
  type EventRule,
  EventRules,
  MessageChecks,
  type MessagePlan,
  Messages,
  sayStage,
} from '../../messaging/index.js';
import { type Hold, HoldRepository } from '../persistence/hold.repository.js';
import type { Shop } from './slot-finder.js';

/** What a message of a hold speaks of; a {@link Hold} fits. */
export type Offered = Pick<Hold, 'id' | 'storeId' | 'ownerId' | 'vehicleId' | 'startsAt' | 'expiresAt'>;
export type OfferKind = 'waiting_offer' | 'slot_offer';
const offerKinds: readonly OfferKind[] = ['waiting_offer', 'slot_offer'];

/** What is offered belongs to something the owner has asked for, or is a care for the car. */
const classOf: Record<OfferKind, MessageClass> = { waiting_offer: 'service', slot_offer: 'care' };
const sayKept: Record<OfferKind, (clock: string) => string> = {
  waiting_offer: (clock) => `已为您保留到 ${clock}`,
  slot_offer: (clock) => `保留到 ${clock}`,
};

/** Tells owners of slots that are held for them; what has run out or was answered is not said any more. */
@Injectable()
export class OfferMessages implements OnModuleInit {
  constructor(
    private readonly messages: Messages,
    private readonly checks: MessageChecks,
    private readonly rules: EventRules,
    private readonly holds: HoldRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const kind of offerKinds) {
      this.checks.register(kind, async (message) => {
        const hold = await this.holds.findById(message.subjectId ?? '');
        if (hold === null) return '车主已经答复，或时段已释放。';
        return hold.expiresAt <= this.clock.now() ? '保留的时段已到期。' : null;
      });
    }
  }

  /** Plans the message of a hold; it is worth nothing after the hold's end. */
  async plan(tx: Tx, kind: OfferKind, hold: Hold, shop: Shop): Promise<void> {
    const rule = await this.rules.on(hold.storeId, kind);
    const [messageId = null] = await this.messages.planMany(
      tx,
      rule ? this.plansOf(kind, hold, shop, rule) : [],
    );
    await this.holds.setMessage(tx, hold.id, messageId);
  }

  /** The same in the words of a rule; writes nothing. */
  plansOf(kind: OfferKind, hold: Offered, { store, service }: Shop, { body }: EventRule): MessagePlan[] {
    const now = this.clock.now();
    const facts = {
      why: sayKept[kind](shanghaiClock(hold.expiresAt)),
      service: service.name,
      date: sayDateTime(hold.startsAt, now),
      store: store.name,
      phone: store.phone,
    };
    return body.stages.slice(0, 1).map((stage) => ({
      ...sayStage(stage, facts),
      kind,
      class: classOf[kind],
      dedupeKey: `${kind}:${hold.id}`,
      storeId: hold.storeId,
      ownerId: hold.ownerId,
      vehicleId: hold.vehicleId,
      subjectType: 'hold',
      subjectId: hold.id,
      actionLabel: body.actionLabel,
      channels: body.channels,
      words: { store: store.name, time: sayFullTime(hold.startsAt), service: service.name },
      page: `subpackages/booking/offer/index?id=${hold.id}`,
      notBefore: now,
      expiresAt: hold.expiresAt,
    }));
  }
}
