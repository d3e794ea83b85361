import { HOUR_MS } from '@cheban/kernel';
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
} from '../../messaging/index.js';
import { type RescueCall, RescueRepository, sayRescue } from '../../rescue/index.js';
import { StoreCatalog } from '../../store/index.js';
import { rescueNotice, stampOf } from '../domain/rescue-notices.js';
import { sayNotice } from './say-notice.js';

/** By then help is there, or somebody has called. */
const VALID_MS = 3 * HOUR_MS;
const LATEST = 20;

/** Tells who waits on the road that help was arranged, comes, is there or does not come. At any hour: they wait for it. */
@Injectable()
export class RescueMessages implements EventConsumer, OnModuleInit {
  readonly name = 'notification.rescue';
  readonly types = ['rescue.moved'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly checks: MessageChecks,
    private readonly occasions: EventOccasions,
    private readonly messages: Messages,
    private readonly rescues: RescueRepository,
    private readonly stores: StoreCatalog,
    private readonly rules: EventRules,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  onModuleInit(): void {
    this.checks.register('rescue_progress', async ({ subjectId, words, storeId }) => {
      const call = await this.rescues.findById(subjectId ?? '');
      if (!call || stampOf(call) !== words.key) return '救援已有新进展，以最新的通知为准。';
      return this.rules.whyNot(storeId, 'rescue_progress');
    });
    this.occasions.register('rescue_progress', async ({ storeId, rule, now, most }) => {
      const all = await this.rescues.latestOf(storeId, LATEST);
      return {
        basis: `按最近的 ${all.length} 次救援计算：假如都正在赶来。`,
        ...(await plansOfFirst(all, most, (call) =>
          this.plansOf(
            { ...call, state: 'on_the_way', etaAt: now + HOUR_MS / 2, cancelledBy: null },
            rule,
            'preview',
          ),
        )),
      };
    });
  }

  async handle(tx: Tx, event: Heard<RescueMessages>): Promise<void> {
    const call = await this.rescues.findById(event.payload.rescueId);
    // What was overtaken is told by the event that overtook it.
    if (call?.state !== event.payload.state) return;
    const rule = await this.rules.on(call.storeId, 'rescue_progress');
    if (rule) await this.messages.planMany(tx, await this.plansOf(call, rule, event.id));
  }

  private async plansOf(call: RescueCall, rule: EventRule, eventId: string): Promise<MessagePlan[]> {
    const found = await this.stores.findById(call.storeId);
    const now = this.clock.now();
    const store = { name: found?.name ?? '门店', phone: found?.phone ?? '' };
    // Who comes stands on the page only.
    const why = sayRescue({ ...call, helper: '' }, store.name, now);
    const notice = rescueNotice({ ...call, why }, store, now);
    if (notice === null) return [];
    return sayNotice(rule, notice).map((said) => ({
      ...said,
      dedupeKey: `rescue:${call.id}:${eventId}`,
      storeId: call.storeId,
      ownerId: call.ownerId,
      vehicleId: call.vehicleId,
      class: 'service' as const,
      subjectType: 'rescue',
      subjectId: call.id,
      page: `subpackages/rescue/detail/index?id=${call.id}`,
      notBefore: now,
      expiresAt: now + VALID_MS,
    }));
  }
}
