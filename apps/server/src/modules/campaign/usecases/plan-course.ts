import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { Planned, PlannedRepository } from '../../../platform/planned/index.js';
import { after } from '../../../platform/planned/index.js';
import { Ledger } from '../../payment/index.js';
import { aboutOf } from './decision-desk.js';
import { PlanSteps } from './plan-steps.js';

/** What happens to campaigns and games by itself. Safe to run twice at once. */
@Injectable()
export class PlanCourse {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly steps: PlanSteps,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async move(
    rows: Pick<PlannedRepository, 'step' | 'table'>,
    planned: Planned,
    step: 'written' | 'start' | 'end',
  ): Promise<void> {
    const to = after(step, planned.state);
    if (to === null) return;
    await this.uow.run(async (tx) => {
      if (await rows.step(tx, planned.id, step, to)) this.steps.tell(tx, rows, planned);
    });
  }

  /** Nothing of it is open any more: what is left of the cash leaves the ledger. */
  async settle(
    rows: Pick<PlannedRepository, 'step' | 'settleStopped' | 'table'>,
    area: 'campaign' | 'game',
    planned: Planned,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const { id } = planned;
      const settled =
        planned.state === 'killed'
          ? await rows.settleStopped(tx, id)
          : await rows.step(tx, id, 'settle', 'settled', { settledAt: this.clock.date() });
      if (!settled) return;
      const balances = await this.ledger.balancesOf(id);
      const left = (balances.get('budget') ?? 0) + (balances.get('returned') ?? 0);
      if (left > 0) await this.ledger.withdraw(tx, `${area}:${id}:left`, aboutOf(planned, area), left);
      this.steps.tell(tx, rows, planned);
    });
  }
}
