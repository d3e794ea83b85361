import { type LeaveView, type routes, type SkillView, serviceKindLabel } from '@cheban/contracts';
import { addDays, DAY_MS, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { periodOf } from '../../store/index.js';
import { type Colleague, StaffPlanRepository } from '../persistence/staff-plan.repository.js';

type TeamRoutes = (typeof routes)['team'];

const SHOWN_DAYS = 90;
const iso = (ms: number) => toDate(ms).toISOString();

/**
 * Skills and leave. Both change what can be booked from now on; bookings that stand already stay and are shown to staff
 * as conflicts.
 */
@Injectable()
export class StaffPlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: StaffPlanRepository,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async skills(actor: StaffActor, storeId: string): Promise<SkillView[]> {
    const crew = await this.repository.crewOf(storeOf(actor, storeId), this.clock.now());
    return crew.map(({ id, name, role, kinds }) => ({ staffId: id, name, role, kinds: [...kinds] }));
  }

  /** Foreign colleagues answer like missing ones. */
  async saveSkills(
    actor: StaffActor,
    id: string,
    body: BodyOf<TeamRoutes['saveSkills']>,
  ): Promise<SkillView> {
    const person = await this.colleague(actor, id);
    const kinds = [...new Set(body.kinds)];
    return this.uow.run(async (tx) => {
      await this.repository.setSkills(tx, id, kinds);
      const words = kinds.length === 0 ? '不限' : kinds.map((kind) => serviceKindLabel[kind]).join('、');
      const text = `设置可负责的服务：${words}`;
      const { storeId } = person;
      await this.audit.write(tx, { actor, action: 'staff.skills', text, subjectId: id, storeId });
      this.live.publish(tx, { topic: 'booking', storeId, id, notice: null });
      return { staffId: id, name: person.name, role: person.role, kinds };
    });
  }

  /** From today for three months, unless the query says otherwise. */
  async leaves(actor: StaffActor, query: QueryOf<TeamRoutes['leaves']>): Promise<LeaveView[]> {
    const from = query.from ?? this.clock.today();
    const to = query.to ?? addDays(from, SHOWN_DAYS);
    const found = await this.repository.leavesOf(
      storeOf(actor, query.storeId),
      startOfBusinessDay(from),
      startOfBusinessDay(to) + DAY_MS,
    );
    return found.map((leave) => ({ ...leave, from: iso(leave.from), to: iso(leave.to) }));
  }

  /** Throws STORE.PERIOD_INVALID. */
  async addLeave(actor: StaffActor, body: BodyOf<TeamRoutes['addLeave']>): Promise<LeaveView> {
    const period = periodOf(body);
    const { id: staffId, name } = await this.colleague(actor, body.staffId);
    const { reason } = body;
    return this.uow.run(async (tx) => {
      const leave = { staffId, ...period, reason, createdBy: actor.staffId };
      const id = await this.repository.insertLeave(tx, leave);
      await this.note(tx, actor, staffId, 'staff.leave', '登记休假');
      return { id, staffId, name, from: iso(period.from), to: iso(period.to), reason };
    });
  }

  async removeLeave(actor: StaffActor, id: string): Promise<void> {
    const leave = await this.repository.leaveById(id);
    if (!leave) throw notFound();
    await this.colleague(actor, leave.staffId);
    await this.uow.run(async (tx) => {
      await this.repository.removeLeave(tx, id);
      await this.note(tx, actor, leave.staffId, 'staff.leave-removed', '撤销休假');
    });
  }

  private async note(
    tx: Parameters<Parameters<UnitOfWork['run']>[0]>[0],
    actor: StaffActor,
    staffId: string,
    action: string,
    text: string,
  ): Promise<void> {
    const storeIds = await this.repository.storesOf(staffId);
    await this.audit.write(tx, { actor, action, text, subjectId: staffId, storeId: storeIds[0] ?? null });
    for (const storeId of storeIds) {
      this.live.publish(tx, { topic: 'booking', storeId, id: staffId, notice: null });
    }
  }

  private async colleague(actor: StaffActor, id: string): Promise<Colleague & { storeId: string }> {
    const person = await this.repository.colleague(id, actor.storeIds);
    if (!person) throw notFound();
    return person;
  }
}
