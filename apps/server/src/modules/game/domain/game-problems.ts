import type { GamePlan, PlanProblem, QuizPlan, WheelPlan } from '@cheban/contracts';
import { LEAST_CASH_FEN, MOST_CASH_FEN, ODDS_WHOLE, sourceProblems } from '@cheban/contracts/constants';
import { DAY_MS, formatYuan, HOUR_MS } from '@cheban/kernel';
import { gameCost, mostScore, offersOf, type PrizeOffer } from './game-prizes.js';
import { oddsOf } from './odds.js';

const MOST_LEAD_MS = 180 * DAY_MS;
const MOST_DAYS = 92;

/** What stands against running this plan, in the order of the form. `now` in milliseconds. */
export function gameProblems(plan: GamePlan, now: number): PlanProblem[] {
  return [
    ...timeProblems(plan, now),
    ...(plan.kind === 'wheel' ? wheelProblems(plan.wheel) : quizProblems(plan.quiz, plan)),
    ...offersOf(plan).flatMap(prizeProblems),
    ...budgetProblems(plan),
  ];
}

function timeProblems(plan: GamePlan, now: number): PlanProblem[] {
  const startsAt = Date.parse(plan.startsAt);
  const endsAt = Date.parse(plan.endsAt);
  if (startsAt > now + MOST_LEAD_MS) return [{ path: 'startsAt', text: '开始时间最远 180 天' }];
  if (endsAt < startsAt + HOUR_MS) return [{ path: 'endsAt', text: '至少要开放 1 小时' }];
  if (endsAt < now + HOUR_MS) return [{ path: 'endsAt', text: '结束时间至少要在 1 小时以后' }];
  if (endsAt > startsAt + MOST_DAYS * DAY_MS)
    return [{ path: 'endsAt', text: `一个活动最长 ${MOST_DAYS} 天` }];
  return [];
}

function wheelProblems(wheel: WheelPlan | null): PlanProblem[] {
  if (wheel === null) return [{ path: 'wheel', text: '请设置转盘' }];
  const problems: PlanProblem[] = [];
  const { segments, fallback } = wheel;
  const sum = segments.reduce((total, { odds }) => total + odds, 0);
  if (sum !== ODDS_WHOLE)
    problems.push({ path: 'wheel.segments', text: `各扇区概率合计要正好 100%，现在是 ${oddsOf(sum)}` });
  if (!segments.some(({ prize }) => prize !== null))
    problems.push({ path: 'wheel.segments', text: '至少一个扇区有奖品' });
  if (segments[fallback] === undefined || segments[fallback]?.prize !== null)
    problems.push({ path: 'wheel.fallback', text: '请指定一个没有奖品的扇区：奖品发完时停在那里' });
  if (wheel.triesInAll !== null && wheel.triesInAll < wheel.triesPerDay)
    problems.push({ path: 'wheel.triesInAll', text: '总次数不能少于每天次数' });
  return problems;
}

function quizProblems(quiz: QuizPlan | null, plan: GamePlan): PlanProblem[] {
  if (quiz === null) return [{ path: 'quiz', text: '请添加题目' }];
  const problems: PlanProblem[] = [];
  quiz.questions.forEach(({ options, right }, place) => {
    const at = `quiz.questions.${place}`;
    if (right >= options.length) problems.push({ path: `${at}.right`, text: '请指定正确选项' });
    if (new Set(options).size < options.length)
      problems.push({ path: `${at}.options`, text: '选项不能重复' });
  });
  if (quiz.secondsInAll < quiz.secondsPerQuestion)
    problems.push({ path: 'quiz.secondsInAll', text: '总时间不能少于每题时间' });
  const most = mostScore(plan);
  quiz.bands.forEach(({ fromScore }, place) => {
    const path = `quiz.bands.${place}.fromScore`;
    if (fromScore > most) problems.push({ path, text: `满分只有 ${most} 分` });
    if (place > 0 && fromScore <= (quiz.bands[place - 1]?.fromScore ?? 0))
      problems.push({ path, text: '分数要一档比一档高' });
  });
  return problems;
}

function prizeProblems(offer: PrizeOffer): PlanProblem[] {
  const at = (problem: PlanProblem) => ({ path: `${offer.path}.${problem.path}`, text: problem.text });
  const source = sourceProblems(offer);
  if (source !== null) return source.map(at);
  if (offer.amountFen >= LEAST_CASH_FEN && offer.amountFen <= MOST_CASH_FEN) return [];
  const text = `现金每份要在 ${formatYuan(LEAST_CASH_FEN)} 到 ${formatYuan(MOST_CASH_FEN)} 元之间`;
  return [at({ path: 'amountFen', text })];
}

function budgetProblems(plan: GamePlan): PlanProblem[] {
  const cost = gameCost(plan);
  if (cost <= plan.budgetFen) return [];
  const text = `奖品合计 ${formatYuan(cost)} 元，超过预算 ${formatYuan(plan.budgetFen)} 元`;
  return [{ path: 'budgetFen', text }];
}
