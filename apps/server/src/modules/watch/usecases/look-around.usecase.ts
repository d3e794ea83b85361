import { randomUUID } from 'node:crypto';
import { type AlarmName, alarmNameLabel } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { Leases, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { StoreCatalog } from '../../store/index.js';
import { alarmsOf } from '../domain/alarm-rules.js';
import { ALARM_RING } from '../jobs/notify.job.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { WatchFactsQueries } from './watch-facts.queries.js';

const LEASE = 'watch.look';
/** Shorter than the minute between two looks, so that whoever comes first takes the next one. */
const LEASE_MS = 40_000;
/** An alarm closes when it was not seen for this long: one good minute is no recovery. */
const QUIET_MS = 2 * 60_000;

/**
 * The watchdog: compares plan and log once a minute, opens an alarm for what is wrong and closes it when it is over.
 * Workers and API processes both look, because a dead worker cannot tell that it is dead.
 */
@Injectable()
export class LookAround {
  private readonly holder = randomUUID();

  constructor(
    private readonly facts: WatchFactsQueries,
    private readonly alarms: AlarmRepository,
    private readonly stores: StoreCatalog,
    private readonly uow: UnitOfWork,
    private readonly leases: Leases,
    private readonly live: Live,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(): Promise<void> {
    if (!(await this.leases.take(LEASE, LEASE_MS, this.holder))) return;
    const found = alarmsOf(await this.facts.look());
    const storeIds = (await this.stores.all()).map(({ id }) => id);
    const now = this.clock.now();
    await this.uow.run(async (tx) => {
      let changed = false;
      for (const [name, text] of found) {
        if (text !== null) changed = (await this.see(tx, name, text, now)) || changed;
      }
      for (const open of await this.alarms.open(tx)) {
        if (found.has(open.name) || now - open.lastSeenAt < QUIET_MS) continue;
        changed = (await this.close(tx, open, now)) || changed;
      }
      if (!changed) return;
      for (const storeId of storeIds)
        this.live.publish(tx, { topic: 'alarm', storeId, id: 'alarms', notice: null });
      tx.afterCommit(() => this.wakeUp.ring(ALARM_RING));
    });
  }

  private async see(tx: Tx, name: AlarmName, text: string, now: number): Promise<boolean> {
    const id = await this.alarms.see(tx, name, text, now);
    if (id === null) return false;
    await this.tell(tx, id, 'opened', `【${this.config.brand.name}】${alarmNameLabel[name]}：${text}`, now);
    return true;
  }

  private async close(
    tx: Tx,
    open: { id: string; name: AlarmName; openedAt: number },
    now: number,
  ): Promise<boolean> {
    if (!(await this.alarms.close(tx, open.id, now))) return false;
    const lasted = Math.max(1, Math.round((now - open.openedAt) / 60_000));
    const text = `【${this.config.brand.name}】${alarmNameLabel[open.name]}：已恢复正常，持续约 ${lasted} 分钟。`;
    await this.tell(tx, open.id, 'closed', text, now);
    return true;
  }

  private async tell(
    tx: Tx,
    alarmId: string,
    change: 'opened' | 'closed',
    text: string,
    now: number,
  ): Promise<void> {
    if (this.config.alarmWebhookUrl !== null) await this.alarms.addNotice(tx, { alarmId, change, text }, now);
  }
}
