import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Messages } from '../../messaging/index.js';
import { type CareItemChange, CareItemRepository } from '../persistence/care-item.repository.js';
import { PlanCars } from './plan-cars.usecase.js';
import { decideTelling } from './tell-decision.js';
import { TellWorlds } from './tell-world.queries.js';
import { UnreachableReminders } from './unreachable-reminders.usecase.js';

const BATCH = 100;
const SAID_BEFORE = '同样的消息已经告诉过这位车主，不再重复。';
const HANDED_OVER = '已交给消息中心发送。';
const ALONG = '与同期到期的项目合为一条消息。';

/**
 * Tells owners what is due: looks at the world again, decides, and hands one message for what falls due together to
 * the messaging room. What it decides is in tell-decision, which the calendar asks as well.
 */
@Injectable()
export class TellCare {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: CareItemRepository,
    private readonly worlds: TellWorlds,
    private readonly planner: PlanCars,
    private readonly messages: Messages,
    private readonly unreachable: UnreachableReminders,
    private readonly clock: Clock,
  ) {}

  /** Returns how many reminders were looked at. Any number of processes may run it at once. */
  async run(): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.uow.run((tx) => this.batch(tx));
      total += count;
      if (count < BATCH) return total;
    }
  }

  private async batch(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const due = await this.items.lockDue(tx, now, BATCH);
    if (due.length === 0) return 0;
    const world = await this.worlds.of(due, now);
    const later = await this.items.lockLater(tx, [...new Set(due.map(({ vehicleId }) => vehicleId))], now);
    const { told, changes, moved, unreached } = decideTelling(due, later, world);
    const ids = await this.messages.planMany(
      tx,
      told.map(({ plan }) => plan),
    );
    const done: CareItemChange[] = told.flatMap(({ items }, index) =>
      items.map((item, place) => {
        const messageId = ids[index] ?? null;
        const rule = world.facts.get(item.vehicleId)?.rules.get(item.rule);
        return {
          id: item.id,
          state: 'told' as const,
          why: messageId === null ? SAID_BEFORE : place === 0 ? HANDED_OVER : ALONG,
          messageId,
          ...(item.edition === 0 || !rule ? {} : { edition: rule.edition }),
        };
      }),
    );
    await this.items.change(tx, [...changes, ...done], now);
    // Said once, when the reminder first finds nobody: the look of the next mornings changes nothing.
    const first = unreached.filter(({ item, reason }) => item.why !== reason);
    await this.unreachable.ask(tx, first, world.facts);
    // A new reading has moved the date since this was planned: plan again, and tell when that day comes.
    await this.planner.run(tx, moved, 'everything');
    return due.length;
  }
}
