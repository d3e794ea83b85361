import type { CareRuleBody } from '@cheban/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { keepLogIns, makeSession } from '../support/activities.js';
import {
  makeOwner,
  makeStaff,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { codeOf, makeGuest, makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('rules of what happens', () => {
  let world: World;
  let shop: TestWorkshop;
  let store: TestStore;
  let marketing: TestStaff;
  let owner: TestOwner;

  beforeAll(async () => {
    world = await startWorld();
    shop = await makeWorkshop(world, 'R1');
    store = shop.store;
    await installTemplates(world);
    marketing = await makeStaff(world, 'marketing', [store.id]);
    owner = await makeOwner(world);
    await keepLogIns(world);
  }, 120_000);
  afterAll(() => world?.stop());
  afterEach(async () => {
    world.clock.set(NOON);
    await world.rows('DELETE FROM care_rule_version');
    await world.rows('DELETE FROM care_rule');
    await world.rows('DELETE FROM message');
  });

  const told = () =>
    world.rows<{ kind: string; title: string; body: string; channels: string; at: Date; state: string }>(
      'SELECT kind, title, body, channels, state, not_before AS at FROM message ORDER BY not_before, id',
    );
  async function edit(code: string, change: (body: CareRuleBody) => Partial<CareRuleBody>) {
    const before = await marketing.client.careRule.detail({ params: { code }, query: { storeId: store.id } });
    return marketing.client.careRule.save({
      params: { code },
      body: {
        storeId: store.id,
        basedOnVersion: before.basedOn.store,
        body: { ...before.body, ...change(before.body) },
      },
    });
  }
  const goTo = (change: 'pause' | 'stop', code: string) =>
    marketing.client.careRule.state({
      params: { code },
      body: { storeId: store.id, do: change, why: '改词' },
    });
  /** A class five days ahead with somebody on its list. */
  async function listed() {
    const startsAt = new Date(NOON + 5 * DAY).toISOString();
    const session = await makeSession(world, marketing, store.id, { startsAt });
    await owner.client.activity.signUp({ params: { id: session.sessionId }, body: { guests: 1 } });
    return session;
  }

  it('staff choose the days, the hour, the words and the channels of a class', async () => {
    const saved = await edit('activity', (body) => ({
      tellAt: '12:30',
      channels: ['subscribe'],
      stages: [
        ...body.stages.filter(({ offset }) => offset === 0),
        {
          offset: -3,
          validDays: 1,
          title: '还有三天：{topic}',
          body: '{why}。{date}在{place}，电话 {phone}。',
          short: '别忘了来',
        },
      ],
    }));
    expect(saved).toMatchObject({ state: 'live', version: 1 });
    await listed();
    const rows = (await told()).filter(({ kind }) => kind === 'activity_reminder');
    expect(rows.map(({ at, channels }) => [at.toISOString(), channels])).toEqual([
      [new Date(NOON + 2 * DAY + 2.5 * HOUR).toISOString(), 'subscribe'],
      [new Date(NOON + 5 * DAY - 2 * HOUR).toISOString(), 'subscribe'],
    ]);
    expect(rows[0]?.title).toBe('还有三天：养护学堂');
    expect(rows[0]?.body).toContain('您已报名“养护学堂”，连您共 2 位。');
    expect(rows[0]?.body).not.toMatch(/[{}]/);

    // The calendar and the list of rules know of it, though another room has planned it.
    const query = { storeId: store.id, on: '2026-11-20', page: 1, pageSize: 10, outcome: 'told' as const };
    const day = await marketing.client.careCalendar.day({ query });
    expect(day.items.map(({ rules, class: name, title }) => [rules[0]?.code, name, title])).toEqual([
      ['activity', 'service', '还有三天：养护学堂'],
    ]);
    const { items } = await marketing.client.careRule.list({ query: { storeId: store.id } });
    expect(items.find(({ code }) => code === 'activity')).toMatchObject({ plannedNext30: 2, toldLast30: 0 });
  });

  it('a paused rule plans nothing and holds back what stood already; the others go on', async () => {
    await listed();
    expect((await told()).map(({ kind }) => kind)).toEqual([
      'activity_signed_up',
      'activity_reminder',
      'activity_reminder',
    ]);
    await goTo('pause', 'activity');
    world.clock.set(NOON + 4 * DAY + 8 * HOUR);
    await world.run(sendJob);
    const [, eve] = await told();
    expect(eve).toMatchObject({ state: 'suppressed' });
    await world.rows('DELETE FROM message');
    world.clock.set(NOON);
    await listed();
    expect((await told()).map(({ kind }) => kind)).toEqual(['activity_signed_up']);
  });

  it('a change and a cancellation may be reworded, but never silenced', async () => {
    for (const code of ['activity_changed', 'activity_cancelled'])
      for (const change of ['pause', 'stop'] as const)
        expect(await codeOf(goTo(change, code))).toBe('CARE.ALWAYS_TOLD');
    await edit('activity_cancelled', ({ stages }) => ({
      stages: stages.map((stage) => ({ ...stage, body: '“{topic}”不办了：{note}。{store}敬上' })),
    }));
    const { activityId } = await listed();
    await marketing.client.staffActivity.cancel({
      params: { id: activityId },
      body: { reason: '讲师生病！' },
    });
    await world.settle();
    const last = (await told()).find(({ kind }) => kind === 'activity_cancelled');
    expect(last?.body).toMatch(/^“养护学堂”不办了：讲师生病。.+敬上$/);
  });

  it('a booking is confirmed, moved and cancelled in the words of the store', async () => {
    const marks = {
      booking_confirmed: '{store}等您：{date}，{service}。',
      booking_changed: '{why}。改好了，{phone}。',
      booking_cancelled: '{why}。欢迎再约。',
    };
    for (const [code, text] of Object.entries(marks)) {
      expect(await codeOf(goTo('stop', code))).toBe('CARE.ALWAYS_TOLD');
      expect(await codeOf(goTo('pause', code))).toBe('CARE.ALWAYS_TOLD');
      await edit(code, ({ stages }) => ({
        channels: ['sms'],
        stages: stages.map((stage) => ({ ...stage, body: text })),
      }));
    }
    const guest = await makeGuest(world, shop);
    const { client } = shop.advisor;
    const made = await client.staffBooking.create({
      body: {
        ownerId: guest.owner.ownerId,
        vehicleId: guest.car.id,
        storeId: store.id,
        serviceId: store.services.service,
        startsAt: new Date(NOON + 3 * DAY).toISOString(),
        advisorId: null,
        note: '',
      },
    });
    await world.settle();
    await client.staffBooking.cancel({ params: { id: made.id }, body: { reason: '设备检修' } });
    await world.settle();
    const said = (await told())
      .filter(({ kind }) => kind in marks)
      .sort((a, b) => (a.kind < b.kind ? -1 : 1));
    expect(said.map(({ kind, body, channels }) => [kind, body, channels])).toEqual([
      ['booking_cancelled', expect.stringMatching(/^很抱歉，.+已由门店取消：设备检修。欢迎再约。$/), 'sms'],
      ['booking_confirmed', expect.stringMatching(/等您：11月21日 周六 上午 10:00，.+。$/), 'sms'],
    ]);
    // What was said so is counted with its rule.
    const { items } = await marketing.client.careRule.list({ query: { storeId: store.id } });
    expect(items.find(({ code }) => code === 'booking_confirmed')?.name).toBe('预约已确认');
  });

  it('refuses days and words that the event has not', async () => {
    const paths = async (change: Partial<CareRuleBody>) =>
      edit('activity', () => change).catch((error) => error.fields.map(({ path }: { path: string }) => path));
    const stage = { validDays: 1, title: '见', body: '{why}。', short: null };
    expect(await paths({ stages: [{ ...stage, offset: 2 }] })).toContain('body.stages');
    expect(await paths({ stages: [{ ...stage, offset: -1, body: '{advisor}等您' }] })).toContain(
      'body.stages.0.body',
    );
    expect(
      await paths({ stages: [{ ...stage, offset: -1, short: '{topic}就要开始了，别忘了来' }] }),
    ).toContain('body.stages.0.short');
  });
});
