import { type CareRuleBody, careEvents, type PreviewView } from '@cheban/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { keepLogIns, makeSession } from '../support/activities.js';
import { makeStaff, type TestStaff } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { checkIn, type Guest, makeGuest, makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

const DAY = 86_400_000;

describe('rules of what happens, before it happens', () => {
  let world: World;
  let shop: TestWorkshop;
  let marketing: TestStaff;
  let guest: Guest;

  beforeAll(async () => {
    world = await startWorld();
    shop = await makeWorkshop(world, 'P1');
    await installTemplates(world);
    marketing = await makeStaff(world, 'marketing', [shop.store.id]);
    guest = await makeGuest(world, shop);
    await keepLogIns(world);
  }, 120_000);
  afterAll(() => world?.stop());

  const bodyOf = async (code: string) =>
    (await marketing.client.careRule.detail({ params: { code }, query: { storeId: shop.store.id } })).body;
  /** The rule with words of its own in its first stage; nothing is saved. */
  async function preview(
    code: string,
    change?: Partial<CareRuleBody['stages'][number]>,
  ): Promise<PreviewView> {
    const body = await bodyOf(code);
    const [first, ...rest] = body.stages;
    return marketing.client.careRule.preview({
      body: {
        storeId: shop.store.id,
        code,
        ...(change && first && { body: { ...body, stages: [{ ...first, ...change }, ...rest] } }),
      },
    });
  }

  it('every event can be previewed, and says whom the figures stand for', async () => {
    for (const code of careEvents) {
      const view = await preview(code);
      expect(view.basis, code).not.toBe('');
      expect(view.problems, code).toEqual([]);
    }
    expect(await world.rows('SELECT id FROM message')).toEqual([]);
  });

  it('shows the words of a draft for bookings that stand, on the days they would go out', async () => {
    await shop.advisor.client.staffBooking.create({
      body: {
        ownerId: guest.owner.ownerId,
        vehicleId: guest.car.id,
        storeId: shop.store.id,
        serviceId: shop.store.services.service,
        startsAt: new Date(NOON + 3 * DAY).toISOString(),
        advisorId: null,
        note: '',
      },
    });
    const before = await world.rows('SELECT id FROM message');
    const view = await preview('booking', { body: '{why}。本店改过的话。' });
    expect(view).toMatchObject({ people: 1, messages: 2, exact: true });
    expect(view.told.map(({ on, at, channel }) => [on, at, channel])).toEqual([
      ['2026-11-20', '18:00', 'official_account'],
      ['2026-11-21', '08:00', 'official_account'],
    ]);
    expect(view.told[0]?.text).toBe('您预约了明天 上午 10:00的定期保养。本店改过的话。');
    expect(view.told[0]?.ownerId).toBe(guest.owner.ownerId);
    expect(await world.rows('SELECT id FROM message')).toEqual(before);
  });

  it('counts people of a class, the cars in the workshop, and everybody for the weather', async () => {
    const session = await makeSession(world, marketing, shop.store.id, {
      startsAt: new Date(NOON + 5 * DAY).toISOString(),
    });
    await guest.owner.client.activity.signUp({ params: { id: session.sessionId }, body: { guests: 1 } });
    expect(await preview('activity')).toMatchObject({ people: 1, messages: 2 });
    const cancelled = await preview('activity_cancelled', { body: '{topic}取消：{note}。' });
    expect(cancelled.told[0]?.text).toMatch(/取消：天气不好。$/);

    const other = await makeGuest(world, shop);
    expect(await preview('visit')).toMatchObject({ people: 0, messages: 0 });
    await checkIn(shop, other);
    expect(await preview('visit')).toMatchObject({ people: 1, messages: 1 });

    const weather = await preview('weather');
    expect(weather).toMatchObject({ people: 2, messages: 2 });
    expect(weather.basis).toContain('假如此刻发布暴雨橙色预警');
  });

  it('sends the words of a draft to the colleague who asks, and the owner page knows it', async () => {
    const admin = await makeStaff(world, 'admin', [], 'admin-p');
    await admin.client.team.update({ params: { id: marketing.id }, body: { phone: guest.owner.phone } });
    const body = await bodyOf('activity_changed');
    const [stage] = body.stages;
    const draft = {
      ...body,
      stages: stage ? [{ ...stage, body: '试一试：{topic}，{place}。{note}。' }] : [],
    };
    const { messageId, text } = await marketing.client.careRule.test({
      params: { code: 'activity_changed' },
      body: { storeId: shop.store.id, offset: 0, body: draft },
    });
    expect(text).toBe('试一试：养护学堂，二楼客户休息区。讲师临时有事。');
    await world.run(sendJob);
    const [row] = await world.rows<{ state: string; channel: string; title: string }>(
      'SELECT state, channel, title FROM message WHERE id = ?',
      [messageId],
    );
    expect(row).toMatchObject({ state: 'accepted', channel: 'official_account' });
    expect(row?.title).toContain('【测试】');
    const why = await marketing.client.careCalendar.why({ params: { id: guest.owner.ownerId } });
    expect(why.past.find((story) => story.messageId === messageId)).toMatchObject({
      code: null,
      rule: '活动变更（测试）',
      outcome: 'told',
      channel: 'official_account',
    });
    // A sign-up is no reminder of the plan, and is told of all the same: by the rule that lent its words.
    expect(why.past.find(({ code }) => code === 'activity_signed_up')).toMatchObject({
      rule: '活动报名成功',
      outcome: 'told',
    });
    // A test is not counted as something the rule has said.
    const { items } = await marketing.client.careRule.list({ query: { storeId: shop.store.id } });
    expect(items.find(({ code }) => code === 'activity_changed')?.toldLast30).toBe(0);
  });
});
