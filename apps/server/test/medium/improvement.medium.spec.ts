import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escalateCasesJob } from '../../src/modules/feedback/index.js';
import { keepLogIns } from '../support/activities.js';
import {
  codeOf,
  type Guest,
  makeGuest,
  makeWorkshop,
  type TestWorkshop,
  wholeVisit,
} from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

describe('unhappy, repaired, told', () => {
  let world: World;
  let shop: TestWorkshop;

  beforeAll(async () => {
    world = await startWorld();
    shop = await makeWorkshop(world, 'I1');
  }, 120_000);
  afterAll(() => world?.stop());

  async function complain(): Promise<{ guest: Guest; id: string }> {
    const guest = await makeGuest(world, shop);
    await keepLogIns(world);
    const visitId = await wholeVisit(shop, guest);
    await guest.owner.client.visit.rate({
      params: { id: visitId },
      body: { stars: 2, nps: 4, tags: ['waited_long'], text: '等了两个小时' },
    });
    const [row] = await world.rows<{ id: string }>('SELECT id FROM complaint_case WHERE visit_id = ?', [
      visitId,
    ]);
    return { guest, id: row?.id ?? '' };
  }

  it('tells the manager at half of the time and when it is over, each once, with a call to make', async () => {
    const { id } = await complain();
    const params = { id };
    const desk = shop.manager.client.case;
    await desk.addStep({
      params,
      body: { text: '先由顾问联系', state: 'working', assigneeId: shop.advisor.id },
    });
    await world.run(escalateCasesJob);
    expect((await desk.detail({ params })).escalation).toBe(0);
    const before = world.clock.now();
    // 24 business hours from Wednesday 10:00: half of them are over on Thursday at 12:30, all on Friday at 15:00.
    world.clock.set(Date.parse('2026-11-19T04:29:59.000Z'));
    await world.run(escalateCasesJob);
    expect((await desk.detail({ params })).escalation).toBe(0);
    world.clock.set(Date.parse('2026-11-19T04:30:00.000Z'));
    await Promise.all([world.run(escalateCasesJob), world.run(escalateCasesJob)]);
    expect(await desk.detail({ params })).toMatchObject({ escalation: 1, assigneeId: shop.advisor.id });
    world.clock.set(Date.parse('2026-11-20T07:00:00.000Z'));
    await world.run(escalateCasesJob);
    await world.run(escalateCasesJob);
    const late = await desk.detail({ params });
    expect(late).toMatchObject({ escalation: 2, assigneeId: shop.manager.id });
    expect(late.steps.filter(({ by }) => by === '系统').map(({ text }) => text)).toEqual([
      '车主评价 2 星，推荐意愿 4 分：等了两个小时',
      '处理时限已过半，已提醒店总。',
      '处理已超时，改由店总负责。',
    ]);
    await world.settle();
    expect(
      await world.rows('SELECT kind, assignee_id AS who FROM follow_up_task WHERE subject_id = ?', [id]),
    ).toEqual([{ kind: 'case_call', who: shop.manager.id }]);
    world.clock.set(before);
  });

  it('asks the owner: not solved opens it again with a new clock, solved ends it', async () => {
    const { guest, id } = await complain();
    const params = { id };
    const mine = guest.owner.client.ownerCase;
    expect((await mine.list()).items[0]).toMatchObject({ id, asks: false });
    expect(await codeOf(mine.answer({ params, body: { answer: 'solved' } }))).toBe('CASE.STATE');
    const desk = shop.manager.client.case;
    await desk.addStep({ params, body: { text: '开始处理', state: 'working' } });
    await desk.addStep({ params, body: { text: '免费返工', state: 'waiting_owner' } });
    const again = await mine.answer({ params, body: { answer: 'not_solved', text: '还是响' } });
    expect(again).toMatchObject({ state: 'working', asks: false, answer: 'not_solved' });
    await desk.addStep({ params, body: { text: '再次返工', state: 'waiting_owner' } });
    expect(await mine.answer({ params, body: { answer: 'solved' } })).toMatchObject({
      state: 'closed',
      asks: false,
    });
    expect(await codeOf(mine.answer({ params, body: { answer: 'not_solved' } }))).toBe('CASE.STATE');
    const stranger = await makeGuest(world, shop);
    const foreign = stranger.owner.client.ownerCase.answer({ params, body: { answer: 'solved' } });
    expect(await codeOf(foreign)).toBe('REQUEST.NOT_FOUND');
  });

  it('tells everybody who raised a cause once that it has changed', async () => {
    const { guest } = await complain();
    const desk = shop.manager.client.improvement;
    const { items } = await desk.causes({ query: { storeId: shop.store.id } });
    expect(items[0]).toMatchObject({ cause: 'waiting', cases: 3, owners: 3, top: true, improvementId: null });
    const plan = () =>
      desk.create({
        body: {
          storeId: shop.store.id,
          cause: 'waiting',
          title: '缩短等待',
          assigneeId: shop.advisor.id,
          dueOn: '2026-12-18',
        },
      });
    const action = await plan();
    const close = (id: string) =>
      desk.close({
        params: { id },
        body: { effective: true, result: '增加了两个快修工位，等待不超过半小时' },
      });
    await close(action.id);
    expect(await codeOf(close(action.id))).toBe('CASE.STATE');
    await world.settle();
    // The event again, as after a crash, and a second action against the same cause: nobody hears it twice.
    await world.rows("UPDATE outbox_event SET done_at = NULL WHERE type = 'improvement.effective'");
    await world.rows("DELETE FROM processed_event WHERE consumer = 'feedback.tell-improvement'");
    await world.settle();
    await close((await plan()).id);
    await world.settle();
    const told = await world.rows<{ owner: string; title: string; body: string }>(
      "SELECT owner_id AS owner, title, body FROM message WHERE kind = 'case_told'",
    );
    expect(told).toHaveLength(3);
    expect(new Set(told.map(({ owner }) => owner)).size).toBe(3);
    expect(told.find(({ owner }) => owner === guest.owner.ownerId)).toMatchObject({
      title: '您提的意见，我们改了',
      body: expect.stringContaining('增加了两个快修工位'),
    });
    const { items: list } = await desk.list({ query: { storeId: shop.store.id } });
    expect(list.map(({ told: count }) => count).sort()).toEqual([0, 3]);
  });

  it('says it in the words of its rule, and not at all while staff have stopped that', async () => {
    const { guest } = await complain();
    const desk = shop.manager.client.improvement;
    const rules = shop.manager.client.careRule;
    const storeId = shop.store.id;
    const params = { code: 'improvement' };
    const improve = async (result: string) => {
      const { id } = await desk.create({
        body: {
          storeId,
          cause: 'waiting',
          title: '缩短等待',
          assigneeId: shop.advisor.id,
          dueOn: '2026-12-18',
        },
      });
      await desk.close({ params: { id }, body: { effective: true, result } });
      await world.settle();
    };
    const heard = () =>
      world.rows<{ title: string; body: string; channels: string }>(
        "SELECT title, body, channels FROM message WHERE kind = 'case_told' AND owner_id = ?",
        [guest.owner.ownerId],
      );
    await rules.state({ params, body: { storeId, do: 'stop', why: '' } });
    await improve('增加了休息区');
    expect(await heard()).toEqual([]);
    await rules.state({ params, body: { storeId, do: 'start', why: '' } });
    const { body, basedOn } = await rules.detail({ params, query: { storeId } });
    const stages = body.stages.map((stage) => ({ ...stage, title: '{topic}，改好了', body: '{note}。' }));
    await rules.save({
      params,
      body: { storeId, basedOnVersion: basedOn.store, body: { ...body, stages, channels: [] } },
    });
    await improve('等候不超过半小时。');
    expect(await heard()).toEqual([
      { title: expect.stringMatching(/^.+，改好了$/), body: '等候不超过半小时。', channels: '' },
    ]);
  });
});
