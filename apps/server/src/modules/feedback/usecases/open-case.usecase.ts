import type { CaseCause, CaseLevel } from '@cheban/contracts';
import { businessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { slaDueAt, slaHalfAt } from '../domain/sla.js';
import { CaseRepository } from '../persistence/case.repository.js';

export interface Complaint {
  storeId: string;
  ownerId: string;
  vehicleId: string | null;
  visitId: string | null;
  title: string;
  level: CaseLevel;
  /** What the owner said, for the first step. */
  text: string;
  /** What it is about, as far as it is known. */
  causes?: readonly CaseCause[];
}

/** Opens a complaint case with somebody in the store who answers for it, and a clock. */
@Injectable()
export class OpenCase {
  constructor(
    private readonly cases: CaseRepository,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async run(tx: Tx, complaint: Complaint): Promise<string> {
    const openedAt = this.clock.now();
    const { text, causes = [], ...rest } = complaint;
    const id = await this.cases.insert(tx, {
      ...rest,
      assigneeId: await this.assignee(complaint.storeId),
      openedAt,
      ...(await this.clockOf(complaint.storeId, complaint.level, openedAt)),
    });
    const opened = await this.cases.lockById(tx, id);
    if (opened) await this.cases.setCauses(tx, opened, causes);
    await this.cases.addStep(tx, id, { staffId: null, text, state: 'open' });
    const notice = `新投诉：${complaint.title}`;
    this.live.publish(tx, { topic: 'case', storeId: complaint.storeId, id, notice });
    return id;
  }

  /** When a case of this level that (re)starts now must be answered, and when half of that time is over. */
  async clockOf(storeId: string, level: CaseLevel, from: number): Promise<{ dueAt: number; halfAt: number }> {
    const open = await this.stores.calendarOf(storeId, businessDate(from));
    const calendar = open?.calendar ?? { hours: [], closedOnHolidays: true };
    return { dueAt: slaDueAt(from, level, calendar), halfAt: slaHalfAt(from, level, calendar) };
  }

  /** The store manager with the fewest open cases; without one, the customer-care colleague with the fewest. */
  private async assignee(storeId: string): Promise<string | null> {
    const managers = await this.advisors.withRole(storeId, 'manager');
    const people = managers.length > 0 ? managers : await this.advisors.withRole(storeId, 'care');
    const open = await this.cases.openCountOf(people.map((person) => person.id));
    const load = (id: string) => open.get(id) ?? 0;
    const [first] = [...people].sort((a, b) => load(a.id) - load(b.id));
    return first?.id ?? null;
  }
}
