import { CARD_EXPIRING_DAYS } from '@cheban/contracts';
import { addDays, atShanghai, isQuiet, sayDate } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { MessageChecks, type MessagePlan, Messages } from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type Card, CardRepository } from '../persistence/card.repository.js';

/** Owners are told between ten and eight. */
const NOT_TOLD = { from: '20:00', to: '10:00' };
const AT_ONCE = 200;

/**
 * Owners hear once of a card that ends soon with uses left: they have paid for them. Class care, among what falls due.
 * Like coupons, cards go by inbox and subscribe message only.
 */
@Injectable()
export class ExpiringCards implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cards: CardRepository,
    private readonly messages: Messages,
    private readonly checks: MessageChecks,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.checks.registerMany(['card_expiring'], async (messages) => {
      const found = await this.cards.findByIds(messages.map(({ subjectId }) => subjectId ?? ''));
      const open = new Set(found.filter(({ state }) => state === 'active').map(({ id }) => id));
      const gone = messages.filter(({ subjectId }) => !open.has(subjectId ?? ''));
      return new Map(gone.map(({ id }) => [id, '服务卡已用完、退卡或过期。']));
    });
  }

  /** Any number of workers may run it at once. */
  async run(): Promise<void> {
    if (isQuiet(this.clock.now(), NOT_TOLD)) return;
    while ((await this.tellSome()) > 0);
  }

  private tellSome(): Promise<number> {
    const today = this.clock.today();
    return this.uow.run(async (tx) => {
      const cards = await this.cards.lockExpiring(tx, today, addDays(today, CARD_EXPIRING_DAYS), AT_ONCE);
      if (cards.length === 0) return 0;
      const stores = await this.stores.findByIds(cards.map(({ storeId }) => storeId));
      const names = new Map(stores.map(({ id, name }) => [id, name]));
      await this.messages.planMany(
        tx,
        cards.map((card) => this.plan(card, names.get(card.storeId) ?? '门店')),
      );
      await this.cards.markTold(
        tx,
        cards.map(({ id }) => id),
      );
      return cards.length;
    });
  }

  private plan(card: Card, store: string): MessagePlan {
    const day = sayDate(card.expiresOn, this.clock.today());
    return {
      dedupeKey: `card:${card.id}:expiring`,
      storeId: card.storeId,
      ownerId: card.ownerId,
      vehicleId: null,
      kind: 'card_expiring',
      class: 'care',
      subjectType: 'card',
      subjectId: card.id,
      title: '您的服务卡快到期了',
      body: `“${card.title}”还有 ${card.usesLeft} 次没用，${day}到期。方便时预约到${store}，出示卡上的二维码即可使用。`,
      words: { coupon: card.title, store, date: card.expiresOn, note: `还有 ${card.usesLeft} 次没用` },
      page: `subpackages/shop/card/index?id=${card.id}`,
      actionLabel: '查看服务卡',
      notBefore: this.clock.now(),
      expiresAt: atShanghai(card.expiresOn, NOT_TOLD.from),
      channels: ['subscribe'],
    };
  }
}
