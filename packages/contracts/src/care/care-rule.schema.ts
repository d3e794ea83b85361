/** A reminder rule as data: what starts it, whom it is for, when, in which words and by which channels (mission.md D). */
import { z } from 'zod';
import { businessDate, id, timeOfDay } from '../common.schema.js';
import { messageKinds } from '../constants.js';
import { careDues, careEvents, careHolidays } from './care-constants.js';
import { segment } from './segment.schema.js';

/** What the stages of a rule count from. The trigger of a built-in rule cannot be changed. */
export const careTrigger = z.discriminatedUnion('type', [
  /** Days from the due date of the thing; `silence`: from the day the owner stopped coming. */
  z.strictObject({ type: z.literal('due'), due: z.enum(careDues) }),
  z.strictObject({ type: z.literal('holiday'), holiday: z.enum(careHolidays) }),
  /** Days since delivery (新车关怀). */
  z.strictObject({ type: z.literal('since_sold') }),
  /** One given day, told once. */
  z.strictObject({ type: z.literal('on_date'), on: businessDate }),
  /** Something that happens; planned by the room that knows of it, with this rule's words. */
  z.strictObject({ type: z.literal('event'), event: z.enum(careEvents) }),
]);
export type CareTrigger = z.infer<typeof careTrigger>;

/** Channels a rule may use, tried in this order; the inbox always has the message. */
export const careChannels = ['subscribe', 'official_account', 'sms', 'call_task'] as const;

export const careStage = z.strictObject({
  /** Days from the trigger; negative is before. Names the stage: unique within a rule. */
  offset: z.int().min(-365, '最早提前 365 天').max(1095, '最晚延后 1095 天'),
  /** Days after its time in which it may still be told. */
  validDays: z.number().min(0.25, '至少 0.25 天').max(90, '最多 90 天'),
  /** Inbox title, with variables in braces. */
  title: z.string().trim().min(1, '请填写标题').max(40, '标题最多 40 个字'),
  body: z.string().trim().min(1, '请填写正文').max(300, '正文最多 300 个字'),
  /** Fills the reason field of a template (WeChat `thing`: at most 20 characters); null: made from the facts. */
  short: z.string().trim().min(1).max(40).nullable(),
});
export type CareStageBody = z.infer<typeof careStage>;

export const careRuleBody = z.strictObject({
  name: z.string().trim().min(1, '请填写名称').max(20, '名称最多 20 个字'),
  trigger: careTrigger,
  /** The kind of its messages, which chooses the templates. */
  kind: z.enum(messageKinds),
  class: z.enum(['service', 'care', 'marketing']),
  /** Clock time in Shanghai. */
  tellAt: timeOfDay,
  /** Button of the message; null for none. */
  actionLabel: z.string().trim().min(1).max(10, '按钮最多 10 个字').nullable(),
  stages: z
    .array(careStage)
    .min(1, '至少要有一次提醒')
    .max(12, '最多 12 次提醒')
    .refine(
      (stages) => new Set(stages.map(({ offset }) => offset)).size === stages.length,
      '同一天只能提醒一次',
    ),
  channels: z
    .array(z.enum(careChannels))
    .max(4)
    .refine((list) => new Set(list).size === list.length, '渠道不能重复'),
  /** Who of those it falls due for; null for everyone. */
  audience: segment.nullable(),
  /** A campaign that a marketing message invites to as long as it runs: one more sentence, and its page opens. */
  campaignId: id.optional(),
});
export type CareRuleBody = z.infer<typeof careRuleBody>;
