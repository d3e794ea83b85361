import { caseCauseLabel } from '@cheban/contracts';
import { businessDate, partsOf } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import {
  type EventConsumer,
  EventConsumers,
  Outbox,
  type StoredEvent,
} from '../../../platform/outbox/index.js';
import { Messages } from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { ImprovementRepository } from '../persistence/improvement.repository.js';

const CHUNK = 200;
const VALID_MS = 7 * 24 * 3_600_000;

/**
 * "You said, we changed": tells each owner who raised a cause once that it has changed, a chunk in a transaction. The mark
 * on their complaints, not the event, decides who has heard it.
 */
@Injectable()
export class TellImprovement implements EventConsumer {
  readonly name = 'feedback.tell-improvement';
  readonly types = ['improvement.effective'];

  constructor(
    consumers: EventConsumers,
    private readonly improvements: ImprovementRepository,
    private readonly messages: Messages,
    private readonly stores: StoreCatalog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: StoredEvent): Promise<void> {
    const { improvementId } = event.payload as { improvementId: string };
    const improvement = await this.improvements.findById(improvementId);
    if (improvement?.state !== 'effective') return;
    const ownerIds = await this.improvements.lockUntold(tx, improvement, CHUNK);
    if (ownerIds.length === 0) return;
    const store = await this.stores.findById(improvement.storeId);
    const now = this.clock.now();
    const { year, month, day } = partsOf(businessDate(now));
    const result = improvement.result ?? '';
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
        title: '您提的意见，我们改了',
        body: `您曾向${store?.name ?? '门店'}反映“${caseCauseLabel[improvement.cause]}”。我们听进去了：${result.replace(/[。！!.]?$/u, '。')}谢谢您，欢迎下次来看看改得怎么样。`,
        words: {
          store: store?.name ?? '门店',
          note: result.slice(0, 20),
          date: `${year}年${month}月${day}日`,
        },
        page: null,
        actionLabel: null,
        notBefore: now,
        expiresAt: now + VALID_MS,
      })),
    );
    await this.improvements.markTold(tx, improvement, ownerIds);
    if (ownerIds.length < CHUNK) return;
    const { type, storeId } = event;
    await this.outbox.append(tx, { type, storeId, payload: { improvementId } });
  }
}
