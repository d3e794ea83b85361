import { type PlanProblem, problemsOfSegment } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { Planned, PlannedHead, PlannedRepository } from '../../../platform/planned/index.js';
import { after } from '../../../platform/planned/index.js';
import { owned } from './campaign-scope.js';
import { PlanSteps } from './plan-steps.js';

/** Drafts of campaigns or games: written, changed, submitted, taken back. */
@Injectable()
export abstract class PlanDesk<P extends PlannedHead, T extends Planned<P>> {
  protected abstract readonly area: 'campaign' | 'game';
  protected abstract readonly rows: Pick<
    PlannedRepository<never, P, T>,
    'insert' | 'update' | 'step' | 'findById' | 'lockById' | 'table'
  >;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly steps: PlanSteps,
    protected readonly clock: Clock,
  ) {}

  /** What stands against the plan itself, in the order of the form. */
  protected abstract ownProblems(plan: P): PlanProblem[];

  /** What stands against a plan; an audience with problems is one of them. */
  problems(plan: P): PlanProblem[] {
    const audience = plan.segment === null ? [] : problemsOfSegment(plan.segment);
    return [
      ...audience.map(({ path, message }) => ({ path: path ? `segment.${path}` : 'segment', text: message })),
      ...this.ownProblems(plan),
    ];
  }

  /** A draft may still have problems: it can be finished later. Throws STORE.NOT_FOUND. */
  async create(actor: StaffActor, plan: P): Promise<string> {
    for (const storeId of plan.storeIds) storeOf(actor, storeId);
    return this.uow.run(async (tx) => {
      const id = await this.rows.insert(tx, plan, actor.staffId);
      await this.steps.note(tx, actor, `${this.area}.create`, `新建活动“${plan.title}”`, { id, plan });
      return id;
    });
  }

  /** Throws CAMPAIGN.STATE if it is no draft, CAMPAIGN.CHANGED if somebody else has edited it meanwhile. */
  async update(actor: StaffActor, id: string, version: number, plan: P): Promise<void> {
    owned(actor, await this.rows.findById(id));
    for (const storeId of plan.storeIds) storeOf(actor, storeId);
    await this.uow.run(async (tx) => {
      const planned = owned(actor, await this.rows.lockById(tx, id));
      if (after('edit', planned.state) === null) throw new AppError('CAMPAIGN.STATE');
      if (!(await this.rows.update(tx, id, version, plan))) throw new AppError('CAMPAIGN.CHANGED');
      await this.steps.note(tx, actor, `${this.area}.update`, `修改活动“${plan.title}”`, { id, plan });
    });
  }

  /** Asks for a second person's yes. Throws CAMPAIGN.PLAN with what is wrong. */
  submit(actor: StaffActor, id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const planned = owned(actor, await this.rows.lockById(tx, id));
      refusePlan(this.problems(planned.plan));
      await this.steps.take(tx, actor, this.rows, planned, {
        action: `${this.area}.submit`,
        step: 'submit',
        text: `提交审批：活动“${planned.plan.title}”`,
        notice: `活动“${planned.plan.title}”等待审批`,
        change: { submittedBy: actor.staffId, submittedAt: this.clock.date(), reason: null },
      });
    });
  }

  withdraw(actor: StaffActor, id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const planned = owned(actor, await this.rows.lockById(tx, id));
      await this.steps.take(tx, actor, this.rows, planned, {
        action: `${this.area}.withdraw`,
        step: 'withdraw',
        text: `撤回审批：活动“${planned.plan.title}”`,
        notice: null,
        change: { submittedBy: null, submittedAt: null },
      });
    });
  }
}

/** CAMPAIGN.PLAN with the problems by field; nothing without problems. */
export function refusePlan(problems: readonly PlanProblem[]): void {
  if (problems.length > 0)
    throw new AppError('CAMPAIGN.PLAN', {
      fields: problems.slice(0, 20).map(({ path, text }) => ({ path, message: text })),
    });
}
