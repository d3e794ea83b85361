import { addDays, DAY_MS, HOUR_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { DeliveryLog, type DueMessage } from '../../messaging/index.js';
import { careKinds } from '../domain/rules/built-in-rules.js';
import { CareItemRepository } from '../persistence/care-item.repository.js';
import { CareFactsQueries } from './care-facts.queries.js';
import { UnreachableReminders } from './unreachable-reminders.usecase.js';

/** So long an owner has to open what stands in the inbox only. */
const PATIENCE_MS = 48 * HOUR_MS;
/** At the first run ever, messages older than this are left alone. */
const LOOK_BACK_MS = 7 * DAY_MS;
/** A call is worth it from so many days before the due date to so many after. */
const NEAR = { before: 30, after: 30 } as const;
const UNHEARD: Partial<Record<DueMessage['state'], string>> = {
  failed: '消息没能送达，车主两天没有查看。',
  expired: '消息一直没能发出，已经过期。',
};
const BATCH = 500;
const PROGRESS = 'unheard';

/** Finds reminders that stood in the inbox only and were not opened for two days, and asks for a call. */
@Injectable()
export class FindUnheard {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly log: DeliveryLog,
    private readonly items: CareItemRepository,
    private readonly facts: CareFactsQueries,
    private readonly unreachable: UnreachableReminders,
    private readonly clock: Clock,
  ) {}

  /** Each message is looked at once; any number of processes may run it at once. Returns how many were unheard. */
  async run(): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.uow.run((tx) => this.batch(tx));
      total += count;
      if (count < BATCH) return total;
    }
  }

  private async batch(tx: Tx): Promise<number> {
    const until = this.clock.now() - PATIENCE_MS;
    const from = await this.lockProgress(tx);
    if (from >= until) return 0;
    const messages = await this.log.unheard(careKinds, from, until, BATCH);
    const vehicleIds = messages.flatMap(({ vehicleId }) => vehicleId ?? []);
    const [told, facts] = await Promise.all([
      this.items.ofMessages(
        vehicleIds,
        messages.map(({ id }) => id),
      ),
      this.facts.of([...new Set(vehicleIds)]),
    ]);
    const today = this.clock.today();
    const unreached = messages.flatMap((message) =>
      (told.get(message.id) ?? [])
        .filter(({ dueOn }) => dueOn <= addDays(today, NEAR.before) && dueOn >= addDays(today, -NEAR.after))
        .map((item) => ({
          item,
          ownerId: message.ownerId,
          reason: `${UNHEARD[message.state] ?? '消息只能放进站内，车主两天没有查看。'}${message.why}`.slice(
            0,
            300,
          ),
        })),
    );
    await this.unreachable.ask(tx, unreached, facts);
    // A full batch may have left some of its last instant behind: they are looked at again, and asked for once.
    const last = messages.at(-1)?.notBefore ?? until;
    const seen = messages.length < BATCH ? until : Math.max(from + 1, last);
    await tx.manager.query('UPDATE care_progress SET seen_at = ? WHERE name = ?', [toDate(seen), PROGRESS]);
    return messages.length;
  }

  /** Messages planned before the returned instant have been looked at. */
  private async lockProgress(tx: Tx): Promise<number> {
    await tx.manager.query('INSERT IGNORE INTO care_progress (name, full_on, seen_at) VALUES (?, ?, ?)', [
      PROGRESS,
      this.clock.today(),
      toDate(this.clock.now() - LOOK_BACK_MS),
    ]);
    const rows: { seen_at: Date }[] = await tx.manager.query(
      'SELECT seen_at FROM care_progress WHERE name = ? FOR UPDATE',
      [PROGRESS],
    );
    return rows[0]?.seen_at.getTime() ?? this.clock.now();
  }
}
