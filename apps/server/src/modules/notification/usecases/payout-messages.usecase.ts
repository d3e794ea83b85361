import { DAY_MS } from '@cheban/kernel';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import {
  type DueMessage,
  type EventRule,
  EventRules,
  MessageChecks,
  type MessagePlan,
  Messages,
} from '../../messaging/index.js';
import { type Payout, Payouts } from '../../payment/index.js';
import { StoreCatalog } from '../../store/index.js';
import { paidNotice, payoutReminders, waitingNotice } from '../domain/payout-notices.js';
import { sayNotice } from './say-notice.js';

const PAID_DAYS = 3;

/**
 * Money that waits for its owner's confirmation is spoken of before it lapses, money that came is noted in the inbox.
 * Class service: it is theirs already, and in a day it is gone.
 */
@Injectable()
export class PayoutMessages implements EventConsumer, OnModuleInit {
  readonly name = 'notification.payout';
  readonly types = ['payout.changed'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly checks: MessageChecks,
    private readonly messages: Messages,
    private readonly payouts: Payouts,
    private readonly stores: StoreCatalog,
    private readonly rules: EventRules,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    consumers.add(this);
  }

  onModuleInit(): void {
    this.checks.registerMany(['payout_waiting'], (messages) => this.untrue(messages));
  }

  async handle(tx: Tx, event: Heard<PayoutMessages>): Promise<void> {
    const { payoutId, state } = event.payload;
    if (state !== 'confirm' && state !== 'done') return;
    const payout = await this.payouts.mustFind(payoutId);
    if (payout.state !== state) return;
    const kind = state === 'done' ? 'payout_paid' : 'payout_waiting';
    const rule = await this.rules.on(payout.storeId, kind);
    if (rule) await this.messages.planMany(tx, await this.plansOf(payout, kind, rule));
  }

  /** What the owner of a payout is told by a rule, from now on. */
  async plansOf(
    payout: Payout,
    kind: 'payout_waiting' | 'payout_paid',
    rule: EventRule,
  ): Promise<MessagePlan[]> {
    const found = await this.stores.findById(payout.storeId);
    const store = { name: found?.name ?? '门店', phone: found?.phone ?? '' };
    const now = this.clock.now();
    if (kind === 'payout_paid')
      return sayNotice(rule, paidNotice(payout, store)).map((said) => ({
        ...this.common(payout, 'paid'),
        ...said,
        notBefore: now,
        expiresAt: now + PAID_DAYS * DAY_MS,
      }));
    const until = payout.takeUntil ?? now + DAY_MS;
    return payoutReminders(now, until, this.config.quietHours).flatMap(({ key, at }) =>
      sayNotice(rule, waitingNotice(key, payout, store, until, at)).map((said) => ({
        ...this.common(payout, key),
        ...said,
        // Not shown: names the payout when it is looked at again.
        words: { ...said.words, key: payout.dedupeKey },
        notBefore: at,
        expiresAt: until,
      })),
    );
  }

  private common({ id, round, storeId, ownerId, dedupeKey }: Payout, key: string) {
    return {
      dedupeKey: `payout:${id}:${round}:${key}`,
      storeId,
      ownerId,
      vehicleId: null,
      class: 'service' as const,
      subjectType: 'payout',
      subjectId: id,
      page: pageOf(dedupeKey),
    };
  }

  private async untrue(messages: readonly DueMessage[]): Promise<Map<string, string>> {
    const found = await this.payouts.findByKeys(messages.map(({ words }) => words.key ?? ''));
    const untrue = new Map<string, string>();
    for (const { id, words } of messages)
      if (found.get(words.key ?? '')?.state !== 'confirm') untrue.set(id, '这笔奖励已收款或已退回。');
    return untrue;
  }
}

/** Where the prize stands: the key of a payout begins with its kind. */
function pageOf(dedupeKey: string): string {
  const [kind, id] = dedupeKey.split(':');
  if (kind === 'packet') return `subpackages/campaign/packet/index?id=${id}`;
  return kind === 'game' ? 'subpackages/game/plays/index' : 'subpackages/campaign/mine/index';
}
