import type { GamePlan } from '@cheban/contracts';
import { DAY_MS, HOUR_MS } from '@cheban/kernel';
import { sweepGamesJob } from '../../src/modules/game/index.js';
import type { CampaignDesk } from './campaigns.js';
import type { TestStaff } from './factories.js';
import type { World } from './world.js';

type Body = Parameters<TestStaff['client']['staffGame']['create']>[0]['body'];
type More = Partial<Pick<GamePlan, 'perPerson' | 'perPhone' | 'perCar' | 'budgetFen' | 'segment' | 'endsAt'>>;

/** A wheel or quiz that has begun an hour ago and goes on for a week. */
function headOf({ store, world }: CampaignDesk, more: More) {
  const now = world.clock.now();
  return {
    storeIds: [store.id],
    rulesText: '奖品数量有限，发完为止，每人以活动页所示次数为准。',
    budgetFen: 1_000_000,
    startsAt: new Date(now - HOUR_MS).toISOString(),
    endsAt: new Date(now + 7 * DAY_MS).toISOString(),
    ...more,
  };
}

/** `odds` of 10,000 for cash of 1 yuan, `count` times; the rest is without a prize. */
export function wheelOf(
  desk: CampaignDesk,
  {
    odds,
    count,
    ...wheel
  }: { odds: number; count: number; triesPerDay?: number; triesInAll?: number | null },
  more: More = {},
): Body {
  const prize = { kind: 'cash' as const, name: '1 元红包', count, amountFen: 100 };
  return {
    ...headOf(desk, more),
    kind: 'wheel',
    title: '周末大转盘',
    wheel: {
      segments: [
        { name: '1 元红包', odds, prize },
        { name: '谢谢参与', odds: 10_000 - odds },
      ],
      fallback: 1,
      ...wheel,
    },
  };
}

/** Questions of 10 points; the right option of each is the one that ends with its number. */
export function quizOf(
  desk: CampaignDesk,
  {
    questions,
    bands,
  }: { questions: number; bands: { fromScore: number; count: number; amountFen: number }[] },
  more: More = {},
): Body {
  return {
    ...headOf(desk, more),
    kind: 'quiz',
    title: '用车知识竞赛',
    quiz: {
      questions: Array.from({ length: questions }, (_, place) => ({
        text: `第 ${place} 题`,
        options: [0, 1, 2].map((option) => (option === 0 ? `对 ${place}` : `错 ${place}-${option}`)),
        right: 0,
        explain: `因为 ${place}`,
      })),
      secondsPerQuestion: 20,
      secondsInAll: 60,
      bands: bands.map(({ fromScore, count, amountFen }) => ({
        fromScore,
        prize: { kind: 'cash', name: `${amountFen / 100} 元红包`, count, amountFen },
      })),
    },
  };
}

/** Planned, submitted, approved, and live. Returns the id. */
export async function liveGame({ marketing, manager, world }: CampaignDesk, body: Body): Promise<string> {
  const { id, version } = await marketing.client.staffGame.create({ body });
  await marketing.client.staffGame.submit({ params: { id } });
  await manager.client.staffGame.approve({ params: { id }, body: { version } });
  await world.run(sweepGamesJob);
  return id;
}

/**
 * What is wrong with a game, one sentence each, read from the wins and tries alone: more of a prize than there were, a
 * counter that does not agree, fen that are neither won nor there, somebody with more than they may have, a try that won
 * twice, a turn that stopped at a prize without winning it.
 */
export async function checkGame(world: World, gameId: string): Promise<string[]> {
  const [prizes, [game], people, [odd]] = await Promise.all([
    world.rows<{ number: number; count: number; left: number; costFen: number; won: string; fen: string }>(
      `SELECT p.number, p.count, p.left_count AS \`left\`, p.cost_fen AS costFen, COUNT(w.id) AS won,
          COALESCE(SUM(w.amount_fen), 0) AS fen
         FROM game_prize p LEFT JOIN game_win w ON w.game_id = p.game_id AND w.prize = p.number
        WHERE p.game_id = ? GROUP BY p.number, p.count, p.left_count, p.cost_fen`,
      [gameId],
    ),
    world.rows<{ packed: number; returned: number; perPerson: number | null }>(
      'SELECT packed_fen AS packed, returned_fen AS returned, per_person AS perPerson FROM game WHERE id = ?',
      [gameId],
    ),
    world.rows<{ n: string }>(
      'SELECT COUNT(*) AS n FROM game_win WHERE game_id = ? GROUP BY owner_id ORDER BY n DESC LIMIT 1',
      [gameId],
    ),
    world.rows<{ n: string }>(
      `SELECT COUNT(*) AS n FROM game_play p LEFT JOIN game_win w ON w.play_id = p.id
        WHERE p.game_id = ? AND p.drawn IS NOT NULL AND (w.id IS NULL) = (p.landed = p.drawn AND p.drawn = 0)`,
      [gameId],
    ),
  ]);
  if (!game) return ['no such game'];
  const wrong: string[] = [];
  let fen = game.returned;
  for (const { number, count, left, costFen, won, fen: out } of prizes) {
    if (Number(won) > count) wrong.push(`${won} of prize ${number} were won, there were ${count}`);
    if (count - left !== Number(won)) wrong.push(`prize ${number}: ${count - left} counted, ${won} won`);
    fen += left * costFen + Number(out);
  }
  if (fen !== game.packed) wrong.push(`${game.packed} fen in, ${fen} won, back and left`);
  const most = Number(people[0]?.n ?? 0);
  if (game.perPerson !== null && most > game.perPerson) wrong.push(`somebody has ${most} prizes`);
  if (Number(odd?.n) > 0) wrong.push(`${odd?.n} turns were told what is not so`);
  return wrong;
}
