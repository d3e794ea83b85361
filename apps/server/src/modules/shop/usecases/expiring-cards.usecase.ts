import { CARD_EXPIRING_DAYS } from '@cheban/contracts';
import { addDays, atShanghai, isQuiet, sayDate } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import {
  EventOccasions,
  type EventRule,
  EventRules,
  MessageChecks,
  type MessagePlan,
  Messages,
  type OccasionRequest,
  type Occasions,
  sayShort,
  sayStage,
} from '../../messaging/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { type Card, CardRepository } from '../persistence/card.repository.js';

/** Owners are told between ten and eight. */
const NOT_TOLD = { from: '20:00', to: '10:00' };
const AT_ONCE = 200;

/**
 * Owners hear once of a card that ends soon with uses left: they have paid for them. Class care, among what falls due, in
 * the words of the rule `card_expiring`.
 * Like coupons, cards go by inbox and subscribe message only.
 */
@Injectable()
export class ExpiringCards implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cards: CardRepository,
    private readonly messages: Messages,
    private readonly checks: MessageChecks,
    private readonly rules: EventRules,
    private readonly occasions: EventOccasions,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.occasions.register('card_expiring', (asked) => this.occasionsOf(asked));
    this.checks.registerMany(['card_expiring'], async (messages) => {
      const found = await this.cards.findByIds(messages.map(({ subjectId }) => subjectId ?? ''));
      const open = new Set(found.filter(({ state }) => state === 'active').map(({ id }) => id));
      const gone = messages.filter(({ subjectId }) => !open.has(subjectId ?? ''));
      const untrue = new Map(gone.map(({ id }) => [id, '服务卡已用完、退卡或过期。']));
      for (const { id, storeId } of messages) {
        const why = untrue.has(id) ? null : await this.rules.whyNot(storeId, 'card_expiring');
        if (why !== null) untrue.set(id, why);
      }
      return untrue;
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
      await this.messages.planMany(tx, await this.plansOf(cards, null));
      await this.cards.markTold(
        tx,
        cards.map(({ id }) => id),
      );
      return cards.length;
    });
  }

  private async occasionsOf({ storeId, rule, most }: OccasionRequest): Promise<Occasions> {
    const today = this.clock.today();
    const cards = await this.cards.expiring(storeId, today, addDays(today, CARD_EXPIRING_DAYS), most);
    const plans = await this.plansOf(cards, rule);
    return {
      basis: `按 ${CARD_EXPIRING_DAYS} 天内到期、还有次数、没有提醒过的 ${cards.length} 张服务卡计算。`,
      plans,
      total: plans.length,
    };
  }

  /** By the rule of each card's store; `draft` stands for every rule. */
  private async plansOf(cards: readonly Card[], draft: EventRule | null): Promise<MessagePlan[]> {
    const storeIds = cards.map(({ storeId }) => storeId);
    const [found, rules] = await Promise.all([
      this.stores.findByIds(storeIds),
      this.rules.onAt(draft ? [] : storeIds, 'card_expiring'),
    ]);
    const stores = new Map(found.map((store) => [store.id, store]));
    return cards.flatMap((card) => {
      const rule = draft ?? rules.get(card.storeId);
      return rule ? this.plans(card, stores.get(card.storeId), rule) : [];
    });
  }

  private plans(
    card: Card,
    store: Pick<Store, 'name' | 'phone'> | undefined,
    { body }: EventRule,
  ): MessagePlan[] {
    const date = sayDate(card.expiresOn, this.clock.today());
    const left = `还有 ${card.usesLeft} 次没用`;
    const facts = {
      why: `“${card.title}”${left}，${date}到期`,
      topic: card.title,
      date,
      store: store?.name ?? '门店',
      phone: store?.phone ?? '',
    };
    return body.stages.slice(0, 1).map((stage) => ({
      ...sayStage(stage, facts),
      dedupeKey: `card:${card.id}:expiring`,
      storeId: card.storeId,
      ownerId: card.ownerId,
      vehicleId: null,
      kind: 'card_expiring',
      class: 'care',
      subjectType: 'card',
      subjectId: card.id,
      words: {
        coupon: card.title,
        store: facts.store,
        date: card.expiresOn,
        note: sayShort(stage, facts, left),
      },
      page: `subpackages/shop/card/index?id=${card.id}`,
      actionLabel: body.actionLabel,
      notBefore: this.clock.now(),
      expiresAt: atShanghai(card.expiresOn, NOT_TOLD.from),
      channels: body.channels,
    }));
  }
}
