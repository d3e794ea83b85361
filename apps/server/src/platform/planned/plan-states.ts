import type { CampaignAction, CampaignState } from '@cheban/contracts';

/** What happens to a campaign: staff actions, and steps that time and work bring by themselves. */
export type CampaignStep = CampaignAction | 'written' | 'start' | 'end' | 'settle';

/** The one table of transitions. What is not here cannot happen. */
const table: Record<CampaignStep, Partial<Record<CampaignState, CampaignState>>> = {
  edit: { draft: 'draft' },
  submit: { draft: 'submitted' },
  withdraw: { submitted: 'draft' },
  approve: { submitted: 'approved' },
  reject: { submitted: 'draft' },
  written: { approved: 'scheduled' },
  start: { scheduled: 'live' },
  end: { live: 'ended' },
  kill: { approved: 'killed', scheduled: 'killed', live: 'killed' },
  settle: { ended: 'settled' },
};

/** Where a step leads from a state, or null if it cannot be taken there. */
export function after(step: CampaignStep, state: CampaignState): CampaignState | null {
  return table[step][state] ?? null;
}

/** The states a step can be taken in; for the WHERE of a conditional update. */
export function statesBefore(step: CampaignStep): CampaignState[] {
  return Object.keys(table[step]) as CampaignState[];
}

/** Packets may be taken: they are written, and nobody has stopped it. */
export function isGrabbable(state: CampaignState): boolean {
  return state === 'scheduled' || state === 'live';
}

/** Owners may see it: it runs, will run, or has run. */
export function isPublic(state: CampaignState): boolean {
  return state !== 'draft' && state !== 'submitted' && state !== 'approved';
}
