import type { GamePlan, GamePrize } from '@cheban/contracts';
import { oddsOf } from './odds.js';

/** Equal prizes of a game; its place in the list is the number that rows know it by. */
export interface PrizeOffer extends GamePrize {
  /** Where in the plan, for instance `wheel.segments.2.prize`. */
  readonly path: string;
  /** 概率 1.5% or 80 分以上. */
  readonly condition: string;
  /** What one takes from the budget, in fen. */
  readonly costFen: number;
}

type Rules = Pick<GamePlan, 'kind' | 'quiz' | 'wheel'>;

/** The prizes of a plan, in the order of its segments or bands. */
export function offersOf(plan: Rules): PrizeOffer[] {
  if (plan.kind === 'wheel')
    return (plan.wheel?.segments ?? []).flatMap(({ prize, odds }, place) =>
      prize === null ? [] : [offer(prize, `wheel.segments.${place}.prize`, `概率 ${oddsOf(odds)}`)],
    );
  return (plan.quiz?.bands ?? []).map(({ prize, fromScore }, place) =>
    offer(prize, `quiz.bands.${place}.prize`, `${fromScore} 分以上`),
  );
}

/** Which prize a segment holds, by its place among the prizes; null for none. */
export function prizeOfSegment(plan: Rules, segment: number): number | null {
  const segments = plan.wheel?.segments ?? [];
  if (!segments[segment]?.prize) return null;
  return segments.slice(0, segment).filter(({ prize }) => prize !== null).length;
}

/** The prizes that a score has reached, the best first. */
export function prizesOfScore(plan: Rules, score: number): number[] {
  const bands = plan.quiz?.bands ?? [];
  return bands.flatMap(({ fromScore }, place) => (score >= fromScore ? [place] : [])).reverse();
}

/** What all prizes cost, or only those of cash. */
export function gameCost(plan: Rules, kind?: 'cash'): number {
  return offersOf(plan)
    .filter((prize) => kind === undefined || prize.kind === kind)
    .reduce((sum, { costFen, count }) => sum + costFen * count, 0);
}

/** The sum of all points of a quiz. */
export function mostScore(plan: Pick<GamePlan, 'quiz'>): number {
  return (plan.quiz?.questions ?? []).reduce((sum, { points }) => sum + points, 0);
}

function offer(prize: GamePrize, path: string, condition: string): PrizeOffer {
  const costFen = prize.kind === 'cash' ? prize.amountFen : prize.unitCostFen;
  return { ...prize, path, condition, costFen };
}
