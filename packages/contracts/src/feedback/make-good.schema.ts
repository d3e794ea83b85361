import { z } from 'zod';
import { fen, id, instant, longText, shortText } from '../common.schema.js';
import { makeGoodKinds, makeGoodStates } from '../constants.js';

/** What a store gives for what went wrong. */
export const makeGoodBody = z
  .strictObject({
    kind: z.enum(makeGoodKinds),
    /** For a coupon its value, for a free item what it costs the store. */
    amountFen: fen.min(100, '补偿至少 1 元').max(10_000_000, '单次补偿最多 10 万元'),
    /** For `free_item`: what is free, for instance 免费洗车一次. */
    item: shortText.default(''),
    /** Why; stays with the case. */
    reason: longText.min(2, '请写明补偿原因'),
  })
  .refine((body) => (body.kind === 'free_item') === (body.item !== ''), {
    path: ['item'],
    message: '免费项目请写明内容，代金券不用写',
  });

export const makeGoodDecisionBody = z
  .strictObject({ approve: z.boolean(), note: shortText.default('') })
  .refine((body) => body.approve || body.note.length >= 2, { path: ['note'], message: '请写明不同意的原因' });

export const makeGoodView = z.object({
  id,
  kind: z.enum(makeGoodKinds),
  /** For instance 50 元代金券, or 免费洗车一次. */
  title: z.string(),
  amountFen: fen,
  reason: z.string(),
  state: z.enum(makeGoodStates),
  stateLabel: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  /** Who decided; null while it waits, and for one within the limit of who asked. */
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionNote: z.string(),
  /** The person who looks may decide it: it waits, and it is not their own. */
  mayDecide: z.boolean(),
  /** It waits and is their own. */
  mayWithdraw: z.boolean(),
});
export type MakeGoodView = z.infer<typeof makeGoodView>;

/** What the person who looks at a case may still give. */
export const makeGoodRoom = z.object({
  /** At once, without asking anybody. */
  freeFen: fen,
  /** With approval. */
  mostFen: fen,
});

/** Limits for one case altogether, so that a large sum cannot be given in small parts. */
export const makeGoodRules = z.strictObject({
  advisorFen: fen,
  careFen: fen,
  managerFen: fen,
  /** For one case, approved or not. */
  mostFen: fen.max(10_000_000, '上限最多 10 万元'),
  /** Days for which the coupon is good. */
  validDays: z.int().min(1).max(730),
});
export type MakeGoodRules = z.infer<typeof makeGoodRules>;
