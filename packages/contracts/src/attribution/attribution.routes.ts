import { z } from 'zod';
import { businessDate, fen, id } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { attributionEndpoints } from './attribution.endpoints.js';
import { attributionKinds } from './attribution-constants.js';

export const attributionRow = z.object({
  kind: z.enum(attributionKinds),
  kindLabel: z.string(),
  /** The campaign, the kind of coupon, or the store of the programme. */
  id,
  title: z.string(),
  from: businessDate,
  /** A visit within so many days after it was won or given counts. */
  days: z.int(),
  /** People whom a message about it has reached, on the phone or read in the inbox; null where none is sent. */
  told: z.int().nullable(),
  /** People who have opened the page; null where that is not known. */
  seen: z.int().nullable(),
  claimed: z.int(),
  /** Of them, who have used the coupon, got the prize, or were rewarded. */
  used: z.int(),
  booked: z.int(),
  arrived: z.int(),
  cars: z.int(),
  /** Cars among them that were lost or at risk before. */
  carsWonBack: z.int(),
  /** Paid to winners; for coupons and referrals what came off bills. */
  costFen: fen,
  outputFen: fen,
  costPerCarFen: fen.nullable(),
  /** Output for each fen of cost, two decimals; null without cost, or before a bill is paid. */
  outputPerCost: z.number().nullable(),
  /** Of a hundred who claimed, how many came. */
  arrivedPercent: z.int().nullable(),
});
export type AttributionRow = z.infer<typeof attributionRow>;

const range = z
  .strictObject({
    storeId: id.optional(),
    /** Begun between these days, both included; at most a year. */
    from: businessDate,
    to: businessDate,
    /** A visit within so many days counts; campaigns and games have their own window. */
    days: z.coerce.number().int().min(1).max(180).default(30),
  })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 366 * 86_400_000, {
    path: ['to'],
    message: '日期范围最长一年，结束不能早于开始',
  });
export const attributionRoutes = defineRoutes(attributionEndpoints, {
  compare: {
    query: range,
    view: z.object({ from: businessDate, to: businessDate, days: z.int(), items: z.array(attributionRow) }),
    errors: ['STORE.NOT_FOUND'],
  },
  file: { query: range, errors: ['STORE.NOT_FOUND'] },
});
