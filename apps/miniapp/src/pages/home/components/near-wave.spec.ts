import type { OwnerCampaignItem } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { nearWave } from './near-wave';

const serverNow = '2026-11-22T12:00:00.000Z';
const heardMs = Date.parse(serverNow) + 5_000;
const hourMs = 3_600_000;

function campaign(id: string, inHours: number, change: Partial<OwnerCampaignItem['waves'][number]> = {}) {
  const startsAt = new Date(Date.parse(serverNow) + inHours * hourMs).toISOString();
  const wave = { number: 1, state: 'coming', startsAt, mine: null, ...change };
  return { id, title: id, nextWave: 1, waves: [wave] } as unknown as OwnerCampaignItem;
}

describe('the wave that home tells of', () => {
  it('is the first that starts within a day, by the clock of the server', () => {
    const near = nearWave(
      [campaign('late', 5), campaign('soon', 2), campaign('far', 30)],
      serverNow,
      heardMs,
    );
    expect(near).toMatchObject({ campaignId: 'soon', open: false, startsAtMs: heardMs + 2 * hourMs });
  });

  it('is one that is open before one that comes', () => {
    const open = campaign('open', -0.1, { state: 'open' });
    expect(nearWave([campaign('soon', 1), open], serverNow, heardMs)).toMatchObject({
      campaignId: 'open',
      open: true,
    });
  });

  it('is none in which the owner has won, and none that is far', () => {
    const won = campaign('won', 1, { mine: {} as OwnerCampaignItem['waves'][number]['mine'] });
    expect(nearWave([won, campaign('far', 25)], serverNow, heardMs)).toBeNull();
  });
});
