import type { PayoutState } from '@cheban/contracts';
import { DAY_MS, sayFullTime } from '@cheban/kernel';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type StoredEvent } from '../../../platform/outbox/index.js';
import { type DueMessage, MessageChecks, type MessagePlan, Messages } from '../../messaging/index.js';
import { type Payout, Payouts } from '../../payment/index.js';
import { StoreCatalog } from '../../store/index.js';
import { payoutReminders, sayPaid, sayWaiting } from '../domain/payout-notices.js';

/** WeChat forbids notices of red packets to the official account: inbox and subscribe messages only. */
const CHANNELS = ['subscribe'] as const;
const PAID_DAYS = 3;

/**
 * Money that waits for its owner's confirmation is spoken of before it lapses, money that came is noted in the inbox.
 * Class service: it is theirs already, and in a day it is gone.
 */
@Injectable()
export class PayoutMessages implements EventConsumer, OnModuleInit {
  readonly name = 'notification.payout';
  readonly types = ['payout.changed'];

  constructor(
    consumers: EventConsumers,
    private readonly checks: MessageChecks,
    private readonly messages: Messages,
    private readonly payouts: Payouts,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    consumers.add(this);
  }

  onModuleInit(): void {
    this.checks.registerMany(['payout_waiting'], (messages) => this.untrue(messages));
  }

  async handle(tx: Tx, event: StoredEvent): Promise<void> {
    const { payoutId, state } = event.payload as { payoutId: string; state: PayoutState };
    if (state !== 'confirm' && state !== 'done') return;
    const payout = await this.payouts.mustFind(payoutId);
    if (payout.state !== state) return;
    const store = (await this.stores.findById(payout.storeId))?.name ?? '门店';
    const plans = state === 'done' ? [this.paid(payout)] : this.waiting(payout, store);
    await this.messages.planMany(tx, plans);
  }

  private waiting(payout: Payout, store: string): MessagePlan[] {
    const now = this.clock.now();
    const until = payout.takeUntil ?? now + DAY_MS;
    return payoutReminders(now, until, this.config.quietHours).map(({ key, at }) => {
      const { note, ...words } = sayWaiting(key, payout, until, at);
      return {
        ...this.common(payout, key),
        ...words,
        kind: 'payout_waiting',
        words: { service: payout.title, time: sayFullTime(until), store, note, key: payout.dedupeKey },
        actionLabel: '去收款',
        notBefore: at,
        expiresAt: until,
        channels: CHANNELS,
      };
    });
  }

  private paid(payout: Payout): MessagePlan {
    const now = this.clock.now();
    return {
      ...this.common(payout, 'paid'),
      ...sayPaid(payout),
      kind: 'payout_paid',
      words: {},
      actionLabel: '查看',
      notBefore: now,
      expiresAt: now + PAID_DAYS * DAY_MS,
      // WeChat Pay has told the phone itself.
      channels: [],
    };
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
