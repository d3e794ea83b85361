import type { CampaignPlan, PlanProblem, PrizeKind, PrizePlan } from '@cheban/contracts';
import {
  LEAST_CASH_FEN,
  MOST_CASH_FEN,
  MOST_WAVE_PACKETS,
  sourceProblems,
} from '@cheban/contracts/constants';
import { DAY_MS, formatYuan, MINUTE_MS } from '@cheban/kernel';
import { costOf } from './packets.js';
import { canSplit } from './split.js';

/** Packets have to be written and people told before the first wave. */
const LEAST_LEAD_MS = MINUTE_MS;
const MOST_LEAD_MS = 180 * DAY_MS;

export const waveCost = (prizes: readonly PrizePlan[]) =>
  prizes.reduce((sum, prize) => sum + costOf(prize), 0);
export const wavePackets = (prizes: readonly PrizePlan[]) =>
  prizes.reduce((sum, prize) => sum + prize.count, 0);
/** What all packets cost, or only those of one kind. */
export const planCost = (plan: Pick<CampaignPlan, 'waves'>, kind?: PrizeKind) =>
  plan.waves.reduce(
    (sum, wave) => sum + waveCost(wave.prizes.filter((prize) => kind === undefined || prize.kind === kind)),
    0,
  );

/** The prizes of every wave, with where they stand in the plan. */
export const prizesOfPlan = (plan: Pick<CampaignPlan, 'waves'>) =>
  plan.waves.flatMap(({ prizes }, wave) =>
    prizes.map((prize, place) => ({ ...prize, path: `waves.${wave}.prizes.${place}` })),
  );

/** What stands against running this plan, in the order of the form. `now` in milliseconds. */
export function planProblems(plan: CampaignPlan, now: number): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const say = (path: string, text: string) => problems.push({ path, text });
  let lastEnd = 0;
  plan.waves.forEach((wave, index) => {
    const at = `waves.${index}`;
    const startsAt = Date.parse(wave.startsAt);
    if (startsAt < now + LEAST_LEAD_MS) say(`${at}.startsAt`, '开始时间至少要在 1 分钟以后');
    else if (startsAt > now + MOST_LEAD_MS) say(`${at}.startsAt`, '开始时间最远 180 天');
    else if (startsAt < lastEnd) say(`${at}.startsAt`, '要在上一波结束之后开始，各波时间不能重叠');
    lastEnd = Math.max(lastEnd, startsAt + wave.minutes * MINUTE_MS);
    if (wavePackets(wave.prizes) > MOST_WAVE_PACKETS) say(`${at}.prizes`, `一波最多 ${MOST_WAVE_PACKETS} 份`);
    wave.prizes.forEach((prize, place) => {
      for (const problem of prizeProblems(prize)) say(`${at}.prizes.${place}.${problem.path}`, problem.text);
    });
  });
  const cost = planCost(plan);
  if (cost > plan.budgetFen)
    say('budgetFen', `各波合计 ${formatYuan(cost)} 元，超过预算 ${formatYuan(plan.budgetFen)} 元`);
  return problems;
}

function prizeProblems(prize: PrizePlan): PlanProblem[] {
  const source = sourceProblems(prize);
  if (source !== null) return source;
  if (prize.split === 'fixed') {
    const each = prize.totalFen / prize.count;
    if (!Number.isInteger(each))
      return [{ path: 'totalFen', text: '总额不能平均分：请调整总额或份数，或改为拼手气' }];
    return each < LEAST_CASH_FEN || each > MOST_CASH_FEN ? [{ path: 'totalFen', text: CASH_RANGE }] : [];
  }
  if (prize.minFen < LEAST_CASH_FEN) return [{ path: 'minFen', text: '微信转账每个最少 0.10 元' }];
  return canSplit(prize) ? [] : [{ path: 'totalFen', text: CASH_RANGE }];
}

const CASH_RANGE = `每个红包要在 ${formatYuan(LEAST_CASH_FEN)} 到 ${formatYuan(MOST_CASH_FEN)} 元之间，请调整总额、份数或最小金额`;
