import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Circle, circleTopic, makeCircle } from '../support/circle.js';
import { call } from '../support/clients.js';
import { readCsv } from '../support/exports.js';
import { makeOwner, type TestOwner } from '../support/factories.js';
import { codeOf, type TestWorkshop } from '../support/visits.js';
import { type World } from '../support/world.js';

describe('readers and staff of the circle of owners', () => {
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

  it('shows comments after the check, and the answer of the store with its mark', async () => {
    const [author, reader] = [await circle.somebody(), await circle.somebody()];
    const id = await circle.shown(author, { topicId: await circleTopic(world, '养护问答') });
    const params = { id };
    const before = await shop.manager.client.staffCircle.overview({ query: { storeId: shop.store.id } });
    await reader.client.circle.comment({ params, body: { text: '我也想知道' } });
    world.clock.advance(1_000);
    expect((await author.client.circle.detail({ params })).commentList).toEqual([]);
    expect((await reader.client.circle.detail({ params })).commentList).toHaveLength(1);
    await circle.check();
    const [first] = (await author.client.circle.detail({ params })).commentList;
    await author.client.circle.comment({ params, body: { text: '一起等答案', replyToId: first?.id ?? '' } });
    world.clock.advance(1_000);
    await shop.advisor.client.staffCircle.answer({ params, body: { text: '每 5,000 公里换一次' } });
    await circle.check();
    const { commentList, comments } = await author.client.circle.detail({ params });
    expect(comments).toBe(3);
    expect(commentList.map(({ text, official }) => [text, official])).toEqual([
      ['我也想知道', false],
      ['一起等答案', false],
      ['每 5,000 公里换一次', true],
    ]);
    expect(commentList[1]?.replyTo).toBe(first?.author);
    const after = await shop.manager.client.staffCircle.overview({ query: { storeId: shop.store.id } });
    expect([after.unanswered, after.answeredInDay]).toEqual([
      before.unanswered - 1,
      before.answeredInDay + 1,
    ]);
  });

  it('takes off what three people report at once, and each of them counts once', async () => {
    const author = await circle.somebody();
    const readers = [await circle.somebody(), await circle.somebody(), await circle.somebody()];
    const id = await circle.shown(author);
    const params = { id };
    const report = ({ client }: TestOwner) => client.circle.report({ params, body: { reason: 'ads' } });
    const late = await circle.somebody();
    const [loud] = readers;
    if (loud) await Promise.all([report(loud), report(loud), report(loud)]);
    expect(await circle.stateOf(author, id)).toBe('shown');
    await Promise.all(readers.map(report));
    expect(await circle.stateOf(author, id)).toBe('held');
    // Who still had it on the screen is heard as well.
    await Promise.all([late, ...readers].map(report));
    expect((await shop.manager.client.staffCircle.detail({ params })).reportList).toHaveLength(4);
    expect(await codeOf(author.client.circle.edit({ params, body: { topicId, text: '改掉' } }))).toBe(
      'CIRCLE.STATE',
    );
    await shop.manager.client.staffCircle.decide({
      params,
      body: { to: 'removed', seen: 'held', edition: 1, reason: '广告引流' },
    });
    expect((await author.client.circle.detail({ params })).stateText).toBe('已被工作人员移除：广告引流');
    expect(await codeOf(loud?.client.circle.detail({ params }) ?? Promise.resolve())).toBe(
      'REQUEST.NOT_FOUND',
    );
  });

  it('lets a blocked author read and not write until the time is over', async () => {
    const author = await circle.somebody();
    const params = { id: await circle.shown(author) };
    await shop.manager.client.staffCircle.block({ params, body: { days: 7, reason: '多次发广告' } });
    expect(await codeOf(circle.write(author))).toBe('CIRCLE.BLOCKED');
    expect((await author.client.circle.entry()).blockedText).toContain('多次发广告');
    expect((await author.client.circle.feed({ query: {} })).items).not.toHaveLength(0);
    expect((await shop.manager.client.staffCircle.blocks({ query: {} })).items).toMatchObject([
      { entryId: params.id, reason: '多次发广告' },
    ]);
    await shop.manager.client.staffCircle.block({ params, body: { days: 0, reason: '已沟通' } });
    await circle.shown(author);
  });

  it('goes on from where the list ended, and keeps a topic of one store to its owners', async () => {
    const author = await circle.somebody();
    const stranger = await makeOwner(world);
    await circle.group.client.staffCircle.saveTopic({
      body: { name: '本店车友', open: true, isQuestion: false, storeId: shop.store.id, place: 9 },
    });
    const own = await circleTopic(world, '本店车友');
    const ids = [await circle.shown(author, { topicId: own }), await circle.shown(author, { topicId: own })];
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
    expect(await codeOf(circle.write(stranger))).toBe('CIRCLE.NO_CAR');
    await circle.group.client.staffCircle.saveTopic({
      body: { id: own, name: '本店车友', open: false, isQuestion: false, storeId: shop.store.id, place: 9 },
    });
    expect(await codeOf(circle.write(author, { topicId: own }))).toBe('CIRCLE.TOPIC');
    const again = { name: '本店车友', open: true, isQuestion: false, storeId: null, place: 1 };
    expect(await codeOf(circle.group.client.staffCircle.saveTopic({ body: again }))).toBe(
      'CIRCLE.TOPIC_NAME',
    );
  });

  it('is not there for owners while the group has it closed; a list leaves the house with a trace', async () => {
    const author = await circle.somebody();
    const id = await circle.shown(author);
    await circle.group.client.staffCircle.turn({ body: { open: false } });
    expect(await author.client.circle.entry()).toEqual({ open: false, topics: [], blockedText: '' });
    expect(await codeOf(author.client.circle.feed({ query: {} }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(author.client.circle.detail({ params: { id } }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(circle.write(author))).toBe('REQUEST.NOT_FOUND');
    const path = `/staff/circle/entries.csv?kind=post&storeId=${shop.store.id}`;
    const { body } = await call(world.api, 'GET', path, { token: shop.manager.token });
    const rows = readCsv(String(body.text));
    expect(rows.length).toBeGreaterThan(1);
    const [audited] = await world.rows<{ n: string }>(
      "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'circle.export'",
    );
    expect(Number(audited?.n)).toBe(1);
  });
});
