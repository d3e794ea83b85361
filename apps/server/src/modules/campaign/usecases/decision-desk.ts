import type { PlanProblem } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { Planned, PlannedHead, PlannedRepository } from '../../../platform/planned/index.js';
import { after } from '../../../platform/planned/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { Ledger, type MoneyAbout } from '../../payment/index.js';
import { CAMPAIGN_RING } from '../jobs/sweep-campaigns.job.js';
import { owned } from './campaign-scope.js';
import { refusePlan } from './plan-desk.js';
import { PlanSteps } from './plan-steps.js';
import { type PlannedPrize, PrizeDesk } from './prize-desk.js';

/** Why this person may not say yes to it; null if they may. Who asks for money does not grant it (ASVS 2.3.5). */
export function ownApproval(actor: StaffActor, planned: Planned): string | null {
  const own = [planned.submittedBy, planned.createdBy].includes(actor.staffId);
  return own ? '不能批准自己提交的活动，请另一位同事审批' : null;
}

/** What a plan costs, in fen. */
export interface PlanCost {
  readonly allFen: number;
  /** Of it, what is paid out. */
  readonly cashFen: number;
}

/** The second person's yes or no, and the emergency stop. */
@Injectable()
export abstract class DecisionDesk<P extends PlannedHead, T extends Planned<P>> {
  protected abstract readonly area: 'campaign' | 'game';
  protected abstract readonly rows: Pick<
    PlannedRepository<never, P, T>,
    'step' | 'pack' | 'lockById' | 'table'
  >;
  protected abstract readonly plans: { problems(plan: P): PlanProblem[] };

  constructor(
    private readonly uow: UnitOfWork,
    private readonly steps: PlanSteps,
    private readonly prizes: PrizeDesk,
    private readonly ledger: Ledger,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  protected abstract prizesOf(plan: P): PlannedPrize[];
  protected abstract costOf(plan: P): PlanCost;
  /** Writes what is given: packets' waves, prizes. */
  protected abstract stock(tx: Tx, planned: T): Promise<void>;

  /**
   * Yes to the edition this person has seen: takes the money from the budget and sets the prizes aside. Of two people at
   * once one gets CAMPAIGN.STATE. Throws CAMPAIGN.OWN, CAMPAIGN.CHANGED, CAMPAIGN.PLAN (too late for the start, for
   * instance).
   */
  approve(actor: StaffActor, id: string, version: number): Promise<void> {
    return this.uow.run(async (tx) => {
      const planned = owned(actor, await this.rows.lockById(tx, id));
      if (after('approve', planned.state) === null) throw new AppError('CAMPAIGN.STATE');
      if (ownApproval(actor, planned) !== null) throw new AppError('CAMPAIGN.OWN');
      if (planned.version !== version) throw new AppError('CAMPAIGN.CHANGED');
      const { plan } = planned;
      refusePlan(this.plans.problems(plan));
      const prizes = this.prizesOf(plan);
      refusePlan(await this.prizes.problems(plan.storeIds, prizes));
      const short = await this.prizes.setAside(tx, prizes);
      if (short) refusePlan([short]);
      const { allFen, cashFen } = this.costOf(plan);
      if (!(await this.rows.pack(tx, id, allFen))) throw new AppError('CAMPAIGN.PLAN');
      if (cashFen > 0)
        await this.ledger.grant(tx, `${this.area}:${id}:budget`, aboutOf(planned, this.area), cashFen);
      await this.take(tx, actor, planned, 'approve', '批准活动', {
        approvedBy: actor.staffId,
        approvedAt: this.clock.date(),
      });
      await this.stock(tx, planned);
    });
  }

  reject(actor: StaffActor, id: string, reason: string): Promise<void> {
    return this.decide(actor, id, 'reject', '退回活动', reason);
  }

  /** Nothing more is given from the moment this commits; what was won stays won. */
  kill(actor: StaffActor, id: string, reason: string): Promise<void> {
    return this.decide(actor, id, 'kill', '叫停活动', reason);
  }

  private decide(
    actor: StaffActor,
    id: string,
    step: 'reject' | 'kill',
    words: string,
    reason: string,
  ): Promise<void> {
    return this.uow.run(async (tx) => {
      const planned = owned(actor, await this.rows.lockById(tx, id));
      await this.take(tx, actor, planned, step, words, { reason });
    });
  }

  private async take(
    tx: Tx,
    actor: StaffActor,
    planned: T,
    step: 'approve' | 'reject' | 'kill',
    words: string,
    change: { reason: string } | { approvedBy: string; approvedAt: Date },
  ): Promise<void> {
    const why = 'reason' in change ? `：${change.reason}` : '';
    const text = `${words}“${planned.plan.title}”${why}`;
    const action = `${this.area}.${step}`;
    await this.steps.take(tx, actor, this.rows, planned, { action, step, text, notice: text, change });
    tx.afterCommit(() => this.wakeUp.ring(CAMPAIGN_RING));
  }
}

/** How the ledger knows a campaign or game: by its first store. */
export const aboutOf = ({ id, plan }: Planned, subjectType: 'campaign' | 'game'): MoneyAbout => ({
  storeId: plan.storeIds[0] ?? '',
  subjectType,
  subjectId: id,
});
