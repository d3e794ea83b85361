import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkCircleJob } from '../../src/modules/circle/index.js';
import { eraseOwnersJob } from '../../src/modules/privacy/index.js';
import { keepLogIns } from '../support/activities.js';
import { type Circle, makeCircle } from '../support/circle.js';
import { leaves } from '../support/leaving.js';
import { uploadPhoto } from '../support/photos.js';
import { codeOf, type TestWorkshop } from '../support/visits.js';
import { NOON, type World } from '../support/world.js';

describe('what is written in the circle of owners', () => {
  let circle: Circle;
  let world: World;
  let shop: TestWorkshop;
  let topicId: string;

  beforeAll(async () => {
    circle = await makeCircle();
    ({ world, shop, topicId } = circle);
  });
  beforeEach(() => circle.begin());
  afterAll(() => circle?.world.stop());

  it('shows a post with photos once WeChat has said yes to all of it', async () => {
    const [author, reader] = [await circle.somebody(), await circle.somebody()];
    const photos = [await uploadPhoto(world, author, 'owner'), await uploadPhoto(world, author, 'owner')];
    const { id, stateText } = await circle.write(author, { photoIds: photos, vehicleId: author.car.id });
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
    await circle.check();
    expect(await world.phones.calls('media_check_async')).toBe(asked);
  });

  it('refuses what is risky, and shows it after the author has mended it', async () => {
    const [author, reader] = [await circle.somebody(), await circle.somebody()];
    const { id } = await circle.write(author, { text: '代开发票请找我' });
    await circle.check();
    const params = { id };
    const refused = await author.client.circle.detail({ params });
    expect(refused).toMatchObject({ state: 'refused', mayEdit: true });
    expect(refused.stateText).toContain('您可以修改后重新提交');
    expect(await codeOf(reader.client.circle.detail({ params }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(reader.client.circle.edit({ params, body: { topicId, text: '改别人的' } }))).toBe(
      'REQUEST.NOT_FOUND',
    );
    await author.client.circle.edit({ params, body: { topicId, text: '保养心得一篇' } });
    await circle.check();
    expect((await reader.client.circle.detail({ params })).text).toBe('保养心得一篇');
    expect(await codeOf(author.client.circle.edit({ params, body: { topicId, text: '再改' } }))).toBe(
      'CIRCLE.STATE',
    );
  });

  it('holds for a person what is doubtful and what could not be checked', async () => {
    const author = await circle.somebody();
    const doubtful = await circle.write(author, { text: '我要维权' });
    await circle.check();
    expect(await circle.stateOf(author, doubtful.id)).toBe('held');
    world.simulator.world.faults.set('msg_sec_check', { mode: 'errcode', errcode: 61010 });
    const gone = await circle.write(author);
    await circle.check();
    expect(await circle.stateOf(author, gone.id)).toBe('held');
    // Something that may pass is asked again, and shown when it has.
    world.simulator.world.faults.set('msg_sec_check', { mode: 'http-500', times: 1 });
    const patient = await circle.write(author);
    await circle.check();
    expect(await circle.stateOf(author, patient.id)).toBe('checking');
    world.clock.advance(3 * 60_000);
    await circle.check();
    expect(await circle.stateOf(author, patient.id)).toBe('shown');
    const { items } = await shop.manager.client.staffCircle.list({
      query: { waiting: 'true', storeId: shop.store.id },
    });
    expect(items.map(({ id, holdReason }) => [id, holdReason])).toEqual(
      expect.arrayContaining([
        [doubtful.id, 'doubtful'],
        [gone.id, 'unchecked'],
      ]),
    );
    const params = { id: doubtful.id };
    const yes = { to: 'shown', seen: 'held', edition: 1 } as const;
    await shop.manager.client.staffCircle.decide({ params, body: yes });
    expect(await codeOf(shop.manager.client.staffCircle.decide({ params, body: yes }))).toBe('CIRCLE.STATE');
    expect(await circle.stateOf(author, doubtful.id)).toBe('shown');
  });

  it('shows the words that staff have read, not others that were held after them', async () => {
    const author = await circle.somebody();
    const { id } = await circle.write(author, { text: '我要维权' });
    await circle.check();
    const read = await shop.manager.client.staffCircle.detail({ params: { id } });
    await author.client.circle.edit({ params: { id }, body: { topicId, text: '维权就找这个人' } });
    await circle.check();
    expect(await circle.stateOf(author, id)).toBe('held');
    const decide = (edition: number) =>
      shop.manager.client.staffCircle.decide({
        params: { id },
        body: { to: 'shown', seen: 'held', edition },
      });
    expect(await codeOf(decide(read.edition))).toBe('CIRCLE.STATE');
    expect(await circle.stateOf(author, id)).toBe('held');
    expect((await decide(read.edition + 1)).text).toBe('维权就找这个人');
  });

  it('does nothing for answers that are late, forged or of an older edition', async () => {
    const author = await circle.somebody();
    await keepLogIns(world);
    const photoIds = [await uploadPhoto(world, author, 'owner')];
    await world.phones.put('/settings', { photoVerdict: 'none' });
    const { id } = await circle.write(author, { photoIds });
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
    expect(await circle.stateOf(author, id)).toBe('checking');
    // Half an hour without an answer: a person looks.
    world.clock.advance(31 * 60_000);
    await world.run(checkCircleJob);
    expect(await circle.stateOf(author, id)).toBe('held');
    await answer(asked?.trace_id ?? '', 'pass');
    expect(await circle.stateOf(author, id)).toBe('held');
    world.clock.set(NOON + 40 * 60_000);
    await author.client.circle.edit({ params: { id }, body: { topicId, text: '换一段话', photoIds } });
    await answer(asked?.trace_id ?? '', 'risky');
    expect(await circle.stateOf(author, id)).toBe('checking');
    world.simulator.world.settings.photoVerdict = 'pass';
    await circle.check();
    expect(await circle.stateOf(author, id)).toBe('shown');
  });

  it('counts one like of twenty taps, and none after it was taken back', async () => {
    const [author, reader] = [await circle.somebody(), await circle.somebody()];
    const params = { id: await circle.shown(author) };
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

  it('deletes what an author takes back, and everything of somebody who leaves', async () => {
    const [author, reader] = [await circle.somebody(), await circle.somebody()];
    const mine = async () =>
      world.rows<{ text: string; state: string }>('SELECT text, state FROM circle_entry WHERE owner_id = ?', [
        author.ownerId,
      ]);
    const photoIds = [await uploadPhoto(world, author, 'owner')];
    const id = await circle.shown(author, { text: '要删掉的话', photoIds });
    expect(await codeOf(reader.client.circle.remove({ params: { id } }))).toBe('REQUEST.NOT_FOUND');
    await author.client.circle.remove({ params: { id } });
    expect(await mine()).toEqual([{ text: '', state: 'removed' }]);
    expect(await world.rows('SELECT id FROM photo WHERE subject_id = ?', [id])).toEqual([]);
    expect(await codeOf(author.client.circle.detail({ params: { id } }))).toBe('REQUEST.NOT_FOUND');

    const kept = await circle.shown(author, {
      text: '离开前的话',
      photoIds: [await uploadPhoto(world, author, 'owner')],
    });
    const other = await circle.shown(reader);
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
