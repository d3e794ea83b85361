import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepCampaignsJob } from '../../src/modules/campaign/index.js';
import {
  approvedCampaign,
  type CampaignDesk,
  makeCampaignDesk,
  makeGuestOf,
  planOf,
  startWave,
  tap,
  ticketOf,
} from '../support/campaigns.js';
import { claim, makeCouponType } from '../support/coupons.js';
import { makeStore, type TestOwner } from '../support/factories.js';
import { logInFrom } from '../support/referrals.js';
import { startWorld, type World } from '../support/world.js';

describe('packets over the limits, and what campaigns brought back', () => {
  let world: World;
  let desk: CampaignDesk;
  let id: string;
  const guests: TestOwner[] = [];
  const statesOf = async () => {
    const rows = await world.rows<{ state: string }>(
      'SELECT state FROM packet_claim WHERE campaign_id = ? ORDER BY id',
      [id],
    );
    return rows.map(({ state }) => state);
  };
  const payouts = () => world.rows('SELECT id FROM payout WHERE subject_id = ?', [id]);

  beforeAll(async () => {
    world = await startWorld();
    desk = await makeCampaignDesk(world, await makeStore(world));
    for (let n = 0; n < 5; n += 1) {
      const guest = await makeGuestOf(desk);
      await logInFrom(world, guest, 'one-phone-for-all-5');
      guests.push(guest);
    }
    id = await approvedCampaign(desk, planOf(desk, 5));
    const tickets: string[] = [];
    for (const guest of guests) tickets.push(await ticketOf(guest, id));
    startWave(desk);
    for (const [index, guest] of guests.entries()) {
      const answer = await tap(world, guest.token, id, tickets[index] ?? '');
      expect(answer.body.result).toBe('won');
      world.clock.advance(10);
    }
  });
  afterAll(() => world?.stop());

  it('holds the fourth winner on one phone, pays nobody who is held, and follows the person who decides', async () => {
    await world.run(sweepCampaignsJob);
    await world.run(sweepCampaignsJob);
    expect(await statesOf()).toEqual(['confirming', 'confirming', 'confirming', 'held', 'held']);
    expect(await payouts()).toHaveLength(3);
    const mine = await guests[3]?.client.campaign.myPackets({ query: {} });
    expect(mine?.items[0]).toMatchObject({ state: 'held', stateLabel: '核实中' });

    const { client } = desk.manager;
    const list = await client.suspicion.list({ query: { kind: 'packet' } });
    expect(list).toMatchObject({ held: 2, total: 2 });
    const [fourth, last] = [3, 4].map((n) =>
      list.items.find(({ ownerId }) => ownerId === guests[n]?.ownerId),
    );
    const seen = await client.suspicion.detail({ params: { id: fourth?.id ?? '' } });
    expect(seen).toMatchObject({
      title: '周末红包雨',
      rewardText: '¥1.00',
      reasons: [{ mark: 'device', others: 3 }],
    });
    expect(seen.neighbours).toHaveLength(4);
    await client.suspicion.release({ params: { id: fourth?.id ?? '' }, body: { note: '一家人' } });
    await client.suspicion.refuse({ params: { id: last?.id ?? '' }, body: { reason: '代领' } });
    await world.run(sweepCampaignsJob);
    expect((await statesOf()).slice(3)).toEqual(['confirming', 'withdrawn']);
    expect(await payouts()).toHaveLength(4);
    const { meter } = await client.staffCampaign.detail({ params: { id } });
    expect(meter).toMatchObject({ claimedFen: 400, returnedFen: 100 });
  });

  it('puts campaigns and coupons side by side, and into a file', async () => {
    const { client, token } = desk.manager;
    const typeId = await makeCouponType(client, desk.store.id);
    await claim(guests[0]?.client as TestOwner['client'], typeId);
    const query = { from: '2026-11-01', to: '2026-11-30' };
    const { items } = await client.attribution.compare({ query });
    expect(items).toMatchObject([
      { kind: 'campaign', id, seen: 5, claimed: 5, arrived: 0, costFen: 400, outputPerCost: null },
      { kind: 'coupon', id: typeId, seen: null, claimed: 1, costFen: 0, costPerCarFen: null },
    ]);
    const results = await client.staffCampaign.results({ params: { id } });
    expect(results.steps.map(({ owners }) => owners)).toEqual([5, 0, 5, 5, 0, 0]);
    const file = await fetch(`${world.api}/staff/attribution.csv?from=2026-11-01&to=2026-11-30`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(file.status).toBe(200);
    expect((await file.text()).split('\n')).toHaveLength(items.length + 2);
    const audits = await world.rows("SELECT id FROM audit_log WHERE action = 'attribution.export'");
    expect(audits).toHaveLength(1);
    expect(
      (await client.attribution.compare({ query: { from: '2026-10-01', to: '2026-10-31' } })).items,
    ).toEqual([]);
  });
});
