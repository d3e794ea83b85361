import { caseCauseLabel } from '@cheban/contracts';
import { businessDate, DAY_MS, partsOf } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import {
  type EventConsumer,
  EventConsumers,
  Outbox,
  type StoredEvent,
} from '../../../platform/outbox/index.js';
import { EventRules, MessageChecks, Messages, sayShort, sayStage } from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { ImprovementRepository } from '../persistence/improvement.repository.js';

const CHUNK = 200;

/**
 * "You said, we changed": tells each owner who raised a cause once that it has changed, a chunk in a transaction. The mark
 * on their complaints, not the event, decides who has heard it.
 */
@Injectable()
export class TellImprovement implements EventConsumer, OnModuleInit {
  readonly name = 'feedback.tell-improvement';
  readonly types = ['improvement.effective'];

  constructor(
    consumers: EventConsumers,
    private readonly improvements: ImprovementRepository,
    private readonly messages: Messages,
    private readonly rules: EventRules,
    private readonly checks: MessageChecks,
    private readonly stores: StoreCatalog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  onModuleInit(): void {
    this.checks.register('case_told', ({ storeId }) => this.rules.whyNot(storeId, 'improvement'));
  }

  async handle(tx: Tx, event: StoredEvent): Promise<void> {
    const { improvementId } = event.payload as { improvementId: string };
    const improvement = await this.improvements.findById(improvementId);
    if (improvement?.state !== 'effective') return;
    const rule = await this.rules.on(improvement.storeId, 'improvement');
    const [stage] = rule?.body.stages ?? [];
    // Staff do not want it told.
    if (!rule || !stage) return;
    const ownerIds = await this.improvements.lockUntold(tx, improvement, CHUNK);
    if (ownerIds.length === 0) return;
    const store = await this.stores.findById(improvement.storeId);
    const now = this.clock.now();
    const { year, month, day } = partsOf(businessDate(now));
    const result = improvement.result ?? '';
    const facts = {
      topic: caseCauseLabel[improvement.cause],
      note: result,
      store: store?.name ?? '门店',
      phone: store?.phone ?? '',
    };
    const said = sayStage(stage, facts);
    await this.messages.planMany(
      tx,
      ownerIds.map((ownerId) => ({
        dedupeKey: `told:${improvement.id}:${ownerId}`,
        storeId: improvement.storeId,
        ownerId,
        vehicleId: null,
        kind: 'case_told' as const,
        class: 'care' as const,
        subjectType: 'improvement',
        subjectId: improvement.id,
        ...said,
        words: {
          store: facts.store,
          note: sayShort(stage, facts, result.slice(0, 20)),
          date: `${year}年${month}月${day}日`,
        },
        page: null,
        actionLabel: rule.body.actionLabel,
        channels: rule.body.channels,
        notBefore: now,
        expiresAt: now + stage.validDays * DAY_MS,
      })),
    );
    await this.improvements.markTold(tx, improvement, ownerIds);
    if (ownerIds.length < CHUNK) return;
    const { type, storeId } = event;
    await this.outbox.append(tx, { type, storeId, payload: { improvementId } });
  }
}
