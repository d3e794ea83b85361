import { type CampaignPlan, problemsOfSegment } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { after } from '../domain/campaign-states.js';
import { type PlanProblem, planProblems } from '../domain/plan-problems.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { owned } from './campaign-scope.js';

/** Drafts: written, changed, submitted, taken back. */
@Injectable()
export class PlanCampaign {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly campaigns: CampaignRepository,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** What stands against a plan; an audience with problems is one of them. */
  problems(plan: CampaignPlan): PlanProblem[] {
    const audience = plan.segment === null ? [] : problemsOfSegment(plan.segment);
    return [
      ...audience.map(({ path, message }) => ({ path: path ? `segment.${path}` : 'segment', text: message })),
      ...planProblems(plan, this.clock.now()),
    ];
  }

  /** A draft may still have problems: it can be finished later. Throws STORE.NOT_FOUND. */
  async create(actor: StaffActor, plan: CampaignPlan): Promise<string> {
    for (const storeId of plan.storeIds) storeOf(actor, storeId);
    return this.uow.run(async (tx) => {
      const id = await this.campaigns.insert(tx, plan, actor.staffId);
      await this.note(tx, actor, 'create', `新建活动“${plan.title}”`, id, plan.storeIds);
      return id;
    });
  }

  /** Throws CAMPAIGN.STATE if it is no draft, CAMPAIGN.CHANGED if somebody else has edited it meanwhile. */
  async update(actor: StaffActor, id: string, version: number, plan: CampaignPlan): Promise<void> {
    owned(actor, await this.campaigns.findById(id));
    for (const storeId of plan.storeIds) storeOf(actor, storeId);
    await this.uow.run(async (tx) => {
      const campaign = owned(actor, await this.campaigns.lockById(tx, id));
      if (after('edit', campaign.state) === null) throw new AppError('CAMPAIGN.STATE');
      if (!(await this.campaigns.update(tx, id, version, plan))) throw new AppError('CAMPAIGN.CHANGED');
      await this.note(tx, actor, 'update', `修改活动“${plan.title}”`, id, plan.storeIds);
    });
  }

  /** Asks for a second person's yes. Throws CAMPAIGN.PLAN with what is wrong. */
  submit(actor: StaffActor, id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const campaign = owned(actor, await this.campaigns.lockById(tx, id));
      refusePlan(this.problems(campaign.plan));
      await this.take(tx, actor, campaign, 'submit', '提交审批');
    });
  }

  withdraw(actor: StaffActor, id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const campaign = owned(actor, await this.campaigns.lockById(tx, id));
      await this.take(tx, actor, campaign, 'withdraw', '撤回审批');
    });
  }

  private async take(
    tx: Tx,
    actor: StaffActor,
    campaign: Campaign,
    step: 'submit' | 'withdraw',
    words: string,
  ): Promise<void> {
    const to = after(step, campaign.state);
    const by =
      step === 'submit'
        ? { submittedBy: actor.staffId, submittedAt: this.clock.date(), reason: null }
        : { submittedBy: null, submittedAt: null };
    if (to === null || !(await this.campaigns.step(tx, campaign.id, step, to, by)))
      throw new AppError('CAMPAIGN.STATE');
    const { title, storeIds } = campaign.plan;
    await this.note(tx, actor, step, `${words}：活动“${title}”`, campaign.id, storeIds);
    for (const storeId of storeIds)
      this.live.publish(tx, {
        topic: 'campaign',
        storeId,
        id: campaign.id,
        notice: step === 'submit' ? `活动“${title}”等待审批` : null,
      });
  }

  private note(
    tx: Tx,
    actor: StaffActor,
    what: string,
    text: string,
    subjectId: string,
    storeIds: readonly string[],
  ): Promise<void> {
    return this.audit.write(tx, {
      actor,
      action: `campaign.${what}`,
      text,
      subjectId,
      storeId: storeIds[0] ?? null,
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
