/** A game as staff plan it. */
import { z } from 'zod';
import { planHead } from '../campaign/campaign.schema.js';
import { MOST_CASH_FEN, prizeKinds } from '../campaign/campaign-constants.js';
import { fen, id, instant } from '../common.schema.js';
import { gameKinds, MOST_GAME_PRIZES, ODDS_WHOLE } from './game-constants.js';

/** Some equal prizes. Cash: `amountFen` each, goes to the winner; a coupon or code: `unitCostFen` each. */
export const gamePrize = z.strictObject({
  kind: z.enum(prizeKinds),
  /** What owners read, for instance 免费洗车券. */
  name: z.string().trim().min(1, '请填写奖品名称').max(20, '奖品名称最多 20 个字'),
  count: z.int().min(1, '至少 1 份').max(MOST_GAME_PRIZES, `最多 ${MOST_GAME_PRIZES} 份`),
  amountFen: z.int().min(0).max(MOST_CASH_FEN).default(0),
  couponTypeId: id.nullable().default(null),
  codePoolId: id.nullable().default(null),
  unitCostFen: z.int().min(0).max(1_000_000).default(0),
});
export type GamePrize = z.infer<typeof gamePrize>;

export const wheelSegment = z.strictObject({
  /** What stands on the wheel; for a segment without a prize for instance 谢谢参与. */
  name: z.string().trim().min(1, '请填写扇区文字').max(10, '扇区文字最多 10 个字'),
  /** Of 10,000 turns on average. */
  odds: z.int().min(0).max(ODDS_WHOLE),
  prize: gamePrize.nullable().default(null),
});
export const wheelPlan = z.strictObject({
  /** Clockwise from the top. */
  segments: z.array(wheelSegment).min(2, '至少 2 个扇区').max(12, '最多 12 个扇区'),
  /** Place of the segment without a prize where a turn stops whose prize is gone. */
  fallback: z.int().min(0).max(11),
  triesPerDay: z.int().min(1).max(20).default(1),
  /** Over the whole game; null: no limit but the one per day. */
  triesInAll: z.int().min(1).max(200).nullable().default(3),
});
export type WheelPlan = z.infer<typeof wheelPlan>;

export const quizQuestion = z.strictObject({
  text: z.string().trim().min(2, '请填写题目').max(120, '题目最多 120 个字'),
  options: z
    .array(z.string().trim().min(1, '请填写选项').max(60, '选项最多 60 个字'))
    .min(2, '至少 2 个选项')
    .max(6, '最多 6 个选项'),
  /** Place of the right option. */
  right: z.int().min(0).max(5),
  /** Told after the answer. */
  explain: z.string().trim().max(200, '解析最多 200 个字').default(''),
  points: z.int().min(1).max(100).default(10),
});
export type QuizQuestion = z.infer<typeof quizQuestion>;
export const quizBand = z.strictObject({
  /** This score and above, up to the next band. */
  fromScore: z.int().min(0).max(5_000),
  prize: gamePrize,
});
export const quizPlan = z.strictObject({
  questions: z.array(quizQuestion).min(1, '请添加题目').max(50, '最多 50 题'),
  secondsPerQuestion: z.int().min(5).max(300).default(20),
  /** From the first question to the last answer. */
  secondsInAll: z.int().min(10).max(3_600).default(300),
  /** Everybody gets questions and options in an order of their own. */
  shuffle: z.boolean().default(true),
  /** From the lowest score up. A band that is given away falls to the one below. */
  bands: z.array(quizBand).min(1, '请添加奖品').max(8, '最多 8 档'),
});
export type QuizPlan = z.infer<typeof quizPlan>;

export const gamePlan = z.strictObject({
  ...planHead,
  budgetFen: fen,
  kind: z.enum(gameKinds),
  startsAt: instant,
  endsAt: instant,
  /** Filled for its kind, null for the other. */
  quiz: quizPlan.nullable().default(null),
  wheel: wheelPlan.nullable().default(null),
});
export type GamePlan = z.infer<typeof gamePlan>;
