import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import type { Planned, PlannedChange, PlannedRepository } from '../../../platform/planned/index.js';
import { after, type CampaignStep } from '../../../platform/planned/index.js';

type AtStores = Pick<Planned, 'id'> & { plan: Pick<Planned['plan'], 'storeIds'> };

/** A step that a person takes, and what is said about it. */
export interface StaffStep {
  readonly action: string;
  readonly step: CampaignStep;
  /** For the audit. */
  readonly text: string;
  /** For colleagues who watch; null only refreshes their pages. */
  readonly notice: string | null;
  readonly change: PlannedChange;
}

/** Steps of campaigns and games: taken once, audited, told to the stores. */
@Injectable()
export class PlanSteps {
  constructor(
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** Throws CAMPAIGN.STATE if it cannot be taken (any more). */
  async take(
    tx: Tx,
    actor: StaffActor,
    rows: Pick<PlannedRepository, 'step' | 'table'>,
    planned: Planned,
    { action, step, text, notice, change }: StaffStep,
  ): Promise<void> {
    const to = after(step, planned.state);
    if (to === null || !(await rows.step(tx, planned.id, step, to, change)))
      throw new AppError('CAMPAIGN.STATE');
    await this.note(tx, actor, action, text, planned);
    this.tell(tx, rows, planned, notice);
  }

  /** A line of the audit, at the first store. */
  note(tx: Tx, actor: StaffActor, action: string, text: string, { id, plan }: AtStores): Promise<void> {
    return this.audit.write(tx, { actor, action, text, subjectId: id, storeId: plan.storeIds[0] ?? null });
  }

  /** Staff of its stores see that it changed; `notice` is shown to them. */
  tell(
    tx: Tx,
    { table }: Pick<PlannedRepository, 'table'>,
    { id, plan }: AtStores,
    notice: string | null = null,
  ): void {
    for (const storeId of plan.storeIds) this.live.publish(tx, { topic: table, storeId, id, notice });
  }
}
