import { ageBands, type TalkPlanBody, type TalkPlanView, type TalkSplit } from '@cheban/contracts';
import { addDays, addMonths } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/index.js';
import { Advisors } from '../../staff/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { ageBandOf, laterOf, quarterSpan } from '../domain/sample.js';
import { TalkRepository } from '../persistence/talk.repository.js';
import { DrawTalks, type TalkCandidate } from './draw-talks.usecase.js';
import { TalkQueries } from './talk.queries.js';

/** Owners who were here or bought within this time can say something about the store. */
const KNOWN_MONTHS = 24;
/** Talks before a survey start at most this many days ahead of it. */
const BEFORE_SURVEY_DAYS = 30;

interface Cycle {
  readonly cycle: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly why: string;
  readonly on?: string;
}

/** A manager plans interviews: for a quarter, or before a brand's NPS survey. */
@Injectable()
export class PlanTalks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly talks: TalkRepository,
    private readonly draw: DrawTalks,
    private readonly vehicles: VehicleDirectory,
    private readonly advisors: Advisors,
    private readonly queries: TalkQueries,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Whom a sample may be drawn from. Throws STORE.NOT_FOUND. */
  async groups(actor: StaffActor, storeId: string, by: TalkSplit) {
    const candidates = await this.candidates(storeOf(actor, storeId), by, []);
    const cars = new Map<string, number>();
    for (const { group } of candidates) cars.set(group, (cars.get(group) ?? 0) + 1);
    const known = by === 'age' ? ageBands.map(({ key, label }) => [key, label] as const) : null;
    const names =
      known ??
      [...cars].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => [key, key] as const);
    return { groups: names.map(([key, label]) => ({ key, label, cars: cars.get(key) ?? 0 })) };
  }

  /**
   * Makes the plan and its tasks in one step. Throws STORE.NOT_FOUND, TALK.PLANNED for a second plan of the same kind,
   * time and split, TALK.NOBODY, and REQUEST.INVALID for a time that has passed or a colleague of another store.
   */
  async plan(actor: StaffActor, body: TalkPlanBody): Promise<TalkPlanView> {
    const storeId = storeOf(actor, body.storeId);
    const { cycle, fromOn, toOn, why, on } = this.cycleOf(body);
    const { assigneeId, by, only, target, kind } = body;
    if (assigneeId !== null) await this.advisors.ensureColleague(assigneeId, storeId);
    const candidates = await this.candidates(storeId, by, only);
    return this.uow.run(async (tx) => {
      const draft = {
        storeId,
        kind,
        cycle,
        split: by,
        fromOn,
        toOn,
        target,
        assigneeId,
        createdBy: actor.name,
      };
      const openKey = `${storeId}:${kind}:${cycle}:${by}`;
      const id = await this.talks.insert(tx, { ...draft, openKey });
      if (id === null) throw new AppError('TALK.PLANNED');
      const plan = { ...draft, id, openKey, cancelledAt: null };
      const opened = await this.draw.fill(tx, plan, {
        candidates,
        keyOf: (_, ownerId) => `${kind}:${ownerId}:${cycle}`,
        why,
        ...(on === undefined ? {} : { on }),
      });
      if (opened === 0) throw new AppError('TALK.NOBODY');
      const text = `安排面访 ${opened} 位`;
      await this.audit.write(tx, { actor, action: 'talk.plan', text, subjectId: id, storeId });
      return this.queries.plan(plan);
    });
  }

  /** Ends a plan that a manager made. Throws REQUEST.NOT_FOUND or TALK.CANCELLED. */
  async cancel(actor: StaffActor, id: string): Promise<TalkPlanView> {
    return this.uow.run(async (tx) => {
      const plan = await this.talks.lockById(tx, id);
      if (!plan) throw notFound();
      ensureStore(actor, plan.storeId);
      // Home visits are no choice: their share is set with the store.
      if (plan.cancelledAt !== null || plan.kind === 'home_visit') throw new AppError('TALK.CANCELLED');
      await this.talks.cancel(tx, id, `${actor.name}取消了面访计划。`);
      const { storeId } = plan;
      await this.audit.write(tx, {
        actor,
        action: 'talk.cancel',
        text: '取消面访计划',
        subjectId: id,
        storeId,
      });
      return this.queries.plan({ ...plan, cancelledAt: this.clock.now() });
    });
  }

  private cycleOf(body: TalkPlanBody): Cycle {
    const today = this.clock.today();
    if (body.kind === 'talk_quarter') {
      const { from, to } = quarterSpan(body.quarter);
      if (to < today) throw invalidField('quarter', '这个季度已经过去');
      if (from > addMonths(today, 6)) throw invalidField('quarter', '只能安排半年以内的季度');
      const name = `${body.quarter.slice(0, 4)} 年第 ${body.quarter.slice(5)} 季度`;
      return {
        cycle: body.quarter,
        fromOn: laterOf(from, today),
        toOn: to,
        why: `${name}的面访抽到了这位车主。`,
      };
    }
    const on = body.surveyOn;
    if (on <= today) throw invalidField('surveyOn', '调研日期要晚于今天');
    if (on > addMonths(today, 6)) throw invalidField('surveyOn', '只能安排半年以内的调研');
    return {
      cycle: on,
      fromOn: laterOf(addDays(on, -BEFORE_SURVEY_DAYS), today),
      toOn: addDays(on, -1),
      why: '厂家满意度调研前，先听听这位车主的意见。',
      on,
    };
  }

  private async candidates(
    storeId: string,
    by: TalkSplit,
    only: readonly string[],
  ): Promise<TalkCandidate[]> {
    const today = this.clock.today();
    const cars = await this.vehicles.knownSince(storeId, addMonths(today, -KNOWN_MONTHS));
    return cars.flatMap((car) => {
      const group = by === 'model' ? car.model : (ageBandOf(car.soldOn, today)?.key ?? null);
      return group === null || (only.length > 0 && !only.includes(group)) ? [] : [{ ...car, group }];
    });
  }
}
