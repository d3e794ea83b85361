import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepCampaignsJob } from '../../src/modules/campaign/index.js';
import { Payouts } from '../../src/modules/payment/index.js';
import {
  approvedCampaign,
  type CampaignDesk,
  planOf,
  startWave,
  tap,
  ticketOf,
} from '../support/campaigns.js';
import { uploadCodes } from '../support/coupons.js';
import { makeStaff } from '../support/factories.js';
import { makeGrabbers } from '../support/packet-crowd.js';
import { checkIn, makeGuest, makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const CODES = 10;
const PEOPLE = 64;

describe('movie tickets, prizes for coming, and money that comes back while others grab', () => {
  let world: World;
  let shop: TestWorkshop;
  let desk: CampaignDesk;
  const sweep = () => world.run(sweepCampaignsJob);
  const meterOf = async (id: string) =>
    (await desk.manager.client.staffCampaign.detail({ params: { id } })).meter;

  beforeAll(async () => {
    world = await startWorld();
    shop = await makeWorkshop(world, 'S1');
    const marketing = await makeStaff(world, 'marketing', [shop.store.id], 'marketing-s1');
    desk = { world, store: shop.store, marketing, manager: shop.manager };
  });
  beforeEach(() => world.rows("UPDATE session SET access_until = '2030-01-01'"));
  afterAll(() => world?.stop());

  it('gives the last 10 codes to 10 of 64, each code once, and tells the others kindly', async () => {
    const { client, token } = desk.manager;
    const { id: poolId } = await client.codePool.create({
      body: { storeId: shop.store.id, title: '电影票', issuer: '万达影城' },
    });
    const codes = Array.from({ length: CODES }, (_, place) => `MOVIE${1000 + place}`);
    await uploadCodes(world, token, poolId, `兑换码\n${codes.join('\n')}\n`, { dryRun: false });
    const plan = planOf(desk, CODES);
    const [wave] = plan.waves;
    if (!wave) throw new Error('no wave');
    const prizes = [
      { kind: 'code' as const, name: '电影票', count: CODES, codePoolId: poolId, unitCostFen: 100 },
    ];
    const id = await approvedCampaign(desk, { ...plan, waves: [{ ...wave, prizes }] });
    // The pool holds no code for a second campaign of one more ticket than there are.
    const more = [{ ...wave, prizes: [{ ...prizes[0], count: CODES + 1 }] }] as never;
    await expect(approvedCampaign(desk, { ...plan, budgetFen: 10_000, waves: more })).rejects.toMatchObject({
      code: 'CAMPAIGN.PLAN',
    });

    const people = await makeGrabbers(desk, id, PEOPLE);
    startWave(desk);
    const told = await Promise.all(people.map(({ token: own, ticket }) => tap(world, own, id, ticket)));
    const kinds = told.map(({ body }) => body.result);
    expect(kinds.filter((kind) => kind === 'won')).toHaveLength(CODES);
    const others = told.filter(({ body }) => body.result !== 'won');
    expect(new Set(others.map(({ body }) => body.text))).toEqual(new Set(['手慢了一点，这一波已经抢完。']));
    await sweep();
    await sweep();
    const given = await world.rows<{ state: string; handedId: string }>(
      'SELECT state, handed_id AS handedId FROM packet_claim WHERE campaign_id = ?',
      [id],
    );
    expect(given.every(({ state }) => state === 'given')).toBe(true);
    expect(new Set(given.map(({ handedId }) => handedId)).size).toBe(CODES);
    const owners = await world.rows<{ ownerId: string }>(
      'SELECT DISTINCT owner_id AS ownerId FROM pool_code WHERE pool_id = ? AND owner_id IS NOT NULL',
      [poolId],
    );
    expect(owners).toHaveLength(CODES);
  });

  it('hands a prize out at the check-in of the car that won it, and not before', async () => {
    const guest = await makeGuest(world, shop);
    const id = await approvedCampaign(desk, planOf(desk, 1, { release: 'at_check_in' }));
    const ticket = await ticketOf(guest.owner, id);
    startWave(desk);
    expect((await tap(world, guest.owner.token, id, ticket)).body).toMatchObject({ result: 'won' });
    await sweep();
    const state = async () =>
      (await world.rows<{ state: string }>('SELECT state FROM packet_claim WHERE campaign_id = ?', [id]))[0]
        ?.state;
    expect(await state()).toBe('waiting');
    const stranger = await makeGuest(world, shop);
    await checkIn(shop, stranger);
    await world.settle();
    expect(await state()).toBe('waiting');
    await checkIn(shop, guest);
    await world.settle();
    expect(await state()).toBe('confirming');
    const payouts = await world.rows('SELECT amount_fen FROM payout WHERE subject_id = ?', [id]);
    expect(payouts).toEqual([{ amount_fen: 100 }]);
  });

  it('keeps the books while a payout comes back and the last packets are grabbed', async () => {
    const id = await approvedCampaign(desk, planOf(desk, 20));
    const people = await makeGrabbers(desk, id, 40);
    startWave(desk);
    const grab = (from: number, to: number) =>
      Promise.all(people.slice(from, to).map(({ token, ticket }) => tap(world, token, id, ticket)));
    await grab(0, 10);
    await sweep();
    const payouts = await world.rows<{ id: string }>('SELECT id FROM payout WHERE subject_id = ?', [id]);
    expect(payouts).toHaveLength(10);
    const comeBack = async () => {
      for (const { id: payoutId } of payouts.slice(0, 5)) {
        await world.uow.run((tx) => world.get(Payouts).cancel(tx, payoutId));
        await world.settle();
      }
    };
    const [told] = await Promise.all([grab(10, 40), comeBack()]);
    expect(told.filter(({ body }) => body.result === 'won')).toHaveLength(10);
    // What came back is in the budget again; the packets that were written stay as many as they were.
    expect(await meterOf(id)).toMatchObject({
      packedFen: 2_000,
      claimedFen: 1_500,
      returnedFen: 500,
      leftFen: 0,
      claims: 20,
    });
  });
});
