import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { Ledger } from '../../payment/index.js';
import { after } from '../domain/campaign-states.js';
import { planCost } from '../domain/plan-problems.js';
import { CAMPAIGN_RING } from '../jobs/sweep-campaigns.job.js';
import {
  type Campaign,
  type CampaignChange,
  CampaignRepository,
} from '../persistence/campaign.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';
import { owned } from './campaign-scope.js';
import { PlanCampaign, refusePlan } from './plan-campaign.usecase.js';
import { PrizeDesk } from './prize-desk.js';
import { aboutOf } from './run-campaigns.usecase.js';

/** Why this person may not say yes to it; null if they may. Who asks for money does not grant it (ASVS 2.3.5). */
export function ownApproval(actor: StaffActor, campaign: Campaign): string | null {
  const own = [campaign.submittedBy, campaign.createdBy].includes(actor.staffId);
  return own ? '不能批准自己提交的活动，请另一位同事审批' : null;
}

/** The second person's yes or no, and the emergency stop. */
@Injectable()
export class DecideCampaign {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly plans: PlanCampaign,
    private readonly prizes: PrizeDesk,
    private readonly ledger: Ledger,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /**
   * Yes to the edition this person has seen: takes the money from the budget and makes the waves; the packets are
   * written by the worker. Of two people at once one gets CAMPAIGN.STATE. Throws CAMPAIGN.OWN, CAMPAIGN.CHANGED,
   * CAMPAIGN.PLAN (too late for the first wave, for instance).
   */
  approve(actor: StaffActor, id: string, version: number): Promise<void> {
    return this.uow.run(async (tx) => {
      const campaign = owned(actor, await this.campaigns.lockById(tx, id));
      if (after('approve', campaign.state) === null) throw new AppError('CAMPAIGN.STATE');
      if (ownApproval(actor, campaign) !== null) throw new AppError('CAMPAIGN.OWN');
      if (campaign.version !== version) throw new AppError('CAMPAIGN.CHANGED');
      refusePlan(this.plans.problems(campaign.plan));
      refusePlan(await this.prizes.problems(campaign.plan));
      const short = await this.prizes.setAside(tx, campaign.plan);
      if (short) refusePlan([short]);
      const cost = planCost(campaign.plan);
      if (!(await this.campaigns.pack(tx, id, cost))) throw new AppError('CAMPAIGN.PLAN');
      const cash = planCost(campaign.plan, 'cash');
      if (cash > 0) await this.ledger.grant(tx, `campaign:${id}:budget`, aboutOf(campaign), cash);
      await this.waves.insertAll(tx, id, campaign.plan.waves);
      await this.take(tx, actor, campaign, 'approve', '批准活动', {
        approvedBy: actor.staffId,
        approvedAt: this.clock.date(),
      });
      tx.afterCommit(() => this.wakeUp.ring(CAMPAIGN_RING));
    });
  }

  reject(actor: StaffActor, id: string, reason: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const campaign = owned(actor, await this.campaigns.lockById(tx, id));
      await this.take(tx, actor, campaign, 'reject', '退回活动', { reason }, reason);
    });
  }

  /** Nothing more is given from the moment this commits; what was won stays won. */
  kill(actor: StaffActor, id: string, reason: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const campaign = owned(actor, await this.campaigns.lockById(tx, id));
      await this.take(tx, actor, campaign, 'kill', '叫停活动', { reason }, reason);
      tx.afterCommit(() => this.wakeUp.ring(CAMPAIGN_RING));
    });
  }

  private async take(
    tx: Tx,
    actor: StaffActor,
    campaign: Campaign,
    step: 'approve' | 'reject' | 'kill',
    words: string,
    change: CampaignChange,
    reason = '',
  ): Promise<void> {
    const to = after(step, campaign.state);
    if (to === null || !(await this.campaigns.step(tx, campaign.id, step, to, change)))
      throw new AppError('CAMPAIGN.STATE');
    const { title, storeIds } = campaign.plan;
    const text = `${words}“${title}”${reason ? `：${reason}` : ''}`;
    await this.audit.write(tx, {
      actor,
      action: `campaign.${step}`,
      text,
      subjectId: campaign.id,
      storeId: storeIds[0] ?? null,
    });
    for (const storeId of storeIds)
      this.live.publish(tx, { topic: 'campaign', storeId, id: campaign.id, notice: text });
  }
}
