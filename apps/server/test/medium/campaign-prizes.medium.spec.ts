import { DAY_MS } from '@cheban/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepCampaignsJob } from '../../src/modules/campaign/index.js';
import { Payouts, sendPayoutsJob } from '../../src/modules/payment/index.js';
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
import { makeCouponType } from '../support/coupons.js';
import { makeStore, type TestOwner } from '../support/factories.js';
import { travel } from '../support/shop.js';
import { startWorld, type World } from '../support/world.js';

describe('prizes of packets', () => {
  let world: World;
  let desk: CampaignDesk;
  let owner: TestOwner;
  const meterOf = async (id: string) =>
    (await desk.manager.client.staffCampaign.detail({ params: { id } })).meter;
  const packetOf = async (id: string) =>
    (await owner.client.campaign.myPackets({ query: {} })).items.find(({ campaignId }) => campaignId === id);
  const win = async (id: string) => {
    const ticket = await ticketOf(owner, id);
    startWave(desk);
    expect((await tap(world, owner.token, id, ticket)).body.result).toBe('won');
  };
  const end = async () => {
    world.clock.advance(20 * 60_000);
    await world.run(sweepCampaignsJob);
  };

  beforeAll(async () => {
    world = await startWorld();
    desk = await makeCampaignDesk(world, await makeStore(world));
    owner = await makeGuestOf(desk);
  });
  // These tests travel for days; nobody wants to log in again each time.
  beforeEach(() => world.rows("UPDATE session SET access_until = '2030-01-01'"));
  afterAll(() => world?.stop());

  it('cash becomes one payout; when it comes back the money is in the budget again', async () => {
    const id = await approvedCampaign(desk, planOf(desk, 3));
    await win(id);
    await world.run(sweepCampaignsJob);
    await world.run(sweepCampaignsJob);
    const packet = await packetOf(id);
    expect(packet).toMatchObject({ state: 'confirming', payoutId: expect.any(String) });
    const payouts = await world.rows('SELECT amount_fen FROM payout WHERE subject_id = ?', [id]);
    expect(payouts).toEqual([{ amount_fen: 100 }]);
    await end();
    expect(await meterOf(id)).toMatchObject({
      packedFen: 300,
      claimedFen: 100,
      returnedFen: 200,
      leftFen: 0,
    });

    await world.uow.run((tx) => world.get(Payouts).cancel(tx, packet?.payoutId ?? ''));
    await world.settle();
    expect(await packetOf(id)).toMatchObject({ state: 'withdrawn', stateLabel: '已收回' });
    await world.run(sweepCampaignsJob);
    expect(await meterOf(id)).toMatchObject({ claimedFen: 0, returnedFen: 300, leftFen: 0, openFen: 300 });
    const [books] = await world.rows<{ state: string; left: string }>(
      `SELECT c.state, (SELECT SUM(amount_fen) FROM money_entry e WHERE e.subject_id = c.id
          AND e.account IN ('budget', 'returned')) AS \`left\` FROM campaign c WHERE c.id = ?`,
      [id],
    );
    expect([books?.state, Number(books?.left)]).toEqual(['settled', 0]);

    // Given once more: its winner can take it, and the list of winners does not say that it was taken back.
    await world.uow.run((tx) => world.get(Payouts).repeat(tx, packet?.payoutId ?? ''));
    await world.settle();
    expect(await packetOf(id)).toMatchObject({ state: 'confirming', stateLabel: '待确认收款' });
    expect(await meterOf(id)).toMatchObject({ claimedFen: 100, returnedFen: 200 });
  });

  it('cash that waits for a yes says until when, wherever its winner looks', async () => {
    const id = await approvedCampaign(desk, planOf(desk, 1));
    await win(id);
    await world.run(sweepCampaignsJob);
    // WeChat Pay refuses signatures of five minutes ago: its clock goes along.
    await travel(world, 0);
    await world.run(sendPayoutsJob);
    await world.settle();
    const packet = await packetOf(id);
    const payout = await owner.client.payment.payout({ params: { id: packet?.payoutId ?? '' } });
    expect(payout).toMatchObject({ state: 'confirm', takeUntil: expect.any(String) });
    expect(packet).toMatchObject({ state: 'confirming', until: payout.takeUntil });
    expect(packet?.text).toMatch(/^请在 .+ 前到微信确认收款，过期将退回。$/);
    await end();
    await travel(world, 2 * DAY_MS);
    await world.run(sendPayoutsJob);
    await world.settle();
    expect(await packetOf(id)).toMatchObject({ state: 'lapsed', stateLabel: '已过期' });
  });

  it('coupons are set aside at the approval, put into the wallet, and what nobody won goes back', async () => {
    const typeId = await makeCouponType(desk.manager.client, desk.store.id, { stock: 5 });
    const prizes = [{ kind: 'coupon' as const, name: '50 元代金券', count: 4, couponTypeId: typeId }];
    const plan = planOf(desk, 4);
    const [wave] = plan.waves;
    if (!wave) throw new Error('no wave');
    const left = async () => {
      const [row] = await world.rows<{ n: number }>('SELECT stock_left AS n FROM coupon_type WHERE id = ?', [
        typeId,
      ]);
      return row?.n;
    };
    const id = await approvedCampaign(desk, { ...plan, waves: [{ ...wave, prizes }] });
    expect(await left()).toBe(1);
    await expect(approvedCampaign(desk, { ...plan, waves: [{ ...wave, prizes }] })).rejects.toMatchObject({
      code: 'CAMPAIGN.PLAN',
    });
    await win(id);
    await world.run(sweepCampaignsJob);
    expect(await packetOf(id)).toMatchObject({ state: 'given', couponId: expect.any(String), amountFen: 0 });
    await end();
    expect(await left()).toBe(4);
  });

  it('kept until the car comes, a prize is given at the check-in, or lapses', async () => {
    const plan = planOf(desk, 1, { release: 'at_check_in', arriveWithinDays: 7 });
    const id = await approvedCampaign(desk, plan);
    await win(id);
    await world.run(sweepCampaignsJob);
    expect(await packetOf(id)).toMatchObject({ state: 'waiting', until: expect.any(String) });
    await end();
    world.clock.advance(8 * DAY_MS);
    await world.run(sweepCampaignsJob);
    const [claim] = await world.rows('SELECT state FROM packet_claim WHERE campaign_id = ?', [id]);
    expect(claim).toEqual({ state: 'lapsed' });
    expect(await world.rows('SELECT id FROM payout WHERE subject_id = ?', [id])).toEqual([]);
  });
});
