import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { announceWavesJob, sweepCampaignsJob } from '../../src/modules/campaign/index.js';
import { sendJob } from '../../src/modules/messaging/index.js';
import { sendPayoutsJob } from '../../src/modules/payment/index.js';
import { sweepCardsJob } from '../../src/modules/shop/index.js';
import {
  approvedCampaign,
  type CampaignDesk,
  makeCampaignDesk,
  makeGuestOf,
  planOf,
  tap,
  ticketOf,
} from '../support/campaigns.js';
import { makeOwner, makeStore, makeVehicle, type TestOwner } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { makeShop } from '../support/shop.js';
import { codeOf } from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TEMPLATE = 'sub-campaign';

describe('what owners hear of campaigns, of their money and of their cards', () => {
  let world: World;
  let desk: CampaignDesk;
  const told = (ownerId: string) =>
    world.rows<{
      kind: string;
      state: string;
      channel: string | null;
      class: string;
      title: string;
      body: string;
      why: string;
    }>(
      'SELECT kind, state, channel, class, title, body, why FROM message WHERE owner_id = ? ORDER BY not_before, id',
      [ownerId],
    );
  /** A wave two days from now, at noon. */
  const campaign = () => {
    const plan = planOf(desk, 3);
    const [wave] = plan.waves;
    const startsAt = new Date(NOON + 2 * DAY).toISOString();
    return approvedCampaign(desk, { ...plan, waves: wave ? [{ ...wave, startsAt }] : [] });
  };
  const travel = async (at: number) => {
    world.clock.set(at);
    await world.phones.put('/clock', { offsetMs: at - Date.now() });
    await world.rows("UPDATE session SET access_until = '2030-01-01'");
  };
  const announce = () => world.run(announceWavesJob);
  const goTo = async (at: number) => {
    await travel(at);
    await world.settle();
    await announce();
    await world.run(sendJob);
  };
  /** The sheet of WeChat, and the phone's report of it. */
  const subscribe = async (owner: TestOwner) => {
    const { templates } = await owner.client.message.subscribeTemplates({ query: { scene: 'campaign' } });
    expect(templates.map(({ templateId }) => templateId)).toEqual([TEMPLATE, 'sub-payout']);
    await world.phones.do(owner.openid, 'subscribe', { results: { [TEMPLATE]: 'accept' } });
    await owner.client.message.subscribeResults({
      body: { scene: 'campaign', results: [{ templateId: TEMPLATE, result: 'accept' }] },
    });
  };

  beforeAll(async () => {
    world = await startWorld();
    desk = await makeCampaignDesk(world, await makeStore(world));
    await installTemplates(world);
    await world.rows("UPDATE session SET access_until = '2030-01-01'");
  });
  beforeEach(async () => {
    await travel(NOON);
    for (const table of ['owner_vehicle', 'message', 'message_cap']) await world.rows(`DELETE FROM ${table}`);
  });
  afterAll(() => world?.stop());

  it('tells everybody once that a wave comes, and who asked just before it', async () => {
    const [plain, eager, quiet] = [await makeGuestOf(desk), await makeGuestOf(desk), await makeGuestOf(desk)];
    // Two cars are one person.
    await makeVehicle(world, desk.store.id, plain.ownerId);
    await quiet.client.preference.save({
      body: { topics: [{ topic: 'offers', on: false }] },
    });
    const id = await campaign();
    const at = { params: { id, wave: 1 } };

    expect((await eager.client.campaign.wave(at)).reminder).toBe('offered');
    await subscribe(eager);
    await eager.client.campaign.remind(at);
    await eager.client.campaign.remind(at);
    expect((await eager.client.campaign.wave(at)).reminder).toBe('asked');

    await goTo(NOON + HOUR);
    expect(await told(plain.ownerId)).toEqual([]);
    await goTo(NOON + DAY);
    await announce();
    expect(await told(plain.ownerId)).toMatchObject([
      { kind: 'campaign_open', class: 'marketing', channel: 'inbox', state: 'delivered' },
    ]);
    expect(await told(quiet.ownerId)).toEqual([]);
    expect(await told(eager.ownerId)).toMatchObject([{ kind: 'campaign_reminder', state: 'planned' }]);

    await goTo(NOON + 2 * DAY - 9 * MINUTE);
    // WeChat tells by a call of its own that it has arrived.
    await expect
      .poll(() => told(eager.ownerId))
      .toMatchObject([
        { kind: 'campaign_reminder', class: 'service', channel: 'subscribe', state: 'delivered' },
      ]);
    expect(await told(plain.ownerId)).toHaveLength(1);
    expect(await codeOf(quiet.client.campaign.remind(at))).toBe('CAMPAIGN.STATE');

    const stepsOf = async () =>
      (await desk.manager.client.staffCampaign.results({ params: { id } })).steps.map(({ owners }) => owners);
    // Lying in the inbox is not heard yet.
    expect((await stepsOf()).slice(0, 3)).toEqual([3, 1, 1]);
    const [message] = (await plain.client.message.list({ query: {} })).items;
    expect(message?.action?.page).toBe(`subpackages/campaign/wave/index?id=${id}&wave=1`);
    await plain.client.message.open({ params: { id: message?.id ?? '' } });
    expect((await stepsOf()).slice(0, 3)).toEqual([3, 2, 1]);
    const { items } = await desk.manager.client.attribution.compare({
      query: { from: '2026-11-01', to: '2026-12-31' },
    });
    expect(items.find((row) => row.id === id)).toMatchObject({ told: 2 });
  });

  it('does not speak of what was stopped', async () => {
    const guest = await makeGuestOf(desk);
    const id = await campaign();
    await guest.client.campaign.remind({ params: { id, wave: 1 } });
    await desk.manager.client.staffCampaign.kill({ params: { id }, body: { reason: '改期' } });
    await world.run(sweepCampaignsJob);
    await goTo(NOON + 2 * DAY - 9 * MINUTE);
    expect(await told(guest.ownerId)).toMatchObject([{ state: 'suppressed', why: '活动已停止。' }]);
  });

  it('reminds of money that waits, and notes what came', async () => {
    const [slow, quick] = [await makeGuestOf(desk), await makeGuestOf(desk)];
    const id = await approvedCampaign(desk, planOf(desk, 2));
    const tickets = [await ticketOf(slow, id), await ticketOf(quick, id)];
    // WeChat Pay refuses signatures of five minutes ago: its clock goes along.
    await travel(NOON + 5 * MINUTE);
    for (const [index, { token }] of [slow, quick].entries())
      expect((await tap(world, token, id, tickets[index] ?? '')).body.result).toBe('won');
    await world.run(sweepCampaignsJob);
    await world.run(sendPayoutsJob);
    await world.settle();
    const payoutOf = async (owner: TestOwner) =>
      (await owner.client.campaign.myPackets({ query: {} })).items[0]?.payoutId ?? '';
    const params = { id: await payoutOf(quick) };
    await quick.client.payment.takePayout({ params });
    await quick.client.payment.simulateTake({ params });
    await goTo(NOON + HOUR);
    expect(await told(quick.ownerId)).toContainEqual(
      expect.objectContaining({ kind: 'payout_paid', title: '¥1.00 已到账', channel: 'inbox' }),
    );
    const waiting = (rows: Awaited<ReturnType<typeof told>>) =>
      rows.filter(({ kind }) => kind === 'payout_waiting').map(({ state }) => state);
    expect(waiting(await told(slow.ownerId))).toEqual(['delivered', 'planned']);
    await goTo(NOON + 23 * HOUR);
    expect(waiting(await told(slow.ownerId))).toEqual(['delivered', 'delivered']);
    expect(waiting(await told(quick.ownerId))).toEqual(['suppressed', 'suppressed']);
  });

  it('tells once of a card that ends with uses left', async () => {
    const shop = await makeShop(world, 'S9');
    const card = await shop.sellable('card', { uses: 3 });
    const owner = await makeOwner(world);
    const order = await shop.bought(card.id, 1, owner);
    await world.run(sweepCardsJob);
    expect((await told(owner.ownerId)).map(({ kind }) => kind)).not.toContain('card_expiring');
    await world.rows("UPDATE service_card SET expires_on = '2026-12-01' WHERE order_id = ?", [order.id]);
    for (let n = 0; n < 2; n += 1) await world.run(sweepCardsJob);
    await world.run(sendJob);
    const cards = (await told(owner.ownerId)).filter(({ kind }) => kind === 'card_expiring');
    expect(cards).toMatchObject([{ class: 'care', channel: 'inbox', state: 'delivered' }]);
    expect(cards[0]?.body).toMatch(/^“.+”还有 3 次没用，.+到期。方便时预约到.+，出示卡上的二维码即可使用。$/);
  });
});
