import { createHash, createHmac } from 'node:crypto';
import { DAY_MS } from '@cheban/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepGamesJob } from '../../src/modules/game/index.js';
import { type CampaignDesk, makeCampaignDesk, makeGuestOf } from '../support/campaigns.js';
import { makeStore, type TestOwner } from '../support/factories.js';
import { liveGame, quizOf, wheelOf } from '../support/games.js';
import { startWorld, type World } from '../support/world.js';

describe('games', () => {
  let world: World;
  let desk: CampaignDesk;
  let owner: TestOwner;
  const meterOf = async (id: string) =>
    (await desk.manager.client.staffGame.detail({ params: { id } })).meter;
  const page = (id: string) => owner.client.game.detail({ params: { id } });

  beforeAll(async () => {
    world = await startWorld();
    desk = await makeCampaignDesk(world, await makeStore(world));
    owner = await makeGuestOf(desk);
  });
  // These tests travel for days; nobody wants to log in again each time.
  beforeEach(() => world.rows("UPDATE session SET access_until = '2030-01-01'"));
  afterAll(() => world?.stop());

  it('wants a second yes to the edition that was seen, and a plan that adds up', async () => {
    const { marketing, manager } = desk;
    const body = wheelOf(desk, { odds: 500, count: 3 });
    const [first, second] = body.wheel?.segments ?? [];
    if (!first || !second) throw new Error('no segments');
    const wrong = { ...body, wheel: { segments: [first, { ...second, odds: 1 }], fallback: 0 } };
    const checked = await marketing.client.staffGame.check({ body: wrong });
    expect(checked.problems.map(({ path }) => path)).toEqual(['wheel.segments', 'wheel.fallback']);
    const { id, version } = await marketing.client.staffGame.create({ body: wrong });
    await expect(marketing.client.staffGame.submit({ params: { id } })).rejects.toMatchObject({
      code: 'CAMPAIGN.PLAN',
    });
    await marketing.client.staffGame.update({ params: { id }, body: { version, plan: body } });
    await marketing.client.staffGame.submit({ params: { id } });
    await expect(owner.client.game.detail({ params: { id } })).rejects.toMatchObject({ status: 404 });
    await expect(
      manager.client.staffGame.approve({ params: { id }, body: { version } }),
    ).rejects.toMatchObject({ code: 'CAMPAIGN.CHANGED' });
    const approved = await manager.client.staffGame.approve({ params: { id }, body: { version: 2 } });
    expect(approved).toMatchObject({ state: 'scheduled', actions: ['kill'], meter: { packedFen: 300 } });
    const found = await marketing.client.staffGame.list({ query: { q: '大转盘', state: 'scheduled' } });
    expect(found.items.map((item) => item.id)).toEqual([id]);
    expect((await marketing.client.staffGame.list({ query: { q: '没有' } })).total).toBe(0);
    await manager.client.staffGame.kill({ params: { id }, body: { reason: '规则写错了' } });
    await world.run(sweepGamesJob);
    expect(await meterOf(id)).toMatchObject({ returnedFen: 300, leftFen: 0 });
  });

  it('turns the wheel as often as it may, gives what was drawn, and proves it afterwards', async () => {
    const id = await liveGame(
      desk,
      wheelOf(
        desk,
        { odds: 10_000, count: 5, triesPerDay: 2, triesInAll: 3 },
        { perPerson: 2, perPhone: null, perCar: null },
      ),
    );
    expect(await page(id)).toMatchObject({
      phase: 'open',
      triesLeft: 2,
      noPlay: null,
      wheel: { secret: null },
    });
    const first = await owner.client.game.spin({ params: { id } });
    expect(first).toMatchObject({ segment: 0, triesLeft: 1, play: { prize: { amountText: '¥1.00' } } });
    await owner.client.game.spin({ params: { id } });
    await expect(owner.client.game.spin({ params: { id } })).rejects.toMatchObject({ code: 'GAME.NO_PLAY' });
    world.clock.advance(DAY_MS);
    // Two prizes are the most for a person: the third turn falls to the segment without one.
    const third = await owner.client.game.spin({ params: { id } });
    expect(third).toMatchObject({ segment: 1, triesLeft: 0, play: { missed: 'limited', prize: null } });
    expect(await page(id)).toMatchObject({ triesLeft: 0, noPlay: 'played' });
    await world.run(sweepGamesJob);
    const [payouts] = await world.rows<{ n: string }>(
      "SELECT COUNT(*) AS n FROM payout WHERE subject_id = ? AND subject_type = 'game'",
      [id],
    );
    expect(Number(payouts?.n)).toBe(2);
    const mine = await owner.client.game.myPlays({ query: {} });
    expect(mine.items.map(({ prize }) => prize?.state ?? null)).toEqual([null, 'confirming', 'confirming']);
    world.clock.advance(8 * DAY_MS);
    await world.run(sweepGamesJob);
    const over = await page(id);
    expect(over.phase).toBe('over');
    const { secret, commitment } = over.wheel ?? {};
    expect(
      createHash('sha256')
        .update(secret ?? '')
        .digest('base64url'),
    ).toBe(commitment);
    for (const { proof } of over.plays) {
      const roll = createHmac('sha256', secret ?? '')
        .update(proof?.input ?? '')
        .digest()
        .readUIntBE(0, 6);
      expect(proof?.roll).toBe(roll % 10_000);
    }
    expect(await meterOf(id)).toMatchObject({ packedFen: 500, wonFen: 200, returnedFen: 300, leftFen: 0 });
    const results = await desk.manager.client.staffGame.results({ params: { id } });
    expect(results).toMatchObject({ players: 1, winners: 1, plays: 3, costFen: 200 });
    expect(results.segments.map(({ drawn, landed }) => [drawn, landed])).toEqual([
      [3, 2],
      [0, 1],
    ]);
    const query = { from: '2026-11-01', to: '2026-11-30' };
    const { items } = await desk.manager.client.attribution.compare({ query });
    expect(items.find((row) => row.id === id)).toMatchObject({
      kind: 'game',
      seen: 1,
      claimed: 1,
      used: 0,
      costFen: 200,
    });
    const file = await fetch(`${world.api}/staff/games/${id}/plays.csv`, {
      headers: { authorization: `Bearer ${desk.marketing.token}` },
    });
    expect((await file.text()).split('\n')).toHaveLength(5);
  });

  it('asks question by question, counts the time itself, and pays by score', async () => {
    const id = await liveGame(
      desk,
      quizOf(desk, {
        questions: 3,
        bands: [
          { fromScore: 10, count: 1, amountFen: 100 },
          { fromScore: 30, count: 1, amountFen: 300 },
        ],
      }),
    );
    const text = JSON.stringify(await page(id));
    expect(text).not.toContain('第 0 题');
    const params = { id };
    await expect(owner.client.game.next({ params })).rejects.toMatchObject({ code: 'GAME.NO_PLAY' });
    const asked = await owner.client.game.start({ params });
    expect(asked).toMatchObject({
      total: 3,
      answered: 0,
      leftMs: 60_000,
      question: { number: 1, leftMs: 20_000 },
    });
    expect(JSON.stringify(asked)).not.toMatch(/因为|right/);
    const rightOf = (options: string[] | undefined) =>
      options?.findIndex((option) => option.startsWith('对')) ?? -1;

    // A lost connection: the same question again, its clock went on.
    world.clock.advance(5_000);
    const again = await owner.client.game.start({ params });
    expect(again.question).toMatchObject({ number: 1, options: asked.question?.options, leftMs: 15_000 });
    await expect(
      owner.client.game.answer({ params, body: { question: 2, option: 0 } }),
    ).rejects.toMatchObject({ code: 'GAME.QUESTION' });
    const option = rightOf(asked.question?.options);
    const right = await owner.client.game.answer({ params, body: { question: 1, option } });
    expect(right).toMatchObject({
      right: true,
      rightOption: option,
      points: 10,
      state: { score: 10, question: null },
    });
    // The answer stands, whatever is tapped later.
    const changed = await owner.client.game.answer({
      params,
      body: { question: 1, option: (option + 1) % 3 },
    });
    expect(changed).toMatchObject({ right: true, state: { score: 10 } });

    const second = await owner.client.game.next({ params });
    expect(second.question?.number).toBe(2);
    world.clock.advance(21_500);
    const late = await owner.client.game.answer({
      params,
      body: { question: 2, option: rightOf(second.question?.options) },
    });
    expect(late).toMatchObject({ inTime: false, right: false, state: { score: 10, answered: 2 } });
    const third = await owner.client.game.next({ params });
    const last = await owner.client.game.answer({
      params,
      body: { question: 3, option: rightOf(third.question?.options) },
    });
    expect(last.state).toMatchObject({ done: true, result: { score: 20, prize: { amountText: '¥1.00' } } });
    const once = await owner.client.game.start({ params }).catch((error) => error);
    expect(once).toMatchObject({ done: true });
    expect(await page(id)).toMatchObject({ noPlay: 'played', quiz: { running: false } });
    const results = await desk.manager.client.staffGame.results({ params });
    expect(results.questions.map(({ asked: n, late: lates }) => [n, lates]).sort()).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
    ]);
  });

  it('ends a quiz that nobody ends, with the score it has reached, and stops at once when told', async () => {
    const bands = [{ fromScore: 0, count: 1, amountFen: 100 }];
    const id = await liveGame(desk, quizOf(desk, { questions: 2, bands }));
    await owner.client.game.start({ params: { id } });
    world.clock.advance(62_000);
    await world.run(sweepGamesJob);
    expect((await page(id)).plays).toMatchObject([{ state: 'done', score: 0, prize: { amountFen: 100 } }]);

    const other = await liveGame(desk, quizOf(desk, { questions: 2, bands }));
    await owner.client.game.start({ params: { id: other } });
    await desk.manager.client.staffGame.kill({ params: { id: other }, body: { reason: '题目有误' } });
    await expect(
      owner.client.game.answer({ params: { id: other }, body: { question: 1, option: 0 } }),
    ).rejects.toMatchObject({ code: 'GAME.NO_PLAY' });
    await world.run(sweepGamesJob);
    expect(await page(other)).toMatchObject({ phase: 'stopped', plays: [{ state: 'done', prize: null }] });
    expect(await meterOf(other)).toMatchObject({ wonFen: 0, returnedFen: 100 });
  });
});
