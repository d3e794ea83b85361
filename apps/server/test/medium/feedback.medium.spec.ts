import type { LiveEvent } from '@cheban/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseReader } from '../../src/modules/feedback/index.js';
import { Live } from '../../src/platform/live/index.js';
import { makeStaff } from '../support/factories.js';
import {
  checkIn,
  codeOf,
  makeGuest,
  makeWorkshop,
  outcomes,
  type TestWorkshop,
  wholeVisit,
} from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let shop: TestWorkshop;
let foreign: TestWorkshop;

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  shop = await makeWorkshop(world, 'F1');
  foreign = await makeWorkshop(world, 'F2');
});
afterAll(() => world?.stop());

async function finished(place = shop) {
  const guest = await makeGuest(world, place);
  return { owner: guest.owner, params: { id: await wholeVisit(place, guest) } };
}
const caseOf = async (visitId: string) =>
  (await world.rows<{ id: string }>('SELECT id FROM complaint_case WHERE visit_id = ?', [visitId])).map(
    (row) => row.id,
  );

describe('rating a visit', () => {
  it('is possible once the car is back, and shown to owner and staff', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await checkIn(shop, guest);
    const early = guest.owner.client.visit.rate({ params: { id }, body: { stars: 5, nps: 10 } });
    expect(await codeOf(early)).toBe('RATING.NOT_YET');

    const { owner, params } = await finished();
    const view = await owner.client.visit.rate({
      params,
      body: { stars: 5, nps: 9, touchpoints: { time: 5, quality: 4 }, tags: ['fast'], text: '很满意' },
    });
    expect(view).toMatchObject({
      canRate: false,
      rating: { stars: 5, nps: 9, touchpoints: { time: 5, quality: 4 }, tags: ['fast'], text: '很满意' },
    });
    expect((await shop.advisor.client.workshop.detail({ params })).rating?.stars).toBe(5);
    expect((await owner.client.visit.list({ query: {} })).items[0]?.rated).toBe(true);
    expect(await caseOf(params.id)).toEqual([]);
    const events = await world.rows(
      "SELECT id FROM outbox_event WHERE type = 'rating.given' AND payload LIKE ?",
      [`%${params.id}%`],
    );
    expect(events).toHaveLength(1);
  });

  it('counts once, however often and however fast it is sent', async () => {
    const { owner, params } = await finished();
    const send = () => owner.client.visit.rate({ params, body: { stars: 2, nps: 3 } });
    const { done, codes } = await outcomes(Array.from({ length: 6 }, send));
    expect(done).toBe(1);
    expect(new Set(codes)).toEqual(new Set(['RATING.DONE']));
    expect(await codeOf(send())).toBe('RATING.DONE');
    expect(await caseOf(params.id)).toHaveLength(1);
  });

  it('answers a visit of somebody else as if it did not exist', async () => {
    const { params } = await finished();
    const stranger = await makeGuest(world, shop);
    expect(await codeOf(stranger.owner.client.visit.rate({ params, body: { stars: 1, nps: null } }))).toBe(
      'REQUEST.NOT_FOUND',
    );
  });
});

describe('a bad rating', () => {
  it('opens a case at once, for the manager with the fewest, with a clock and a notice', async () => {
    const place = await makeWorkshop(world, 'F3');
    const second = await makeStaff(world, 'manager', [place.store.id], 'manager-f3-b');
    const notices: LiveEvent[] = [];
    const seen = new Promise<void>((resolve) => {
      world.get(Live).watch([place.store.id], (event) => {
        if (event.topic !== 'case') return;
        notices.push(event);
        resolve();
      });
    });

    const one = await finished(place);
    await one.owner.client.visit.rate({
      params: one.params,
      body: { stars: 2, nps: 4, tags: ['waited_long', 'fast'], text: '等了两个小时' },
    });
    await seen;
    expect(notices[0]?.notice).toBe('新投诉：2 星评价：等待太久');
    const two = await finished(place);
    await two.owner.client.visit.rate({ params: two.params, body: { stars: 5, nps: 2 } });

    const { items, total } = await place.manager.client.case.list({ query: { storeId: place.store.id } });
    expect(total).toBe(2);
    expect(new Set(items.map((row) => row.assigneeId))).toEqual(new Set([place.manager.id, second.id]));
    const serious = items.find((row) => row.level === 'serious');
    expect(serious).toMatchObject({ title: '推荐意愿仅 2 分', state: 'open', overdue: false });
    // Opened at 10:00 on a day that ends at 18:00: eight business hours are over at closing time.
    expect(serious?.dueAt).toBe('2026-11-18T10:00:00.000Z');
    // 24 business hours of 9.5 a day: 8 today, 9.5 tomorrow, 6.5 the day after.
    expect(items.find((row) => row.level === 'normal')?.dueAt).toBe('2026-11-20T07:00:00.000Z');

    const [id = ''] = await caseOf(one.params.id);
    const detail = await place.manager.client.case.detail({ params: { id } });
    expect(detail.rating?.stars).toBe(2);
    expect(detail.steps).toEqual([
      expect.objectContaining({
        by: '系统',
        state: 'open',
        text: '车主评价 2 星，推荐意愿 4 分：等了两个小时',
      }),
    ]);
    expect((await world.get(CaseReader).openOfStore(place.store.id)).map((row) => row.level)).toEqual([
      'serious',
      'normal',
    ]);
  });

  it.each([
    [{ stars: 3, nps: null }, 1],
    [{ stars: 4, nps: 7 }, 0],
    [{ stars: 4, nps: 6 }, 1],
  ])('%j opens %d case', async (body, expected) => {
    const { owner, params } = await finished();
    await owner.client.visit.rate({ params, body });
    expect(await caseOf(params.id)).toHaveLength(expected);
  });
});

describe('working on a case', () => {
  async function openCase(): Promise<{ id: string }> {
    const { owner, params } = await finished();
    await owner.client.visit.rate({ params, body: { stars: 1, nps: 1 } });
    const [id = ''] = await caseOf(params.id);
    tick();
    return { id };
  }
  /** Steps are sorted by time, and the clock of a test stands still. */
  const tick = () => world.clock.advance(1_000);

  it('goes from open over working to closed and back, each step written and audited', async () => {
    const params = await openCase();
    const desk = shop.manager.client.case;
    const working = await desk.addStep({
      params,
      body: { text: '已致电车主致歉', state: 'working', assigneeId: shop.advisor.id },
    });
    expect(working).toMatchObject({
      state: 'working',
      assigneeName: shop.advisor.login,
      nextStates: ['waiting_owner', 'closed'],
    });
    tick();
    await desk.addStep({ params, body: { text: '免费返工，等车主确认', state: 'waiting_owner' } });
    tick();
    const closed = await shop.advisor.client.case.addStep({
      params,
      body: { text: '车主确认满意', state: 'closed' },
    });
    expect(closed).toMatchObject({ state: 'closed', closeReason: '车主确认满意', overdue: false });
    expect(closed.closedAt).not.toBeNull();

    world.clock.advance(5 * 60_000);
    const again = await shop.advisor.client.case.addStep({
      params,
      body: { text: '车主再次来电', state: 'working' },
    });
    expect(again).toMatchObject({ state: 'working', closedAt: null, closeReason: null });
    expect(Date.parse(again.dueAt)).toBeGreaterThan(Date.parse(closed.dueAt));
    expect(again.steps.map((step) => step.state)).toEqual([
      'open',
      'working',
      'waiting_owner',
      'closed',
      'working',
    ]);
    const audit = await world.rows("SELECT id FROM audit_log WHERE subject_id = ? AND action = 'case.step'", [
      params.id,
    ]);
    expect(audit).toHaveLength(4);
  });

  it('is settled by one step when the first call was enough: history tells that step, and no other', async () => {
    const params = await openCase();
    const desk = shop.advisor.client.case;
    const before = await desk.detail({ params });
    expect(before.nextStates).toEqual(['working', 'waiting_owner', 'closed']);
    tick();
    const text = '已致电道歉并约好免费返工，车主认可';
    const closed = await desk.addStep({ params, body: { text, state: 'closed', seen: 'open' } });
    expect(closed).toMatchObject({ state: 'closed', closeReason: text, nextStates: ['working'] });
    expect(closed.steps.slice(before.steps.length)).toMatchObject([{ state: 'closed', text }]);
    const audit = await world.rows<{ text: string }>(
      "SELECT text FROM audit_log WHERE subject_id = ? AND action = 'case.step'",
      [params.id],
    );
    expect(audit.map((row) => row.text)).toEqual(['投诉单转为“已关闭”']);
  });

  it('takes a note without a new state, and one of two equal moves', async () => {
    const params = await openCase();
    const desk = shop.manager.client.case;
    const noted = await desk.addStep({ params, body: { text: '电话未接通' } });
    expect(noted.state).toBe('open');
    expect(noted.steps.at(-1)).toMatchObject({ by: shop.manager.login, text: '电话未接通', state: null });
    const move = () => desk.addStep({ params, body: { text: '开始处理', state: 'working' } });
    expect(await outcomes([move(), move()])).toEqual({ done: 1, codes: ['CASE.STATE'] });
  });

  it('does not open again what a colleague has closed while the form was open', async () => {
    const params = await openCase();
    const desk = shop.manager.client.case;
    await desk.addStep({ params, body: { text: '开始处理', state: 'working', seen: 'open' } });
    await desk.addStep({ params, body: { text: '请车主确认', state: 'waiting_owner', seen: 'working' } });
    await desk.addStep({ params, body: { text: '车主认可', state: 'closed', seen: 'waiting_owner' } });
    const stale = { text: '车主还没有回复，继续处理', state: 'working', seen: 'waiting_owner' } as const;
    expect(await codeOf(shop.advisor.client.case.addStep({ params, body: stale }))).toBe('CASE.STATE');
    expect(await desk.detail({ params })).toMatchObject({ state: 'closed', closeReason: '车主认可' });
    // On purpose it is opened again, and a word without a move needs no state.
    await desk.addStep({ params, body: { text: '补记一笔', seen: 'working' } });
    const again = await desk.addStep({ params, body: { ...stale, seen: 'closed' } });
    expect(again.state).toBe('working');
  });

  it('stays inside its store', async () => {
    const params = await openCase();
    const other = foreign.manager.client.case;
    expect(await codeOf(other.detail({ params }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(other.addStep({ params, body: { text: '越权处理' } }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(other.list({ query: { storeId: shop.store.id } }))).toBe('STORE.NOT_FOUND');
    expect((await other.list({ query: {} })).items.every((row) => row.storeId === foreign.store.id)).toBe(
      true,
    );
    const give = { text: '转给外店同事', assigneeId: foreign.manager.id };
    expect(await codeOf(shop.manager.client.case.addStep({ params, body: give }))).toBe('REQUEST.INVALID');
    expect(await codeOf(shop.technician.client.case.detail({ params }))).toBe('AUTH.FORBIDDEN');
  });

  it('lists open cases before closed ones, filtered and in pages', async () => {
    const params = await openCase();
    const desk = shop.manager.client.case;
    await desk.addStep({ params, body: { text: '开始处理', state: 'working' } });
    await desk.addStep({ params, body: { text: '已解决', state: 'closed' } });
    const all = await desk.list({ query: { storeId: shop.store.id, pageSize: 100 } });
    const closedFrom = all.items.findIndex((row) => row.state === 'closed');
    expect(all.items.slice(closedFrom).every((row) => row.state === 'closed')).toBe(true);
    expect(all.items.map((row) => row.id)).toContain(params.id);
    const closed = await desk.list({ query: { storeId: shop.store.id, state: 'closed' } });
    expect(closed.items.every((row) => row.state === 'closed')).toBe(true);
    const page = await desk.list({ query: { storeId: shop.store.id, page: 2, pageSize: 1 } });
    expect(page.items.map((row) => row.id)).toEqual([all.items[1]?.id]);
    expect(page.total).toBe(all.total);
  });
});
