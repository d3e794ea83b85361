import type { GamePlan } from '@cheban/contracts';
import { sweepGamesJob } from '../../src/modules/game/index.js';
import type { CampaignDesk } from './campaigns.js';
import type { TestStaff } from './factories.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

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
