import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkCircleJob } from '../../src/modules/circle/index.js';
import { eraseOwnersJob } from '../../src/modules/privacy/index.js';
import { keepLogIns } from '../support/activities.js';
import { circleTopic } from '../support/circle.js';
import { call } from '../support/clients.js';
import { readCsv } from '../support/exports.js';
import { makeOwner, makeStaff, makeVehicle, type TestOwner, type TestStaff } from '../support/factories.js';
import { leaves } from '../support/leaving.js';
import { uploadPhoto } from '../support/photos.js';
import { codeOf, makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

describe('the circle of owners', () => {
  let world: World;
  let shop: TestWorkshop;
  let group: TestStaff;
  let topicId: string;

  beforeAll(async () => {
    world = await startWorld();
    shop = await makeWorkshop(world, 'C1');
    group = await makeStaff(world, 'group', [], 'circle-group');
    topicId = await circleTopic(world);
  });
  beforeEach(async () => {
    world.clock.set(NOON);
    world.simulator.world.faults.clear();
    await world.phones.put('/settings', { photoVerdict: 'pass' });
    await group.client.staffCircle.turn({ body: { open: true } });
  });
  afterAll(() => world?.stop());

  const somebody = async () => {
    const owner = await makeOwner(world);
    const car = await makeVehicle(world, shop.store.id, owner.ownerId);
    return { ...owner, car };
  };
  const write = ({ client }: TestOwner, more: object = {}) =>
    client.circle.create({ body: { topicId, text: '周末去了晋祠', ...more } });
  /** WeChat is asked, and what it answers is heard. */
  const check = async () => {
    await world.run(checkCircleJob);
    await world.phones.post('/pushes/flush');
    await world.settle();
  };
  const stateOf = async ({ client }: TestOwner, id: string) =>
    (await client.circle.detail({ params: { id } })).state;
  const desk = () => shop.manager.client.staffCircle;
  const shown = async (by: TestOwner, more: object = {}) => {
    const { id } = await write(by, more);
    // Lists are in the order of instants.
    world.clock.advance(1_000);
    await check();
    expect(await stateOf(by, id)).toBe('shown');
    return id;
  };

  it('shows a post with photos once WeChat has said yes to all of it', async () => {
    const [author, reader] = [await somebody(), await somebody()];
    const photos = [await uploadPhoto(world, author, 'owner'), await uploadPhoto(world, author, 'owner')];
    const { id, stateText } = await write(author, { photoIds: photos, vehicleId: author.car.id });
    expect(stateText).toContain('审核中');
    const params = { id };
    expect(await codeOf(reader.client.circle.detail({ params }))).toBe('REQUEST.NOT_FOUND');
    // The text got its yes; the photos have not.
    await world.run(checkCircleJob);
    expect(await codeOf(reader.client.circle.like({ params, body: { on: true } }))).toBe('REQUEST.NOT_FOUND');
    await world.phones.post('/pushes/flush');
    await world.settle();
    const seen = await reader.client.circle.detail({ params });
    expect(seen).toMatchObject({ state: 'shown', mine: false, topicName: '用车心得', stateText: '' });
    expect(seen.photos.map((photo) => photo.id)).toEqual(photos);
    expect(seen.author).toMatch(/车主|先生|女士/);
    expect(seen.model).not.toBe('');
    expect(JSON.stringify(seen)).not.toContain(author.car.plate);
    const { items } = await reader.client.circle.feed({ query: { topicId } });
    expect(items.map((item) => item.id)).toContain(id);
    // Nothing is asked twice.
    const asked = await world.phones.calls('media_check_async');
    await check();
    expect(await world.phones.calls('media_check_async')).toBe(asked);
  });

  it('refuses what is risky, and shows it after the author has mended it', async () => {
    const [author, reader] = [await somebody(), await somebody()];
    const { id } = await write(author, { text: '代开发票请找我' });
    await check();
    const params = { id };
    const refused = await author.client.circle.detail({ params });
    expect(refused).toMatchObject({ state: 'refused', mayEdit: true });
    expect(refused.stateText).toContain('您可以修改后重新提交');
    expect(await codeOf(reader.client.circle.detail({ params }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(reader.client.circle.edit({ params, body: { topicId, text: '改别人的' } }))).toBe(
      'REQUEST.NOT_FOUND',
    );
    await author.client.circle.edit({ params, body: { topicId, text: '保养心得一篇' } });
    await check();
    expect((await reader.client.circle.detail({ params })).text).toBe('保养心得一篇');
    expect(await codeOf(author.client.circle.edit({ params, body: { topicId, text: '再改' } }))).toBe(
      'CIRCLE.STATE',
    );
  });

  it('holds for a person what is doubtful and what could not be checked', async () => {
    const author = await somebody();
    const doubtful = await write(author, { text: '我要维权' });
    await check();
    expect(await stateOf(author, doubtful.id)).toBe('held');
    world.simulator.world.faults.set('msg_sec_check', { mode: 'errcode', errcode: 61010 });
    const gone = await write(author);
    await check();
    expect(await stateOf(author, gone.id)).toBe('held');
    // Something that may pass is asked again, and shown when it has.
    world.simulator.world.faults.set('msg_sec_check', { mode: 'http-500', times: 1 });
    const patient = await write(author);
    await check();
    expect(await stateOf(author, patient.id)).toBe('checking');
    world.clock.advance(3 * 60_000);
    await check();
    expect(await stateOf(author, patient.id)).toBe('shown');
    const { items } = await desk().list({ query: { waiting: 'true', storeId: shop.store.id } });
    expect(items.map(({ id, holdReason }) => [id, holdReason])).toEqual(
      expect.arrayContaining([
        [doubtful.id, 'doubtful'],
        [gone.id, 'unchecked'],
      ]),
    );
    const params = { id: doubtful.id };
    const yes = { to: 'shown', seen: 'held' } as const;
    await desk().decide({ params, body: yes });
    expect(await codeOf(desk().decide({ params, body: yes }))).toBe('CIRCLE.STATE');
    expect(await stateOf(author, doubtful.id)).toBe('shown');
  });

  it('does nothing for answers that are late, forged or of an older edition', async () => {
    const author = await somebody();
    await keepLogIns(world);
    const photoIds = [await uploadPhoto(world, author, 'owner')];
    await world.phones.put('/settings', { photoVerdict: 'none' });
    const { id } = await write(author, { photoIds });
    await world.run(checkCircleJob);
    const [asked] = await world.rows<{ trace_id: string }>(
      'SELECT trace_id FROM circle_photo_check WHERE entry_id = ?',
      [id],
    );
    const answer = async (traceId: string, verdict: 'pass' | 'risky') => {
      world.simulator.world.settings.photoVerdict = verdict;
      world.simulator.world.events.mediaCheck(author.openid, traceId);
      await world.phones.post('/pushes/flush');
      await world.settle();
    };
    await answer('somebody-elses-trace', 'risky');
    expect(await stateOf(author, id)).toBe('checking');
    // Half an hour without an answer: a person looks.
    world.clock.advance(31 * 60_000);
    await world.run(checkCircleJob);
    expect(await stateOf(author, id)).toBe('held');
    await answer(asked?.trace_id ?? '', 'pass');
    expect(await stateOf(author, id)).toBe('held');
    world.clock.set(NOON + 40 * 60_000);
    await author.client.circle.edit({ params: { id }, body: { topicId, text: '换一段话', photoIds } });
    await answer(asked?.trace_id ?? '', 'risky');
    expect(await stateOf(author, id)).toBe('checking');
    world.simulator.world.settings.photoVerdict = 'pass';
    await check();
    expect(await stateOf(author, id)).toBe('shown');
  });

  it('counts one like of twenty taps, and none after it was taken back', async () => {
    const [author, reader] = [await somebody(), await somebody()];
    const params = { id: await shown(author) };
    await Promise.all(
      Array.from({ length: 20 }, () => reader.client.circle.like({ params, body: { on: true } })),
    );
    expect(await reader.client.circle.detail({ params })).toMatchObject({ likes: 1, liked: true });
    expect(await author.client.circle.detail({ params })).toMatchObject({ likes: 1, liked: false });
    expect(await reader.client.circle.like({ params, body: { on: false } })).toEqual({
      likes: 0,
      liked: false,
    });
  });

  it('shows comments after the check, and the answer of the store with its mark', async () => {
    const [author, reader] = [await somebody(), await somebody()];
    const id = await shown(author, { topicId: await circleTopic(world, '养护问答') });
    const params = { id };
    const before = await desk().overview({ query: { storeId: shop.store.id } });
    await reader.client.circle.comment({ params, body: { text: '我也想知道' } });
    world.clock.advance(1_000);
    expect((await author.client.circle.detail({ params })).commentList).toEqual([]);
    expect((await reader.client.circle.detail({ params })).commentList).toHaveLength(1);
    await check();
    const [first] = (await author.client.circle.detail({ params })).commentList;
    await author.client.circle.comment({ params, body: { text: '一起等答案', replyToId: first?.id ?? '' } });
    world.clock.advance(1_000);
    await shop.advisor.client.staffCircle.answer({ params, body: { text: '每 5,000 公里换一次' } });
    await check();
    const { commentList, comments } = await author.client.circle.detail({ params });
    expect(comments).toBe(3);
    expect(commentList.map(({ text, official }) => [text, official])).toEqual([
      ['我也想知道', false],
      ['一起等答案', false],
      ['每 5,000 公里换一次', true],
    ]);
    expect(commentList[1]?.replyTo).toBe(first?.author);
    const after = await desk().overview({ query: { storeId: shop.store.id } });
    expect([after.unanswered, after.answeredInDay]).toEqual([
      before.unanswered - 1,
      before.answeredInDay + 1,
    ]);
  });

  it('takes off what three people report at once, and each of them counts once', async () => {
    const author = await somebody();
    const readers = [await somebody(), await somebody(), await somebody()];
    const id = await shown(author);
    const params = { id };
    const report = ({ client }: TestOwner) => client.circle.report({ params, body: { reason: 'ads' } });
    const [loud] = readers;
    if (loud) await Promise.all([report(loud), report(loud), report(loud)]);
    expect(await stateOf(author, id)).toBe('shown');
    await Promise.all(readers.map(report));
    expect(await stateOf(author, id)).toBe('held');
    expect((await desk().detail({ params })).reportList).toHaveLength(3);
    expect(await codeOf(author.client.circle.edit({ params, body: { topicId, text: '改掉' } }))).toBe(
      'CIRCLE.STATE',
    );
    await desk().decide({ params, body: { to: 'removed', seen: 'held', reason: '广告引流' } });
    expect((await author.client.circle.detail({ params })).stateText).toBe('已被工作人员移除：广告引流');
    expect(await codeOf(loud?.client.circle.detail({ params }) ?? Promise.resolve())).toBe(
      'REQUEST.NOT_FOUND',
    );
  });

  it('lets a blocked author read and not write until the time is over', async () => {
    const author = await somebody();
    const params = { id: await shown(author) };
    await desk().block({ params, body: { days: 7, reason: '多次发广告' } });
    expect(await codeOf(write(author))).toBe('CIRCLE.BLOCKED');
    expect((await author.client.circle.entry()).blockedText).toContain('多次发广告');
    expect((await author.client.circle.feed({ query: {} })).items).not.toHaveLength(0);
    expect((await desk().blocks({ query: {} })).items).toMatchObject([
      { entryId: params.id, reason: '多次发广告' },
    ]);
    await desk().block({ params, body: { days: 0, reason: '已沟通' } });
    await shown(author);
  });

  it('goes on from where the list ended, and keeps a topic of one store to its owners', async () => {
    const author = await somebody();
    const stranger = await makeOwner(world);
    await group.client.staffCircle.saveTopic({
      body: { name: '本店车友', open: true, isQuestion: false, storeId: shop.store.id, place: 9 },
    });
    const own = await circleTopic(world, '本店车友');
    const ids = [await shown(author, { topicId: own }), await shown(author, { topicId: own })];
    const first = await author.client.circle.feed({ query: { topicId: own, limit: '1' } });
    const second = await author.client.circle.feed({
      query: { topicId: own, cursor: first.nextCursor ?? '' },
    });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([...ids].reverse());
    expect(second.nextCursor).toBeNull();
    expect((await stranger.client.circle.entry()).topics.map(({ id }) => id)).not.toContain(own);
    expect(await codeOf(stranger.client.circle.detail({ params: { id: ids[0] ?? '' } }))).toBe(
      'REQUEST.NOT_FOUND',
    );
    expect(await codeOf(write(stranger))).toBe('CIRCLE.NO_CAR');
    await group.client.staffCircle.saveTopic({
      body: { id: own, name: '本店车友', open: false, isQuestion: false, storeId: shop.store.id, place: 9 },
    });
    expect(await codeOf(write(author, { topicId: own }))).toBe('CIRCLE.TOPIC');
    const again = { name: '本店车友', open: true, isQuestion: false, storeId: null, place: 1 };
    expect(await codeOf(group.client.staffCircle.saveTopic({ body: again }))).toBe('CIRCLE.TOPIC_NAME');
  });

  it('is not there for owners while the group has it closed; a list leaves the house with a trace', async () => {
    const author = await somebody();
    const id = await shown(author);
    await group.client.staffCircle.turn({ body: { open: false } });
    expect(await author.client.circle.entry()).toEqual({ open: false, topics: [], blockedText: '' });
    expect(await codeOf(author.client.circle.feed({ query: {} }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(author.client.circle.detail({ params: { id } }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(write(author))).toBe('REQUEST.NOT_FOUND');
    const path = `/staff/circle/entries.csv?kind=post&storeId=${shop.store.id}`;
    const { body } = await call(world.api, 'GET', path, { token: shop.manager.token });
    const rows = readCsv(String(body.text));
    expect(rows.length).toBeGreaterThan(1);
    const [audited] = await world.rows<{ n: string }>(
      "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'circle.export'",
    );
    expect(Number(audited?.n)).toBe(1);
  });

  it('deletes what an author takes back, and everything of somebody who leaves', async () => {
    const [author, reader] = [await somebody(), await somebody()];
    const mine = async () =>
      world.rows<{ text: string; state: string }>('SELECT text, state FROM circle_entry WHERE owner_id = ?', [
        author.ownerId,
      ]);
    const photoIds = [await uploadPhoto(world, author, 'owner')];
    const id = await shown(author, { text: '要删掉的话', photoIds });
    expect(await codeOf(reader.client.circle.remove({ params: { id } }))).toBe('REQUEST.NOT_FOUND');
    await author.client.circle.remove({ params: { id } });
    expect(await mine()).toEqual([{ text: '', state: 'removed' }]);
    expect(await world.rows('SELECT id FROM photo WHERE subject_id = ?', [id])).toEqual([]);
    expect(await codeOf(author.client.circle.detail({ params: { id } }))).toBe('REQUEST.NOT_FOUND');

    const kept = await shown(author, {
      text: '离开前的话',
      photoIds: [await uploadPhoto(world, author, 'owner')],
    });
    const other = await shown(reader);
    await author.client.circle.like({ params: { id: other }, body: { on: true } });
    await author.client.circle.report({ params: { id: other }, body: { reason: 'other' } });
    await leaves(world, author);
    await world.run(eraseOwnersJob);
    expect(await mine()).toEqual([]);
    for (const table of ['circle_like', 'circle_report', 'circle_block'])
      expect(await world.rows(`SELECT 1 FROM ${table} WHERE owner_id = ?`, [author.ownerId])).toEqual([]);
    expect(await world.rows('SELECT id FROM photo WHERE subject_id = ?', [kept])).toEqual([]);
    expect(await codeOf(reader.client.circle.detail({ params: { id: kept } }))).toBe('REQUEST.NOT_FOUND');
  });
});
