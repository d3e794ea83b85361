import type { VisitStep } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { type EventRule, EventRules, type MessagePlan, Messages } from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type Visit, VisitReader } from '../../workshop/index.js';
import type { Notice } from '../domain/notice.js';
import { type QuoteFacts, quoteNotice } from '../domain/quote-notices.js';
import { type VisitFacts, visitNotice } from '../domain/visit-notices.js';
import { aboutVisit, visitPage } from './about-visit.js';
import { sayNotice } from './say-notice.js';

/** Tells owners how their visit goes, in the words of the rules of these events. */
@Injectable()
export class VisitMessages implements EventConsumer {
  readonly name = 'notification.visit';
  readonly types = [
    'visit.checked-in',
    'visit.advanced',
    'visit.delayed',
    'visit.quoted',
    'visit.quote-reminded',
  ] as const;

  constructor(
    consumers: EventConsumers,
    private readonly messages: Messages,
    private readonly visits: VisitReader,
    private readonly stores: StoreCatalog,
    private readonly rules: EventRules,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<VisitMessages>): Promise<void> {
    const { payload, type } = event;
    const visit = await this.visits.findById(payload.visitId);
    if (!visit || visit.ownerId === null) return;
    const quote = 'quoteId' in payload ? await this.visits.openQuote(payload.quoteId) : null;
    const step = 'step' in payload ? payload.step : undefined;
    const notice = await this.noticeOf(visit, type, step ?? visit.step, quote);
    const rule = notice && (await this.rules.on(visit.storeId, notice.kind));
    if (rule) await this.messages.planMany(tx, this.plansOf(visit, visit.ownerId, notice, rule, event.id));
  }

  /** What an event is to be told of; null if nothing is. `quote`: the one that the event asks about. */
  async noticeOf(
    visit: Visit,
    eventType: string,
    step: VisitStep,
    quote: QuoteFacts | null,
    delay: VisitFacts['delay'] = null,
  ): Promise<Notice | null> {
    const facts = await this.factsOf(visit, eventType, delay);
    return quote
      ? quoteNotice(quote, eventType === 'visit.quote-reminded', facts)
      : visitNotice(eventType, step, facts);
  }

  /** The messages of a notice by a rule, now; `eventId` is part of their keys. */
  plansOf(visit: Visit, ownerId: string, notice: Notice, rule: EventRule, eventId: string): MessagePlan[] {
    const now = this.clock.now();
    return sayNotice(rule, notice).map((said) => ({
      ...said,
      ...aboutVisit(visit, ownerId),
      dedupeKey: `visit:${visit.id}:${notice.kind}:${eventId}`,
      page: visitPage(visit),
      notBefore: now,
      expiresAt: now + DAY_MS,
    }));
  }

  private async factsOf(visit: Visit, eventType: string, delay: VisitFacts['delay']): Promise<VisitFacts> {
    const [store, delays] = await Promise.all([
      this.stores.findById(visit.storeId),
      eventType === 'visit.delayed' && delay === null ? this.visits.delaysOf(visit.id) : [],
    ]);
    return {
      step: visit.step,
      storeName: store?.name ?? '门店',
      storePhone: store?.phone ?? '',
      serviceName: visit.serviceName,
      promisedAt: visit.promisedAt,
      handedOverAt: visit.handedOverAt,
      delay: delay ?? delays.at(-1) ?? null,
      now: this.clock.now(),
    };
  }
}
