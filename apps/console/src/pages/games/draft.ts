import type { GamePlan, GamePrize, QuizPlan, QuizQuestion, WheelPlan } from '@cheban/contracts';
import { ODDS_WHOLE } from '@cheban/contracts/constants';
import type { PlanStep } from '../../features/campaign/plan-steps.js';

/** A plan while it is being filled in: any part may still be missing. Odds are kept in percent, as people type them. */
export type PrizeDraft = Partial<GamePrize>;
export interface SegmentDraft {
  name?: string;
  oddsPercent?: number | null;
  wins?: boolean;
  prize?: PrizeDraft;
}
export type WheelDraft = Partial<Pick<WheelPlan, 'triesPerDay' | 'triesInAll'>> & {
  segments?: (SegmentDraft | undefined)[];
};
export interface BandDraft {
  fromScore?: number | null;
  prize?: PrizeDraft;
}
export type QuestionDraft = Partial<Omit<QuizQuestion, 'options'>> & { options?: (string | undefined)[] };
export type QuizDraft = Partial<Pick<QuizPlan, 'secondsPerQuestion' | 'secondsInAll' | 'shuffle'>> & {
  questions?: (QuestionDraft | undefined)[];
  bands?: (BandDraft | undefined)[];
};
export type GameDraft = Partial<Omit<GamePlan, 'quiz' | 'wheel'>> & { quiz?: QuizDraft; wheel?: WheelDraft };

const PARTS_PER_PERCENT = ODDS_WHOLE / 100;
/** Whole parts of 10,000: percent with two decimals, without the dust of binary fractions. */
export const partsOf = (percent: number | null | undefined): number =>
  Math.round((percent ?? 0) * PARTS_PER_PERCENT);

/** What the odds of all segments still lack to the whole, in percent; negative: too much. */
export function oddsLeft(segments: readonly (SegmentDraft | undefined)[] = []): number {
  const sum = segments.reduce((total, segment) => total + partsOf(segment?.oddsPercent), 0);
  return (ODDS_WHOLE - sum) / PARTS_PER_PERCENT;
}

/** Place of the segment that takes the turns whose prize is gone: the first without a prize; -1 without one. */
export const fallbackOf = (segments: readonly (SegmentDraft | undefined)[] = []): number =>
  segments.findIndex((segment) => segment?.wins !== true);

export const mostScore = (quiz: QuizDraft | undefined): number =>
  (quiz?.questions ?? []).reduce((sum, question) => sum + (question?.points ?? 0), 0);

/** Prizes of the kind that the plan is of. */
export function prizesOf(draft: GameDraft): PrizeDraft[] {
  const prizes =
    draft.kind === 'quiz'
      ? (draft.quiz?.bands ?? []).map((band) => band?.prize)
      : (draft.wheel?.segments ?? []).map((segment) => (segment?.wins ? segment.prize : undefined));
  return prizes.filter((prize) => prize !== undefined);
}

/** What all prizes of this kind cost, fen. */
export const prizeCost = (prize: PrizeDraft): number =>
  (prize.count ?? 0) * ((prize.kind === 'cash' ? prize.amountFen : prize.unitCostFen) ?? 0);
export const gameCost = (draft: GameDraft): number =>
  prizesOf(draft).reduce((sum, prize) => sum + prizeCost(prize), 0);

/** Fields of other kinds of prizes are emptied, so that nothing hidden is sent along. */
function prizeOf(prize: PrizeDraft | undefined): GamePrize {
  const kind = prize?.kind ?? 'coupon';
  return {
    kind,
    name: prize?.name?.trim() ?? '',
    count: prize?.count ?? 0,
    amountFen: kind === 'cash' ? (prize?.amountFen ?? 0) : 0,
    couponTypeId: kind === 'coupon' ? (prize?.couponTypeId ?? null) : null,
    codePoolId: kind === 'code' ? (prize?.codePoolId ?? null) : null,
    unitCostFen: kind === 'cash' ? 0 : (prize?.unitCostFen ?? 0),
  };
}

function wheelOf(wheel: WheelDraft | undefined): WheelPlan {
  const segments = wheel?.segments ?? [];
  return {
    segments: segments.map((segment) => ({
      name: segment?.name?.trim() ?? '',
      odds: partsOf(segment?.oddsPercent),
      prize: segment?.wins ? prizeOf(segment.prize) : null,
    })),
    fallback: Math.max(0, fallbackOf(segments)),
    triesPerDay: wheel?.triesPerDay ?? 1,
    triesInAll: wheel?.triesInAll ?? null,
  };
}

function quizOf(quiz: QuizDraft | undefined): QuizPlan {
  return {
    questions: (quiz?.questions ?? []).map((question) => ({
      text: question?.text?.trim() ?? '',
      options: (question?.options ?? []).map((option) => option?.trim() ?? ''),
      right: question?.right ?? 0,
      explain: question?.explain?.trim() ?? '',
      points: question?.points ?? 0,
    })),
    secondsPerQuestion: quiz?.secondsPerQuestion ?? 20,
    secondsInAll: quiz?.secondsInAll ?? 300,
    shuffle: quiz?.shuffle ?? true,
    bands: (quiz?.bands ?? [])
      .map((band) => ({ fromScore: band?.fromScore ?? 0, prize: prizeOf(band?.prize) }))
      .sort((one, other) => one.fromScore - other.fromScore),
  };
}

/** The form as the API takes it. */
export function planOf(draft: GameDraft, segment: GamePlan['segment']): GamePlan {
  const kind = draft.kind ?? 'wheel';
  return {
    storeIds: draft.storeIds ?? [],
    title: draft.title?.trim() ?? '',
    subtitle: draft.subtitle?.trim() ?? '',
    rulesText: draft.rulesText?.trim() ?? '',
    segment,
    perPerson: draft.perPerson ?? null,
    perPhone: draft.perPhone ?? null,
    perCar: draft.perCar ?? null,
    attributionDays: draft.attributionDays ?? 30,
    budgetFen: draft.budgetFen ?? 0,
    kind,
    startsAt: draft.startsAt ?? '',
    endsAt: draft.endsAt ?? '',
    quiz: kind === 'quiz' ? quizOf(draft.quiz) : null,
    wheel: kind === 'wheel' ? wheelOf(draft.wheel) : null,
  };
}

/** A stored plan as the form shows it. */
export function draftOf({ quiz, wheel, segment: _segment, ...plan }: GamePlan): GameDraft {
  return {
    ...plan,
    ...(quiz && { quiz }),
    ...(wheel && {
      wheel: {
        triesPerDay: wheel.triesPerDay,
        triesInAll: wheel.triesInAll,
        segments: wheel.segments.map(({ name, odds, prize }) => ({
          name,
          oddsPercent: odds / PARTS_PER_PERCENT,
          wins: prize !== null,
          ...(prize && { prize }),
        })),
      },
    }),
  };
}

/** The steps of the editor and the parts of a plan that each asks for. */
export const gameSteps: readonly PlanStep[] = [
  { title: '写内容', fields: ['kind', 'title', 'subtitle', 'rulesText', 'storeIds', 'startsAt', 'endsAt'] },
  { title: '定玩法', fields: ['budgetFen', 'wheel', 'quiz'] },
  { title: '选人群', fields: ['segment', 'perPerson', 'perPhone', 'perCar', 'attributionDays'] },
  { title: '核对提交', fields: [] },
];
