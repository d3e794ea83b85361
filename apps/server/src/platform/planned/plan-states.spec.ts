import { campaignStates } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { after, type CampaignStep, isGrabbable, statesBefore } from './plan-states.js';

const steps: CampaignStep[] = [
  'edit',
  'submit',
  'withdraw',
  'approve',
  'reject',
  'written',
  'start',
  'end',
  'kill',
  'settle',
];

describe('the life of a campaign', () => {
  it('leads from the draft over a second yes to the settlement', () => {
    const way: CampaignStep[] = ['submit', 'approve', 'written', 'start', 'end', 'settle'];
    let state: (typeof campaignStates)[number] | null = 'draft';
    for (const step of way) state = state && after(step, state);
    expect(state).toBe('settled');
  });

  it('has no way to packets around the approval', () => {
    const reachable = new Set<string>(['draft']);
    const without = steps.filter((step) => step !== 'approve');
    for (let round = 0; round < campaignStates.length; round += 1)
      for (const state of campaignStates)
        if (reachable.has(state))
          for (const step of without) {
            const next = after(step, state);
            if (next) reachable.add(next);
          }
    expect([...reachable].sort()).toEqual(['draft', 'submitted']);
  });

  it('ends for good when it is stopped or settled', () => {
    for (const step of steps) {
      expect(after(step, 'killed')).toBeNull();
      expect(after(step, 'settled')).toBeNull();
    }
    expect(statesBefore('kill')).toEqual(['approved', 'scheduled', 'live']);
    expect(campaignStates.filter(isGrabbable)).toEqual(['scheduled', 'live']);
  });
});
