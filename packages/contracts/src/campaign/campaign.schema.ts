/** A campaign as staff plan it. */
import { z } from 'zod';
import { segment } from '../care/segment.schema.js';
import { fen, id, instant } from '../common.schema.js';
import {
  CERTAIN_PPM,
  MOST_CASH_FEN,
  MOST_WAVE_PACKETS,
  MOST_WAVES,
  prizeKinds,
  releaseKinds,
  splitKinds,
} from './campaign-constants.js';

/** Some packets of a wave. Cash: `totalFen` is split over `count`; a coupon or code: `unitCostFen` each. */
export const prizePlan = z.strictObject({
  kind: z.enum(prizeKinds),
  /** What owners read, for instance 现金红包 or 电影票. */
  name: z.string().trim().min(1, '请填写奖品名称').max(20, '奖品名称最多 20 个字'),
  count: z.int().min(1, '至少 1 份').max(MOST_WAVE_PACKETS, `一波最多 ${MOST_WAVE_PACKETS} 份`),
  split: z.enum(splitKinds).default('fixed'),
  totalFen: fen.default(0),
  /** The least a random packet holds, and the unit of the split. */
  minFen: z.int().min(0).max(MOST_CASH_FEN).default(0),
  couponTypeId: id.nullable().default(null),
  codePoolId: id.nullable().default(null),
  unitCostFen: fen.max(100_000_000, '每份成本最多 100 万元').default(0),
});
export type PrizePlan = z.infer<typeof prizePlan>;

export const wavePlan = z.strictObject({
  startsAt: instant,
  minutes: z.int().min(1, '至少 1 分钟').max(1_440, '一波最长 24 小时'),
  prizes: z.array(prizePlan).min(1, '请添加奖品').max(6, '一波最多 6 种奖品'),
});
export type WavePlan = z.infer<typeof wavePlan>;

const limit = z.int().min(1).max(50).nullable();

/** What every plan of a campaign or game says. */
export const planHead = {
  storeIds: z.array(id).min(1, '请选择门店').max(200),
  title: z.string().trim().min(2, '请填写活动名称').max(20, '活动名称最多 20 个字'),
  subtitle: z.string().trim().max(30, '副标题最多 30 个字').default(''),
  rulesText: z.string().trim().min(10, '请写清活动规则，车主会看到').max(2_000, '规则最多 2000 个字'),
  /** Who may take part, among the owners of the stores' cars; null: all of them. */
  segment: segment.nullable().default(null),
  /** Packets or prizes over the whole campaign for a person, a phone, a car; null: no limit. */
  perPerson: limit.default(1),
  perPhone: limit.default(1),
  perCar: limit.default(1),
  /** A visit within so many days after the win counts as brought back. */
  attributionDays: z.int().min(1).max(180).default(30),
};

/** Beside the limits of the head: one packet for a person and wave, always. */
export const campaignPlan = z.strictObject({
  ...planHead,
  budgetFen: fen,
  waves: z.array(wavePlan).min(1, '请添加一波').max(MOST_WAVES, `最多 ${MOST_WAVES} 波`),
  /** How often a tap wins while packets are left, in parts of a million. */
  oddsPpm: z.int().min(1).max(CERTAIN_PPM).default(CERTAIN_PPM),
  release: z.enum(releaseKinds).default('at_once'),
  /** Days to come for `at_check_in`. */
  arriveWithinDays: z.int().min(1).max(90).default(30),
});
export type CampaignPlan = z.infer<typeof campaignPlan>;
