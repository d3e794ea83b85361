import type { CareRuleBody } from '@cheban/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepCampaignsJob } from '../../src/modules/campaign/index.js';
import { planCareJob, tellCareJob } from '../../src/modules/care/index.js';
import { sendJob } from '../../src/modules/messaging/index.js';
import { approvedCampaign, type CampaignDesk, makeCampaignDesk, planOf } from '../support/campaigns.js';
import { workCare } from '../support/care-work.js';
import { makeOwner, makeStaff, makeStore, makeVehicle, type TestOwner } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;

describe('reminders that invite to a campaign', () => {
  let world: World;
  let desk: CampaignDesk;
  let second: Awaited<ReturnType<typeof makeStaff>>;

  beforeAll(async () => {
    world = await startWorld();
    desk = await makeCampaignDesk(world, await makeStore(world));
    second = await makeStaff(world, 'manager', [desk.store.id], 'manager-second');
    await installTemplates(world);
  });
  beforeEach(async () => {
    world.clock.set(NOON);
    for (const table of ['owner_vehicle', 'care_item', 'message', 'message_cap'])
      await world.rows(`DELETE FROM ${table}`);
  });
  afterAll(() => world?.stop());

  /** Runs from two hours after noon on; only who bought their car here may take part. */
  const campaign = (of = desk) => {
    const plan = planOf(of, 3, {
      segment: { field: 'car.sold_here', op: 'is', value: true },
    });
    const startsAt = new Date(NOON + 2 * HOUR).toISOString();
    const waves = plan.waves.map((wave) => ({ ...wave, startsAt, minutes: 600 }));
    return approvedCampaign(of, { ...plan, waves });
  };
  const ruleOf = (code: string) =>
    desk.manager.client.careRule.detail({ params: { code }, query: { storeId: desk.store.id } });
  const save = async (code: string, change: Partial<CareRuleBody>) => {
    const { body, basedOn } = await ruleOf(code);
    return desk.marketing.client.careRule.save({
      params: { code },
      body: { storeId: desk.store.id, basedOnVersion: basedOn.store, body: { ...body, ...change } },
    });
  };
  /** Written by one and approved by another: it is marketing. */
  const invite = async (campaignId: string) => {
    const { version, state } = await save('win_back', { campaignId });
    expect(state).toBe('submitted');
    await second.client.careRule.decide({
      params: { code: 'win_back' },
      body: { storeId: desk.store.id, version, do: 'approve', note: '' },
    });
  };
  /** Somebody who has not come for three months after their service fell due. */
  const lost = async (soldHere = true): Promise<TestOwner> => {
    const owner = await makeOwner(world);
    const { id } = await makeVehicle(world, desk.store.id, owner.ownerId, {
      lastServiceOn: '2026-05-10',
      soldOn: '2022-05-06',
    });
    await world.rows(
      `UPDATE vehicle SET \`use\` = 'other', due_on = '2026-08-10', last_paid_visit_on = '2026-05-10', sold_here = ?,
              updated_at = ? WHERE id = ?`,
      [soldHere, world.clock.date(), id],
    );
    return owner;
  };
  const told = (owner: TestOwner) =>
    world.rows<{ body: string; page: string; action_label: string; state: string; why: string; id: string }>(
      "SELECT * FROM message WHERE owner_id = ? AND kind = 'win_back' ORDER BY id",
      [owner.ownerId],
    );
  const toldOf = async (id: string) =>
    (await desk.manager.client.staffCampaign.results({ params: { id } })).steps.find(
      ({ step }) => step === 'told',
    )?.owners;

  it('says so to who is invited, opens its page, and counts where it is read', async () => {
    const id = await campaign();
    await invite(id);
    const [guest, other] = [await lost(), await lost(false)];
    await workCare(world);

    const [message] = await told(guest);
    expect(message?.body).toContain('另外，“周末红包雨”今天');
    expect(message).toMatchObject({
      page: `subpackages/campaign/wave/index?id=${id}&messageId=${message?.id}&reply=1`,
      action_label: '去看活动',
      state: 'delivered',
    });
    const [plain] = await told(other);
    expect(plain?.body).not.toContain('周末红包雨');
    expect(plain?.page).toMatch(/^subpackages\/booking\/create/);

    // Lying in the inbox is not heard yet.
    expect(await toldOf(id)).toBe(0);
    for (const [owner, { id: messageId }] of [
      [guest, message],
      [other, plain],
    ] as [TestOwner, { id: string }][])
      await owner.client.message.open({ params: { id: messageId } });
    expect(await toldOf(id)).toBe(1);
    const { items } = await desk.manager.client.attribution.compare({
      query: { from: '2026-11-01', to: '2026-12-31' },
    });
    expect(items.find((row) => row.id === id)).toMatchObject({ told: 1 });
  });

  it('goes without a campaign that is stopped between the plan and the phone, and the rule says so', async () => {
    const id = await campaign();
    await invite(id);
    const guest = await lost();
    await world.settle();
    await world.run(planCareJob);
    await world.run(tellCareJob);
    expect(await told(guest)).toMatchObject([{ state: 'planned' }]);
    await desk.manager.client.staffCampaign.kill({ params: { id }, body: { reason: '改期' } });
    await world.run(sweepCampaignsJob);
    // Ids are ordered by time: the next message comes after this one.
    world.clock.advance(60_000);
    await world.run(sendJob);
    await workCare(world);
    const messages = await told(guest);
    expect(messages).toMatchObject([
      { state: 'suppressed', why: '消息里的活动已经结束，不带活动再提醒。' },
      { state: 'delivered' },
    ]);
    expect(messages[1]?.body).not.toContain('周末红包雨');
    const { campaigns, warnings } = await ruleOf('win_back');
    expect(campaigns.find((one) => one.id === id)).toMatchObject({ title: '周末红包雨', open: false });
    expect(warnings).toContain('活动“周末红包雨”已结束，消息不再带上它。');
    expect(
      (await desk.marketing.client.careRule.campaigns({ query: { storeId: desk.store.id } })).items.map(
        (one) => one.id,
      ),
    ).not.toContain(id);
  });

  it('shows it in the preview, and refuses what may not invite', async () => {
    const id = await campaign();
    await lost();
    const { body } = await ruleOf('win_back');
    const preview = await desk.marketing.client.careRule.preview({
      body: { storeId: desk.store.id, code: 'win_back', body: { ...body, campaignId: id } },
    });
    expect(preview.problems).toEqual([]);
    expect(preview.told[0]?.text).toContain('周末红包雨');

    const elsewhere = await campaign(await makeCampaignDesk(world, await makeStore(world, { code: 'S2' })));
    for (const [code, campaignId] of [
      ['win_back', elsewhere],
      ['birthday', id],
      ['service', id],
      ['new_car', id],
    ] as const)
      await expect(save(code, { campaignId })).rejects.toMatchObject({
        code: 'REQUEST.INVALID',
        fields: [{ path: 'body.campaignId' }],
      });
  });
});
