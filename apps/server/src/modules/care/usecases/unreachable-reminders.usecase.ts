import { topicOf } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import type { CareEvents } from '../care.events.js';
import { dueOf } from '../domain/care-dues.js';
import { whyStopped } from '../domain/care-stops.js';
import type { CareItem } from '../persistence/care-item.repository.js';
import type { CarFacts } from './care-facts.queries.js';

/** Asks for a call where no message reaches the owner, if the rule's channels end with one: nobody is missed silently. */
@Injectable()
export class UnreachableReminders {
  constructor(private readonly outbox: Outbox) {}

  /** `reason`: in Chinese, why no message has reached the owner. */
  async ask(
    tx: Tx,
    unreached: readonly { item: CareItem; reason: string; ownerId?: string }[],
    facts: ReadonlyMap<string, CarFacts>,
  ): Promise<void> {
    const wanted = unreached.flatMap(({ item, reason, ownerId }) => {
      const known = facts.get(item.vehicleId);
      const rule = known?.rules.get(item.rule);
      if (!known || !rule?.body.channels.includes('call_task') || whyStopped(item, known) !== null) return [];
      const topic = topicOf(rule.body.class, rule.body.kind);
      if (topic === null) return [];
      const payload: CareEvents['care.unreachable'] = {
        vehicleId: item.vehicleId,
        ownerId: ownerId ?? dueOf(known.dues, item)?.ownerId ?? null,
        rule: item.rule,
        cycle: item.cycle,
        label: rule.facts.label,
        dueOn: item.dueOn,
        topic,
        endsWithVisit: rule.facts.endsWithVisit,
        why: reason,
      };
      return [{ type: 'care.unreachable' as const, storeId: item.storeId, payload }];
    });
    await this.outbox.append(tx, ...wanted);
  }
}
