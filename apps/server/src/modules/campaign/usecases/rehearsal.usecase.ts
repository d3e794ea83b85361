import type { CampaignPlan } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type OwnerActor, Sessions, type StaffActor } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { DecideCampaign } from './decide-campaign.usecase.js';
import { GrabDesk } from './grab-desk.js';
import { GrabTickets } from './grab-tickets.js';
import { HandOut } from './hand-out.usecase.js';
import { PlanCampaign } from './plan-campaign.usecase.js';
import { RunCampaigns } from './run-campaigns.usecase.js';
import { WavePage } from './wave-page.queries.js';

export interface Rehearsal {
  readonly planner: StaffActor;
  readonly approver: StaffActor;
  /** Of one wave. */
  readonly plan: CampaignPlan;
  /** Who grabs, one after the other: their log-ins. */
  readonly guests: readonly { readonly ownerId: string; readonly accountId: string }[];
}

/**
 * Plays a campaign of one wave from the plan to the settlement, by the ways that people take, on a clock that the caller
 * moves: for the demo group, whose past has to have happened.
 */
@Injectable()
export class CampaignRehearsal {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly plans: PlanCampaign,
    private readonly decisions: DecideCampaign,
    private readonly campaigns: RunCampaigns,
    private readonly page: WavePage,
    private readonly tickets: GrabTickets,
    private readonly desk: GrabDesk,
    private readonly handOut: HandOut,
  ) {}

  /** `moveTo` makes it an instant (milliseconds); it is called with times of the plan, in order. */
  async play(
    { planner, approver, plan, guests }: Rehearsal,
    moveTo: (instant: number) => void,
  ): Promise<void> {
    const [wave] = plan.waves;
    if (!wave) throw new Error('A rehearsal needs a wave');
    const start = Date.parse(wave.startsAt);
    const id = await this.plans.create(planner, plan);
    await this.plans.submit(planner, id);
    await this.decisions.approve(approver, id, 1);
    await this.campaigns.run();
    moveTo(start + 1_000);
    await this.campaigns.run();
    for (const [index, guest] of guests.entries()) {
      moveTo(start + (index + 1) * MINUTE_MS);
      await this.grab(id, guest);
    }
    await this.handOut.run();
    moveTo(start + (wave.minutes + 1) * MINUTE_MS);
    await this.campaigns.run();
    await this.campaigns.settle();
  }

  private async grab(id: string, guest: Rehearsal['guests'][number]): Promise<void> {
    const { sessionId, accessToken } = await this.uow.run((tx) =>
      this.sessions.open(tx, 'owner', guest.accountId),
    );
    const actor: OwnerActor = { kind: 'account', sessionId, consented: true, ...guest };
    const { ticket } = await this.page.show(actor, accessToken, id, 1);
    const read = ticket && this.tickets.read(ticket.text, accessToken);
    const line = await this.desk.find(id, 1);
    if (read && line) await this.desk.grab(line, read, () => {});
  }
}
