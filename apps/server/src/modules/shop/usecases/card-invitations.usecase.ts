import { DAY_MS } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import {
  EventOccasions,
  type EventRule,
  EventRules,
  MessageChecks,
  type MessagePlan,
  Messages,
  plansOfFirst,
  sayShort,
  sayStage,
} from '../../messaging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { CardRepository } from '../persistence/card.repository.js';
import { type CardShare, CardShareRepository } from '../persistence/card-share.repository.js';

const VALID_MS = 30 * DAY_MS;
const LATEST = 20;

/**
 * Whoever is invited to a card finds it in their inbox, once for each card, in the words of the rule `card_invited`. It is told
 * after the invitation was answered, so that nobody learns by it whether a phone is known here.
 */
@Injectable()
export class CardInvitations implements EventConsumer, OnModuleInit {
  readonly name = 'shop.invitations';
  readonly types = ['card.invited'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly checks: MessageChecks,
    private readonly occasions: EventOccasions,
    private readonly messages: Messages,
    private readonly rules: EventRules,
    private readonly cards: CardRepository,
    private readonly shares: CardShareRepository,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  onModuleInit(): void {
    this.checks.register('card_invited', async ({ subjectId, storeId }) => {
      const share = await this.shares.findById(subjectId ?? '');
      if (share?.state !== 'invited') return '邀请已回复或已收回。';
      return this.rules.whyNot(storeId, 'card_invited');
    });
    this.occasions.register('card_invited', async ({ storeId, rule, most }) => {
      const latest = await this.shares.latestAt(storeId, LATEST);
      return {
        basis: `按最近的 ${latest.length} 次邀请计算：假如对方都还没回复。`,
        ...(await plansOfFirst(latest, most, (share) => this.plansOf(share, rule))),
      };
    });
  }

  async handle(tx: Tx, event: Heard<CardInvitations>): Promise<void> {
    const share = await this.shares.findById(event.payload.shareId);
    if (share?.state !== 'invited' || event.storeId === null) return;
    const rule = await this.rules.on(event.storeId, 'card_invited');
    if (rule) await this.messages.planMany(tx, await this.plansOf(share, rule));
  }

  private async plansOf(share: CardShare, { body }: EventRule): Promise<MessagePlan[]> {
    const [card, member] = await Promise.all([
      this.cards.findById(share.cardId),
      this.owners.findByPhone(share.phone),
    ]);
    if (!card || !member) return [];
    const [giver, store] = await Promise.all([
      this.owners.findById(card.ownerId),
      this.stores.findById(card.storeId),
    ]);
    const from = giver?.name || '您的家人';
    const facts = {
      why: `${from}邀请您一起用“${card.title}”，还有 ${card.usesLeft} 次`,
      topic: card.title,
      store: store?.name ?? '门店',
      phone: store?.phone ?? '',
    };
    const now = this.clock.now();
    return body.stages.slice(0, 1).map((stage) => ({
      ...sayStage(stage, facts),
      dedupeKey: `card-share:${share.id}`,
      storeId: card.storeId,
      ownerId: member.id,
      vehicleId: null,
      kind: 'card_invited',
      class: 'service',
      subjectType: 'card_share',
      subjectId: share.id,
      words: {
        coupon: card.title,
        store: facts.store,
        note: sayShort(stage, facts, '家人邀请您一起用'),
      },
      page: 'subpackages/shop/cards/index',
      actionLabel: body.actionLabel,
      notBefore: now,
      expiresAt: now + VALID_MS,
      channels: body.channels,
    }));
  }
}
