import { type AlarmRow, alarmNameLabel, type routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { type Alarm, AlarmRepository } from '../persistence/alarm.repository.js';

type Routes = (typeof routes)['channel'];
const iso = (instant: number | null) => (instant === null ? null : toDate(instant).toISOString());

/** Alarms as staff see them. They speak of the whole group and carry no personal data. */
@Injectable()
export class Alarms {
  constructor(
    private readonly repository: AlarmRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async page(query: QueryOf<Routes['alarms']>): Promise<ViewOf<Routes['alarms']>> {
    const { page, pageSize, state } = query;
    const [found, open] = await Promise.all([
      this.repository.page(state === 'open', pageSize, (page - 1) * pageSize),
      this.repository.countOpen(),
    ]);
    return { items: found.items.map(alarmView), total: found.total, page, pageSize, open };
  }

  /** Notes who has seen it first; again changes nothing. Throws REQUEST.NOT_FOUND. */
  async acknowledge(actor: StaffActor, id: string): Promise<void> {
    const alarm = await this.repository.find(id);
    if (!alarm) throw notFound();
    await this.uow.run(async (tx) => {
      const who = { id: actor.staffId, name: actor.name };
      if (!(await this.repository.acknowledge(tx, id, who, this.clock.now()))) return;
      const text = `已知悉告警：${alarmNameLabel[alarm.name]}`;
      await this.audit.write(tx, { actor, action: 'alarm.acknowledge', text, subjectId: id });
    });
  }
}

function alarmView(alarm: Alarm): AlarmRow {
  return {
    id: alarm.id,
    name: alarm.name,
    title: alarmNameLabel[alarm.name],
    text: alarm.text,
    openedAt: toDate(alarm.openedAt).toISOString(),
    lastSeenAt: toDate(alarm.lastSeenAt).toISOString(),
    count: alarm.count,
    closedAt: iso(alarm.closedAt),
    acknowledgedBy: alarm.acknowledgedName,
    acknowledgedAt: iso(alarm.acknowledgedAt),
  };
}
