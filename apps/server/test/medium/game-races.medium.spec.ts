import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlayQuiz } from '../../src/modules/game/usecases/play-quiz.usecase.js';
import { SpinWheel } from '../../src/modules/game/usecases/spin-wheel.usecase.js';
import { newId } from '../../src/platform/database/index.js';
import { type CampaignDesk, makeCampaignDesk } from '../support/campaigns.js';
import { makeStore } from '../support/factories.js';
import { checkGame, liveGame, quizOf, wheelOf } from '../support/games.js';
import { meetingOf } from '../support/meeting.js';
import { makePeople, type Person } from '../support/packet-crowd.js';
import { outcomes } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const PEOPLE = 200;

describe('games that many play at once', () => {
  let world: World;
  let desk: CampaignDesk;
  let people: Person[];

  beforeAll(async () => {
    world = await startWorld();
    desk = await makeCampaignDesk(world, await makeStore(world));
    people = await makePeople(desk, PEOPLE);
  }, 180_000);
  afterAll(() => world?.stop());

  const spin = (id: string, { ownerId }: Person) => world.get(SpinWheel).spin(ownerId, id);
  const winsOf = async (id: string) =>
    Number(
      (await world.rows<{ n: string }>('SELECT COUNT(*) AS n FROM game_win WHERE game_id = ?', [id]))[0]?.n,
    );

  it('gives the last 5 prizes to 5 of 200 who all draw one; the rest stop where there is none', async () => {
    const id = await liveGame(desk, wheelOf(desk, { odds: 10_000, count: 5 }));
    const told = await Promise.all(people.map((person) => spin(id, person)));
    expect(told.filter(({ play }) => play.prize !== null)).toHaveLength(5);
    expect(told.filter(({ segment, play }) => segment === 1 && play.missed === 'stock')).toHaveLength(195);
    expect(await winsOf(id)).toBe(5);
    expect(await checkGame(world, id)).toEqual([]);
  });

  it('lets nobody turn once more by tapping ten times at once', async () => {
    const id = await liveGame(desk, wheelOf(desk, { odds: 10_000, count: 50, triesPerDay: 2 }));
    const [person] = people;
    if (!person) throw new Error('nobody');
    const { done, codes } = await outcomes(Array.from({ length: 10 }, () => spin(id, person)));
    expect([done, new Set(codes)]).toEqual([2, new Set(['GAME.NO_PLAY'])]);
    // One prize for a person: the second turn counts, and wins nothing.
    expect(await winsOf(id)).toBe(1);
    expect(await checkGame(world, id)).toEqual([]);
  });

  it('pays 3 of 200 who end their quiz at once, each of whom began once', async () => {
    const id = await liveGame(
      desk,
      quizOf(desk, { questions: 2, bands: [{ fromScore: 0, count: 3, amountFen: 100 }] }),
    );
    const quiz = world.get(PlayQuiz);
    await Promise.all(people.flatMap(({ ownerId }) => [quiz.start(ownerId, id), quiz.start(ownerId, id)]));
    const [tries] = await world.rows<{ n: string }>('SELECT COUNT(*) AS n FROM game_play WHERE game_id = ?', [
      id,
    ]);
    expect(Number(tries?.n)).toBe(PEOPLE);
    const ends = await Promise.all(
      people.flatMap(({ ownerId }) => [quiz.finish(ownerId, id), quiz.finish(ownerId, id)]),
    );
    expect(ends.every(({ done }) => done)).toBe(true);
    expect(await winsOf(id)).toBe(3);
    expect(await checkGame(world, id)).toEqual([]);
  });

  it('stops for everybody at the moment that it is stopped', async () => {
    const id = await liveGame(desk, wheelOf(desk, { odds: 10_000, count: PEOPLE }));
    const half = PEOPLE / 2;
    // Some of these are before the stop, some after: nobody knows how many.
    const underWay = outcomes(people.slice(0, half).map((person) => spin(id, person)));
    await desk.manager.client.staffGame.kill({ params: { id }, body: { reason: '规则写错了' } });
    const late = await outcomes(people.slice(half).map((person) => spin(id, person)));
    expect(late.done).toBe(0);
    const early = await underWay;
    expect(new Set([...early.codes, ...late.codes])).toEqual(new Set(['GAME.NO_PLAY']));
    expect(await winsOf(id)).toBe(early.done);
    expect(await checkGame(world, id)).toEqual([]);
  });

  it('the checker finds a shop that counts before it takes', async () => {
    const id = await liveGame(desk, wheelOf(desk, { odds: 10_000, count: 5 }));
    /** The broken variant: looks whether one is left, then writes the win. */
    const allLooked = meetingOf(PEOPLE);
    const broken = async ({ ownerId }: Person) => {
      const [row] = await world.rows<{ n: string }>('SELECT COUNT(*) AS n FROM game_win WHERE game_id = ?', [
        id,
      ]);
      await allLooked();
      if (Number(row?.n) >= 5) return;
      const [play, now] = [newId(world.clock), world.clock.date()];
      await world.rows(
        `INSERT INTO game_win (id, play_id, game_id, store_id, owner_id, prize, kind, amount_fen, state, won_at)
          VALUES (?, ?, ?, ?, ?, 0, 'cash', 100, 'won', ?)`,
        [newId(world.clock), play, id, desk.store.id, ownerId, now],
      );
      await world.rows(
        'UPDATE game_prize SET left_count = GREATEST(CAST(left_count AS SIGNED) - 1, 0) WHERE game_id = ?',
        [id],
      );
    };
    await Promise.all(people.map(broken));
    expect((await checkGame(world, id)).join()).toContain('of prize 0 were won, there were 5');
  });
});
