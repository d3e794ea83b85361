import type { VisitStep } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type StoredEvent } from '../../../platform/outbox/index.js';
import { Messages } from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type Visit, VisitReader } from '../../workshop/index.js';
import type { Notice } from '../domain/booking-notices.js';
import { quoteNotice } from '../domain/quote-notices.js';
import { type VisitFacts, visitNotice } from '../domain/visit-notices.js';

/** Tells owners how their visit goes. */
@Injectable()
export class VisitMessages implements EventConsumer {
  readonly name = 'notification.visit';
  readonly types = [
    'visit.checked-in',
    'visit.advanced',
    'visit.delayed',
    'visit.quoted',
    'visit.quote-reminded',
  ];

  constructor(
    consumers: EventConsumers,
    private readonly messages: Messages,
    private readonly visits: VisitReader,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: StoredEvent): Promise<void> {
    const { visitId, step, quoteId } = event.payload as {
      visitId: string;
      step?: VisitStep;
      quoteId?: string;
    };
    const visit = await this.visits.findById(visitId);
    if (!visit || visit.ownerId === null) return;
    const facts = await this.factsOf(visit, event.type);
    const quote = quoteId === undefined ? null : await this.visits.openQuote(quoteId);
    const notice = quote
      ? quoteNotice(quote, event.type === 'visit.quote-reminded', facts)
      : visitNotice(event.type, step ?? visit.step, facts);
    if (!notice) return;
    await this.plan(tx, visit, visit.ownerId, notice, {
      dedupeKey: `visit:${visit.id}:${notice.kind}:${event.id}`,
      page: `subpackages/visit/detail/index?id=${visit.id}`,
      notBefore: this.clock.now(),
      days: 1,
    });
  }

  private async factsOf(visit: Visit, eventType: string): Promise<VisitFacts> {
    const [store, delays] = await Promise.all([
      this.stores.findById(visit.storeId),
      eventType === 'visit.delayed' ? this.visits.delaysOf(visit.id) : [],
    ]);
    return {
      step: visit.step,
      storeName: store?.name ?? '门店',
      storePhone: store?.phone ?? '',
      serviceName: visit.serviceName,
      promisedAt: visit.promisedAt,
      handedOverAt: visit.handedOverAt,
      delay: delays.at(-1) ?? null,
      now: this.clock.now(),
    };
  }

  private async plan(
    tx: Tx,
    visit: Visit,
    ownerId: string,
    notice: Notice,
    how: { dedupeKey: string; page: string; notBefore: number; days: number },
  ): Promise<void> {
    const { days, ...rest } = how;
    await this.messages.plan(tx, {
      ...notice,
      ...rest,
      storeId: visit.storeId,
      ownerId,
      vehicleId: visit.vehicleId,
      class: 'service',
      subjectType: 'visit',
      subjectId: visit.id,
      expiresAt: how.notBefore + days * DAY_MS,
    });
  }
}
