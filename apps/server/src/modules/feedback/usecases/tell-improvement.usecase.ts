import { caseCauseLabel, sampleOf } from '@cheban/contracts';
import { businessDate, DAY_MS, partsOf } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard, Outbox } from '../../../platform/outbox/index.js';
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
import { type Improvement, ImprovementRepository } from '../persistence/improvement.repository.js';

const CHUNK = 200;

/**
 * "You said, we changed": tells each owner who raised a cause once that it has changed, a chunk in a transaction. The mark
 * on their complaints, not the event, decides who has heard it.
 */
@Injectable()
export class TellImprovement implements EventConsumer, OnModuleInit {
  readonly name = 'feedback.tell-improvement';
  readonly types = ['improvement.effective'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly improvements: ImprovementRepository,
    private readonly messages: Messages,
    private readonly rules: EventRules,
    private readonly checks: MessageChecks,
    private readonly foretold: EventOccasions,
    private readonly stores: StoreCatalog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  onModuleInit(): void {
    this.checks.register('case_told', ({ storeId }) => this.rules.whyNot(storeId, 'improvement'));
    this.foretold.register('improvement', (asked) => this.occasions(asked));
  }

  async handle(tx: Tx, event: Heard<TellImprovement>): Promise<void> {
    const { improvementId } = event.payload;
    const improvement = await this.improvements.findById(improvementId);
    if (improvement?.state !== 'effective') return;
    const rule = await this.rules.on(improvement.storeId, 'improvement');
    // Staff do not want it told.
    if (!rule) return;
    const ownerIds = await this.improvements.lockUntold(tx, improvement, CHUNK);
    if (ownerIds.length === 0) return;
    const store = await this.stores.findById(improvement.storeId);
    await this.messages.planMany(tx, this.plansOf(improvement, rule, store, ownerIds));
    await this.improvements.markTold(tx, improvement, ownerIds);
    if (ownerIds.length < CHUNK) return;
    const { type, storeId } = event;
    await this.outbox.append(tx, { type, storeId, payload: { improvementId } });
  }

  /** What owners are told of an improvement by a rule. */
  private plansOf(
    improvement: Pick<Improvement, 'id' | 'storeId' | 'cause' | 'result'>,
    rule: EventRule,
    store: Store | null,
    ownerIds: readonly string[],
  ): MessagePlan[] {
    const [stage] = rule.body.stages;
    if (!stage) return [];
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
    return ownerIds.map((ownerId) => ({
      dedupeKey: `told:${improvement.id}:${ownerId}`,
      storeId: improvement.storeId,
      ownerId,
      vehicleId: null,
      kind: 'case_told',
      class: 'care',
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
    }));
  }

  /** Who would hear that the open improvements have worked, in the words of a rule. */
  private async occasions({ storeId, rule, now, most }: OccasionRequest): Promise<Occasions> {
    const [store, open] = await Promise.all([
      this.stores.findById(storeId),
      this.improvements.openOf(storeId),
    ]);
    const plans: MessagePlan[] = [];
    let total = 0;
    for (const [cause, id] of open) {
      const ownerIds = await this.improvements.untold(storeId, cause, now);
      const about = { id, storeId, cause, result: sampleOf('improvement').note };
      plans.push(...this.plansOf(about, rule, store, ownerIds.slice(0, most)));
      total += ownerIds.length;
    }
    return { basis: `假如进行中的 ${open.size} 项改进现在见效：按提过这些意见的车主计算。`, plans, total };
  }
}
