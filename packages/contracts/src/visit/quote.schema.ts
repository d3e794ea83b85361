import { z } from 'zod';
import { businessDate, fen, id, instant, longText, shortText } from '../common.schema.js';
import { serviceKinds } from '../constants.js';
import { photoIds, photoView } from '../media/media.routes.js';
import {
  answerWays,
  declinedWorkEndings,
  declinedWorkStates,
  promisePayKinds,
  quoteKinds,
  quoteStates,
} from './visit-constants.js';

export const quoteLineInput = z.strictObject({
  name: shortText.min(1, '请填写项目名称'),
  kind: z.enum(['labour', 'part']),
  quantity: z.number().min(0.1).max(999).multipleOf(0.1),
  /** For the whole quantity. */
  amountFen: fen,
});

/** One million yuan: what a work order of several quotes comes to stays within what money may be. */
const MOST_QUOTE_FEN = 100_000_000;
const sumFen = (lines: readonly { amountFen: number }[]) =>
  lines.reduce((sum, { amountFen }) => sum + amountFen, 0);

export const quoteBody = z
  .strictObject({
    kind: z.enum(quoteKinds),
    /** Short name of the work; the owner reads it first. */
    title: shortText.min(1, '请填写报价名称'),
    /** Why it is needed, in plain words. */
    note: longText.default(''),
    lines: z
      .array(quoteLineInput)
      .min(1, '至少一项')
      .max(50, '最多 50 项')
      .refine((lines) => sumFen(lines) <= MOST_QUOTE_FEN, '一份报价合计不能超过 100 万元'),
    /** Only for an estimate: when the car will be done. */
    readyAt: instant.optional(),
    /** Only for extra work: minutes that it takes longer, within opening hours. */
    extraMinutes: z.int().min(0).max(2_880).default(0),
    photoIds: photoIds(9),
  })
  .refine((body) => body.kind === 'estimate' || body.readyAt === undefined, '增项请填写增加的分钟数')
  .refine((body) => body.kind === 'extra' || body.extraMinutes === 0, '接车报价请填写完工时间');

export const ownerAnswerBody = z.strictObject({ approve: z.boolean(), note: shortText.default('') });
/** What the owner said on the phone, written down by staff; audited. */
export const phoneAnswerBody = z.strictObject({
  approve: z.boolean(),
  note: shortText.min(1, '请写明与谁、怎样确认的'),
});

/** What "book this item" fills in: kind of service and the note of the booking. */
export const bookItem = z.object({ kind: z.enum(serviceKinds), note: z.string() });

export const quoteView = z.object({
  id,
  kind: z.enum(quoteKinds),
  /** Version of the estimate, or number of the extra work, from 1. */
  number: z.int(),
  state: z.enum(quoteStates),
  title: z.string(),
  note: z.string(),
  lines: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['labour', 'part']),
      quantity: z.number(),
      amountFen: fen,
    }),
  ),
  totalFen: fen,
  readyAt: instant.nullable(),
  extraMinutes: z.int(),
  photos: z.array(photoView),
  askedAt: instant,
  askedBy: z.string().nullable(),
  /** The owner was reminded. */
  remindedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  answeredWay: z.enum(answerWays).nullable(),
  /** Who wrote the answer down, if it came by phone. */
  answeredBy: z.string().nullable(),
  answerNote: z.string().nullable(),
});
export type QuoteView = z.infer<typeof quoteView>;

export const declinedWorkView = z.object({
  id,
  visitId: id,
  vehicleId: id,
  model: z.string(),
  plate: z.string().nullable(),
  storeId: id,
  title: z.string(),
  note: z.string(),
  amountFen: fen,
  declinedAt: instant,
  /** False: the car left before the owner had answered. */
  answered: z.boolean(),
  state: z.enum(declinedWorkStates),
  /** When care asks again; an advisor calls a week later. Null once it was asked, or settled. */
  chaseOn: businessDate.nullable(),
  book: bookItem,
});
export type DeclinedWorkView = z.infer<typeof declinedWorkView>;

/** For the chase: also who has put it off. */
export const staffDeclinedWorkView = z.object({
  ...declinedWorkView.shape,
  ownerId: id.nullable(),
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
});
export type StaffDeclinedWorkView = z.infer<typeof staffDeclinedWorkView>;

export const settleDeclinedBody = z
  .strictObject({
    state: z.enum(declinedWorkEndings),
    /** For `open`: when to ask again. */
    chaseOn: businessDate.optional(),
    note: shortText.default(''),
  })
  .refine((body) => body.state !== 'open' || body.chaseOn !== undefined, '请选择下次跟进日期');

/** How a store runs its visits. */
export const visitRules = z.strictObject({
  /** Work begins only after the owner's answer to every open quote. */
  approvalFirst: z.boolean(),
  /** Minutes after the promised time that do not count as late. */
  toleranceMinutes: z.int().min(0).max(240),
  payKind: z.enum(promisePayKinds),
  /** For `cash_off`. */
  payFen: z.int().min(0).max(100_000),
  /** For `free_item`: what is free, for instance 免费洗车一次. */
  payItem: shortText,
  /** Days for which the coupon is good. */
  payValidDays: z.int().min(1).max(730),
});
export type VisitRules = z.infer<typeof visitRules>;

export const brokenPromiseView = z.object({
  promisedAt: instant,
  /** The store's own reason. */
  reason: z.string(),
  payKind: z.enum(promisePayKinds),
  /** For instance 20 元代金券; null if the store pays nothing. */
  payTitle: z.string().nullable(),
  amountFen: fen,
});
export type BrokenPromiseView = z.infer<typeof brokenPromiseView>;
