import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepActivitiesJob } from '../../src/modules/activity/index.js';
import { checkSeats, keepLogIns, makeSession } from '../support/activities.js';
import { call } from '../support/clients.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from '../support/factories.js';
import { startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;

describe('classes and activities', () => {
  let world: World;
  let store: TestStore;
  let other: TestStore;
  let marketing: TestStaff;
  let advisor: TestStaff;
  let people: TestOwner[];

  beforeAll(async () => {
    world = await startWorld();
    store = await makeStore(world, { code: 'A1' });
    other = await makeStore(world, { code: 'A2' });
    marketing = await makeStaff(world, 'marketing', [store.id]);
    advisor = await makeStaff(world, 'advisor', [store.id]);
    people = [];
    for (let index = 0; index < 4; index += 1) {
      const owner = await makeOwner(world, { name: index === 3 ? '=1+1' : `车主${index}` });
      await makeVehicle(world, store.id, owner.ownerId, { soldOn: '2026-10-10' });
      people.push(owner);
    }
    await keepLogIns(world);
  }, 120_000);
  afterAll(() => world?.stop());

  const person = (index: number) => people[index] as TestOwner;
  const messagesOf = (signUpId: string) =>
    world.rows<{ kind: string; state: string; notBefore: Date; body: string }>(
      'SELECT kind, state, not_before AS notBefore, body FROM message WHERE subject_id = ? ORDER BY not_before, id',
      [signUpId],
    );

  it('is planned, published, found, signed up for in one call, with reminders', async () => {
    const fields = [
      { key: 'lunch', label: '是否用餐', type: 'yes_no' as const, required: true, options: [] },
      {
        key: 'topic',
        label: '最想了解',
        type: 'choice' as const,
        required: false,
        options: ['保养', '保险'],
      },
    ];
    const { activityId, sessionId, startsAt } = await makeSession(world, marketing, store.id, {}, { fields });
    const item = (await person(0).client.activity.list({ query: {} })).items.find(
      ({ id }) => id === activityId,
    );
    expect(item).toMatchObject({ kindLabel: '养护学堂', text: '还剩 5 个名额', mine: null, past: false });
    const wrong = person(0).client.activity.signUp({
      params: { id: sessionId },
      body: { answers: { topic: '别的' } },
    });
    await expect(wrong).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
    const mine = await person(0).client.activity.signUp({
      params: { id: sessionId },
      body: { guests: 1, answers: { lunch: true, topic: '保险' } },
    });
    expect(mine).toMatchObject({ state: 'going', guests: 1, canCancel: true, canSurvey: false });
    expect(mine.token).toMatch(/^[\w-]{43}$/);
    const told = await messagesOf(mine.id);
    expect(told.map(({ kind }) => kind)).toEqual([
      'activity_signed_up',
      'activity_reminder',
      'activity_reminder',
    ]);
    // Starts at 10:00: the evening before, and that morning.
    expect(told.slice(1).map(({ notBefore }) => notBefore.toISOString())).toEqual([
      '2026-11-19T10:00:00.000Z',
      '2026-11-20T00:00:00.000Z',
    ]);
    const roster = await marketing.client.staffActivity.roster({ params: { id: sessionId } });
    expect(roster.session).toMatchObject({ going: 1, people: 2, seatsLeft: 3 });
    expect(roster.rows[0]?.answers).toEqual([
      { label: '是否用餐', text: '是' },
      { label: '最想了解', text: '保险' },
    ]);
    // A new hour: told at once, and reminded by the new one only.
    const later = startsAt + 24 * HOUR;
    await marketing.client.staffActivity.changeSession({
      params: { id: sessionId },
      body: {
        startsAt: new Date(later).toISOString(),
        endsAt: new Date(later + HOUR).toISOString(),
        signUpUntil: new Date(later - HOUR).toISOString(),
        seats: 5,
        maxGuests: 3,
        note: '讲师临时有事',
      },
    });
    await world.settle();
    const changed = (await messagesOf(mine.id)).find(({ kind }) => kind === 'activity_changed');
    expect(changed?.body).toContain('讲师临时有事');
    const { MessageChecks } = await import('../../src/modules/messaging/index.js');
    const rows = await world.rows<{ id: string; words: string }>(
      "SELECT id, words FROM message WHERE subject_id = ? AND kind = 'activity_reminder'",
      [mine.id],
    );
    const untrue = await world.get(MessageChecks).findUntrue(
      rows.map(({ id, words }) => ({
        id,
        kind: 'activity_reminder',
        subjectId: mine.id,
        words: typeof words === 'string' ? JSON.parse(words) : words,
      })) as never,
    );
    expect([rows.length, untrue.size]).toEqual([4, 2]);
    const cancelled = await person(0).client.activity.cancel({ params: { id: mine.id } });
    expect(cancelled).toMatchObject({ state: 'cancelled', token: null });
    expect(await checkSeats(world, sessionId)).toEqual([]);
    // Back again: a new code, the seats are taken anew.
    const again = await person(0).client.activity.signUp({
      params: { id: sessionId },
      body: { answers: { lunch: false } },
    });
    expect(again.id).toBe(mine.id);
    expect(again.token).not.toBe(mine.token);
    expect(await checkSeats(world, sessionId)).toEqual([]);
  });

  it('offers freed seats one by one, each kept for an hour, and gives up on silence', async () => {
    const { sessionId } = await makeSession(world, marketing, store.id, { seats: 1 });
    const params = { id: sessionId };
    const first = await person(0).client.activity.signUp({ params, body: {} });
    await expect(person(1).client.activity.signUp({ params, body: {} })).rejects.toMatchObject({
      code: 'ACTIVITY.FULL',
    });
    const second = await person(1).client.activity.signUp({ params, body: { orWait: true } });
    world.clock.advance(1_000);
    const third = await person(2).client.activity.signUp({ params, body: { orWait: true } });
    expect([second.ahead, third.ahead]).toEqual([0, 1]);
    await person(0).client.activity.cancel({ params: { id: first.id } });
    // A newcomer does not jump the queue in the moment before the offer.
    await expect(person(3).client.activity.signUp({ params, body: {} })).rejects.toMatchObject({
      code: 'ACTIVITY.FULL',
    });
    await Promise.all([world.run(sweepActivitiesJob), world.run(sweepActivitiesJob)]);
    const offered = await person(1).client.activity.mySignUp({ params: { id: second.id } });
    expect(offered).toMatchObject({ state: 'offered', secondsLeft: 3_600 });
    expect((await messagesOf(second.id)).map(({ kind }) => kind)).toEqual(['activity_offer']);
    world.clock.advance(HOUR);
    await expect(person(1).client.activity.acceptOffer({ params: { id: second.id } })).rejects.toMatchObject({
      code: 'ACTIVITY.OFFER_GONE',
    });
    await world.run(sweepActivitiesJob);
    const next = await person(2).client.activity.acceptOffer({ params: { id: third.id } });
    expect(next.state).toBe('going');
    expect(next.token).not.toBeNull();
    expect(await checkSeats(world, sessionId)).toEqual([]);
    const foreign = person(0).client.activity.acceptOffer({ params: { id: third.id } });
    await expect(foreign).rejects.toMatchObject({ code: 'REQUEST.NOT_FOUND' });
  });

  it('counts one attendance for a hundred scans, also those sent late, and asks for a word', async () => {
    const { sessionId, startsAt } = await makeSession(world, marketing, store.id);
    const mine = await person(3).client.activity.signUp({ params: { id: sessionId }, body: { guests: 2 } });
    const token = mine.token ?? '';
    const body = { storeId: store.id, scans: [{ token }] };
    const early = await advisor.client.staffActivity.checkIn({ body });
    expect(early.items[0]?.result).toBe('not_today');
    const before = world.clock.now();
    world.clock.set(startsAt + 20 * 60_000);
    const at = new Date(startsAt - 5 * 60_000).toISOString();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        advisor.client.staffActivity.checkIn({
          body: { storeId: store.id, scans: Array.from({ length: 5 }, () => ({ token, at })) },
        }),
      ),
    );
    const results = answers.flatMap(({ items }) => items);
    expect(results.filter(({ result }) => result === 'checked_in')).toHaveLength(1);
    expect(results.filter(({ result }) => result === 'already')).toHaveLength(99);
    expect(new Set(results.map(({ attendedAt }) => attendedAt))).toEqual(new Set([at]));
    const events = await world.rows(
      "SELECT id FROM outbox_event WHERE type = 'activity.attended' AND payload LIKE ?",
      [`%${mine.id}%`],
    );
    expect(events).toHaveLength(1);
    const odd = await advisor.client.staffActivity.checkIn({
      body: { storeId: store.id, scans: [{ token: 'https://example.com/广告' }, { token: 'x'.repeat(43) }] },
    });
    expect(odd.items.map(({ result }) => result)).toEqual(['unknown', 'unknown']);
    const survey = { params: { id: mine.id }, body: { stars: 5, text: '讲得明白' } };
    expect(await person(3).client.activity.survey(survey)).toMatchObject({
      canSurvey: false,
      survey: { stars: 5 },
    });
    await expect(person(3).client.activity.survey(survey)).rejects.toMatchObject({ code: 'ACTIVITY.STATE' });
    const sheet = await call(world.api, 'GET', `/staff/activity-sessions/${sessionId}/roster.csv`, {
      token: marketing.token,
    });
    expect(String(sheet.body.text)).toContain("'=1+1");
    world.clock.set(before);
  });

  it('tells everybody on the list that it is cancelled, chunk by chunk, once', async () => {
    const { sessionId, activityId } = await makeSession(world, marketing, store.id, { seats: 1 });
    const going = await person(0).client.activity.signUp({ params: { id: sessionId }, body: {} });
    const waiting = await person(1).client.activity.signUp({
      params: { id: sessionId },
      body: { orWait: true },
    });
    await marketing.client.staffActivity.cancel({ params: { id: activityId }, body: { reason: '讲师生病' } });
    await world.settle();
    for (const { id } of [going, waiting]) {
      const told = (await messagesOf(id)).filter(({ kind }) => kind === 'activity_cancelled');
      expect(told).toHaveLength(1);
      expect(told[0]?.body).toContain('讲师生病。');
    }
    const view = await person(1).client.activity.mySignUp({ params: { id: waiting.id } });
    expect(view).toMatchObject({ state: 'ended', canCancel: false });
    await expect(
      person(2).client.activity.signUp({ params: { id: sessionId }, body: {} }),
    ).rejects.toMatchObject({ code: 'ACTIVITY.CLOSED' });
  });

  it('reports how many new owners came within three months, and who did not', async () => {
    const row = async (month: string) => {
      const { months } = await marketing.client.staffActivity.coverage({
        query: { storeId: store.id, months: 3 },
      });
      return months.find((one) => one.month === month);
    };
    // Sold in October: four owners, one of whom came.
    expect(await row('2026-10')).toMatchObject({
      owners: 4,
      attended: 1,
      percent: 25,
      reached: false,
      complete: false,
    });
    const late = await makeOwner(world);
    await makeVehicle(world, store.id, late.ownerId, { soldOn: '2026-07-01' });
    expect(await row('2026-11')).toMatchObject({ owners: 0, percent: null });
    const who = await marketing.client.staffActivity.coverageOwners({
      query: { storeId: store.id, month: '2026-10', attended: 'yes' },
    });
    expect(who.items.map(({ ownerId }) => ownerId)).toEqual([person(3).ownerId]);
    const missing = await marketing.client.staffActivity.coverageOwners({
      query: { storeId: store.id, month: '2026-10', attended: 'no' },
    });
    expect(missing.total).toBe(3);
    const foreign = marketing.client.staffActivity.coverage({ query: { storeId: other.id } });
    await expect(foreign).rejects.toMatchObject({ code: 'STORE.NOT_FOUND' });
  });

  it('shows articles about the own model first, and none about other cars', async () => {
    const block = { type: 'text' as const, text: '每月看一次胎压。' };
    const write = (title: string, models: string[], publish = true) =>
      marketing.client.staffArticle.create({
        body: { storeId: store.id, title, models, blocks: [block], publish },
      });
    const all = await write('胎压常识', []);
    const own = await write('凯美瑞使用', ['凯美瑞']);
    await write('汉兰达使用', ['汉兰达']);
    const draft = await write('没写完', [], false);
    const { items } = await person(0).client.article.list({ query: {} });
    expect(items.map(({ id, forMyCar }) => [id, forMyCar])).toEqual([
      [own.id, true],
      [all.id, false],
    ]);
    await expect(person(0).client.article.detail({ params: { id: draft.id } })).rejects.toMatchObject({
      code: 'REQUEST.NOT_FOUND',
    });
    const wrong = marketing.client.staffArticle.create({
      body: { storeId: store.id, title: '缺照片', blocks: [{ type: 'photo', photo: 0 }], publish: true },
    });
    await expect(wrong).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
  });
});
