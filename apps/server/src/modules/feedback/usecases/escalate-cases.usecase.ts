import { HOUR_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { type DomainEvent, Outbox } from '../../../platform/outbox/index.js';
import { Advisors } from '../../staff/index.js';
import { CaseRepository, type ComplaintCase } from '../persistence/case.repository.js';

const BATCH = 200;
/** A manager who hears of a case that is late calls within this time. */
const CALL_MS = 4 * HOUR_MS;

/**
 * Half of the time to answer is over: the manager hears of it. All of it is over: the case becomes the manager's own, with a
 * call to make. Each once for each clock of a case.
 */
@Injectable()
export class EscalateCases {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cases: CaseRepository,
    private readonly advisors: Advisors,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Returns how many cases were escalated. Any number of processes may run it at once. */
  async run(): Promise<number> {
    let total = 0;
    for (;;) {
      const ids = await this.cases.toEscalate(this.clock.now(), BATCH);
      let moved = 0;
      for (const id of ids) if (await this.uow.run((tx) => this.escalate(tx, id))) moved += 1;
      total += moved;
      if (ids.length < BATCH || moved === 0) return total;
    }
  }

  private async escalate(tx: Tx, id: string): Promise<boolean> {
    const found = await this.cases.lockById(tx, id);
    if (!found || found.closedAt !== null) return false;
    const now = this.clock.now();
    const isOver = now >= found.dueAt;
    const level = isOver ? 2 : found.halfAt !== null && now >= found.halfAt ? 1 : 0;
    if (level <= found.escalation) return false;
    const managerId = await this.managerOf(found);
    const assigneeId = isOver ? (managerId ?? found.assigneeId) : found.assigneeId;
    await this.cases.update(tx, id, { escalation: level, assigneeId });
    const handed = assigneeId !== found.assigneeId ? '，改由店总负责' : '，已提醒店总';
    const text = isOver ? `处理已超时${handed}。` : '处理时限已过半，已提醒店总。';
    await this.cases.addStep(tx, id, { staffId: null, text, state: null });
    const { storeId } = found;
    await this.outbox.append(tx, { type: 'case.escalated', storeId, payload: { caseId: id, level } });
    if (isOver) await this.outbox.append(tx, this.call(found, assigneeId, now));
    const notice = `${isOver ? '投诉已超时' : '投诉时限过半'}：${found.title}`;
    this.live.publish(tx, { topic: 'case', storeId, id, notice });
    return true;
  }

  /** The manager who has the case already, else the first of the store. */
  private async managerOf({ storeId, assigneeId }: ComplaintCase): Promise<string | null> {
    const managers = await this.advisors.withRole(storeId, 'manager');
    return (managers.find(({ id }) => id === assigneeId) ?? managers[0])?.id ?? null;
  }

  private call(
    found: ComplaintCase,
    assigneeId: string | null,
    now: number,
  ): DomainEvent<'follow-up.wanted'> {
    return {
      type: 'follow-up.wanted',
      storeId: found.storeId,
      payload: {
        // The clock of the case names it: a case that is opened again may be late again.
        key: `case:${found.id}:${found.dueAt}`,
        kind: 'case_call',
        ownerId: found.ownerId,
        vehicleId: found.vehicleId,
        subjectId: found.id,
        why: '投诉处理超时，请店总亲自致电。',
        title: `投诉超时回访：${found.title}`.slice(0, 60),
        dueAt: toDate(now + CALL_MS).toISOString(),
        assigneeId,
      },
    };
  }
}
