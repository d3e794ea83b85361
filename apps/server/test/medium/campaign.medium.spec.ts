import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
import { call } from '../support/clients.js';
import { makeOwner, makeStore, type TestOwner } from '../support/factories.js';
import { startWorld, type World } from '../support/world.js';

describe('red packets', () => {
  let world: World;
  let desk: CampaignDesk;
  let first: TestOwner;
  let second: TestOwner;
  const rowsOf = (id: string) =>
    world.rows<{ owner_id: string; amount_fen: number; packet_no: number }>(
      'SELECT owner_id, amount_fen, packet_no FROM packet_claim WHERE campaign_id = ? ORDER BY id',
      [id],
    );

  beforeAll(async () => {
    world = await startWorld();
    desk = await makeCampaignDesk(world, await makeStore(world));
    first = await makeGuestOf(desk);
    second = await makeGuestOf(desk);
  });
  afterAll(() => world?.stop());

  it('gives one packet to one person, tells both the truth, and the same again', async () => {
    const id = await approvedCampaign(desk, planOf(desk, 1));
    const tickets = [await ticketOf(first, id), await ticketOf(second, id)] as const;

    const early = await tap(world, first.token, id, tickets[0]);
    expect(early.body).toMatchObject({ result: 'early', startsInMs: 300_000, prize: null });
    expect(await rowsOf(id)).toEqual([]);

    startWave(desk);
    const won = await tap(world, first.token, id, tickets[0]);
    expect(won.body).toMatchObject({
      result: 'won',
      prize: { kind: 'cash', amountFen: 100, amountText: '¥1.00', atCheckIn: false },
    });
    expect((await tap(world, second.token, id, tickets[1])).body).toMatchObject({ result: 'sold_out' });
    expect((await tap(world, first.token, id, tickets[0])).body.prize).toEqual(won.body.prize);
    expect(await rowsOf(id)).toEqual([{ owner_id: first.ownerId, amount_fen: 100, packet_no: 1 }]);

    world.clock.advance(2_000);
    const page = await second.client.campaign.wave({ params: { id, wave: 1 } });
    expect(page).toMatchObject({ state: 'sold_out', mine: null });
    // How long ago it began, so that a page that is renewed meanwhile does not count down again.
    expect(page.startsInMs).toBe(-2_000);
    expect(page.winners).toEqual([
      {
        nameMasked: expect.any(String),
        phoneMasked: expect.stringContaining('****'),
        prizeText: '¥1.00',
        wonAt: expect.any(String),
      },
    ]);
    const mine = await first.client.campaign.myPackets({ query: {} });
    expect(mine.items[0]).toMatchObject({ campaignId: id, amountText: '¥1.00', state: 'won' });
    const screen = await desk.marketing.client.staffCampaign.screen({ params: { id, wave: 1 } });
    expect(screen).toMatchObject({ packets: 1, claims: 1, left: 0, claimedFen: 100, leftFen: 0, seen: 2 });
    const results = await desk.manager.client.staffCampaign.results({ params: { id } });
    expect(results.steps.map(({ owners }) => owners)).toEqual([2, 0, 2, 1, 0, 0]);
    expect(results.costFen).toBe(100);
  });

  it('says of a plan far beyond any budget what it comes to, as a draft and before it is kept', async () => {
    const planned = planOf(desk, 1);
    const dear = { kind: 'code' as const, name: '新车一台', count: 100_000, unitCostFen: 100_000_000 };
    const plan = { ...planned, waves: planned.waves.map((wave) => ({ ...wave, prizes: [dear] })) };
    const { client } = desk.marketing;
    const check = await client.staffCampaign.check({ body: plan });
    expect(check).toMatchObject({ costFen: 10_000_000_000_000, waves: [{ costFen: 10_000_000_000_000 }] });
    expect(check.problems.map(({ path }) => path)).toContain('budgetFen');
    const { id } = await client.staffCampaign.create({ body: plan });
    expect((await client.staffCampaign.detail({ params: { id } })).waves).toMatchObject([
      { packedFen: 10_000_000_000_000 },
    ]);
    await expect(client.staffCampaign.submit({ params: { id } })).rejects.toMatchObject({
      code: 'CAMPAIGN.PLAN',
    });
  });

  it('takes a ticket from nobody else, for no other wave, and not after its time', async () => {
    const plan = planOf(desk, 4);
    const id = await approvedCampaign(desk, plan);
    const other = await approvedCampaign(desk, planOf(desk, 4));
    const ticket = await ticketOf(first, id);
    startWave(desk);
    const refused = await tap(world, second.token, id, ticket);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'CAMPAIGN.TICKET' } } });
    expect(await tap(world, first.token, other, ticket)).toMatchObject({ status: 409 });
    expect(await tap(world, first.token, id, `${ticket.slice(0, -2)}AA`)).toMatchObject({ status: 409 });
    expect(await tap(world, first.token, id, ticket, 2)).toMatchObject({ status: 404 });
    const stranger = await makeOwner(world);
    expect(await tap(world, stranger.token, id, ticket)).toMatchObject({ status: 404 });
    await first.client.auth.logout({});
    const [row] = await world.rows<{ n: string }>(
      'SELECT COUNT(*) AS n FROM packet_claim WHERE campaign_id = ?',
      [id],
    );
    expect(await tap(world, first.token, id, ticket)).toMatchObject({ status: 401 });
    expect(Number(row?.n)).toBe(0);
    expect(await rowsOf(id)).toEqual([]);
  });

  it('tells everybody who waits how the wave stands, and that it was stopped', async () => {
    const id = await approvedCampaign(desk, planOf(desk, 4));
    const pulse = () => call(world.api, 'GET', `/owner/campaigns/${id}/waves/1/pulse`, {});
    const { body } = await pulse();
    const startsAt = new Date(world.clock.now() + 300_000).toISOString();
    expect(body).toMatchObject({ state: 'coming', startsAt, serverNow: world.clock.date().toISOString() });
    // The start needs no new look at the database.
    startWave(desk);
    expect((await pulse()).body).toMatchObject({ state: 'open', stateLabel: '开抢中' });
    await desk.manager.client.staffCampaign.kill({ params: { id }, body: { reason: '奖品有误' } });
    await vi.waitFor(async () => expect((await pulse()).body).toMatchObject({ state: 'stopped' }), 20_000);

    const statusOf = async (path: string) =>
      (await call(world.api, 'GET', `/owner/campaigns/${path}`, {})).status;
    expect(await statusOf(`${id}/waves/2/pulse`)).toBe(404);
    expect(await statusOf(`${'0'.repeat(26)}/waves/1/pulse`)).toBe(404);
    expect(await statusOf(`${id}/waves/0/pulse`)).toBe(400);
    expect(await statusOf(`${id}/waves/1/pulse?more=1`)).toBe(400);
    const draft = await desk.marketing.client.staffCampaign.create({ body: planOf(desk, 4) });
    expect(await statusOf(`${draft.id}/waves/1/pulse`)).toBe(404);
  });
});
