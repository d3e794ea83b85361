import { z } from 'zod';
import { businessDate, done, fen, id, instant } from '../common.schema.js';
import { channels, messageClasses, messageKinds, pushChannels } from '../constants.js';
import { defineRoutes } from '../route.js';
import { careRuleEndpoints } from './care.endpoints.js';
import { careRuleSources, careRuleStates, careVersionStates } from './care-constants.js';
import { careRuleBody, careTrigger } from './care-rule.schema.js';
import { segment } from './segment.schema.js';
import { segmentFieldNames } from './segment-fields.js';

/** Stands in SQL as care_item.rule: a built-in code such as `service`, or one the server made for a rule of staff. */
export const careRuleCode = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,29}$/, '规则编号格式不正确');
const codeParams = z.strictObject({ code: careRuleCode });
const storeQuery = z.strictObject({ storeId: id });
const note = z.string().trim().max(200, '最多 200 个字');

/** An edition that somebody else has to let pass. */
export const waitingEdition = z.object({
  version: z.int(),
  scope: z.enum(['group', 'store']),
  writtenBy: z.string(),
  writtenAt: instant,
  /** People it would reach in the 30 days after it was written. */
  recipients: z.int(),
  /** Who asks may decide: another person, with the permission. */
  mayDecide: z.boolean(),
});

/** What of a rule is paused until somebody mends a template. */
export const templatePause = z.object({
  channels: z.array(z.enum(pushChannels)),
  /** No other channel of the rule has a template. */
  whole: z.boolean(),
  /** In words, for a line in a list. */
  what: z.string(),
  /** In words: what becomes of its messages, what to do. */
  text: z.string(),
});

export const careRuleRow = z.object({
  code: careRuleCode,
  name: z.string(),
  source: z.enum(careRuleSources),
  builtIn: z.boolean(),
  kind: z.enum(messageKinds),
  class: z.enum(messageClasses),
  trigger: careTrigger,
  /** For instance `保养到期前 14 天、前 3 天、后 7 天`. */
  when: z.string(),
  tellAt: z.string(),
  channels: z.array(z.enum(channels)),
  /** In words, for instance `品牌是广汽丰田，且车龄不超过 24 个月`; `全部车主` without an audience. */
  audience: z.string(),
  state: z.enum(careRuleStates),
  stateWhy: z.string(),
  /** Channels whose template is not in the account as it was; null: all is well. */
  templatePause: templatePause.nullable(),
  /** The edition in force; 0 for a built-in rule that nobody has edited. */
  version: z.int(),
  waiting: waitingEdition.nullable(),
  /** Reminders planned for the next 30 days, and those already told in the last 30. */
  plannedNext30: z.int(),
  toldLast30: z.int(),
});
export type CareRuleRow = z.infer<typeof careRuleRow>;

/** A field of a WeChat or SMS template that the rule's kind fills, and how long its value may be. */
export const ruleTemplateField = z.object({
  channel: z.enum(['subscribe', 'official_account', 'sms']),
  /** Key of the template, for instance `thing4`. */
  key: z.string(),
  /** WeChat value type, for instance `thing`; `text` for SMS. */
  type: z.string(),
  /** What fills it: `reason` is the stage's short text, the others come from the files. */
  word: z.string(),
  label: z.string(),
  /** Longest value in characters; null where the format bounds it. */
  max: z.int().nullable(),
});
export type RuleTemplateField = z.infer<typeof ruleTemplateField>;

/** A campaign that a rule may invite to, or that one of its editions has named. */
export const ruleCampaign = z.object({
  id,
  title: z.string(),
  /** In words, for instance `11月25日 20:00 开始` or `进行中，11月30日结束`; what is over says so. */
  when: z.string(),
  /** False: the messages of the rule go without it. */
  open: z.boolean(),
});
export type RuleCampaign = z.infer<typeof ruleCampaign>;

export const careEdition = z.object({
  version: z.int(),
  scope: z.enum(['group', 'store']),
  state: z.enum(careVersionStates),
  body: careRuleBody,
  recipients: z.int(),
  writtenBy: z.string(),
  writtenAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  note: z.string(),
});

export const careRuleDetail = careRuleRow.extend({
  body: careRuleBody,
  /** Pass it back when saving: a rule that changed meanwhile is not overwritten. Editions are counted per scope. */
  basedOn: z.object({ store: z.int(), group: z.int() }),
  /** Newest first, at most 30, those of the store and of the group. */
  editions: z.array(careEdition),
  templates: z.array(ruleTemplateField),
  /** Those that the rule or one of its editions names. */
  campaigns: z.array(ruleCampaign),
  /** In words, for instance a channel without a template. */
  warnings: z.array(z.string()),
  limits: z.object({
    /** Messages of these hours wait (Shanghai, `HH:MM`); null: no quiet hours. */
    quiet: z.object({ from: z.string(), to: z.string() }).nullable(),
    /** An edition that reaches more people wants a second person's yes. */
    approvalOver: z.int(),
  }),
});
export type CareRuleDetail = z.infer<typeof careRuleDetail>;

export const ruleProblem = z.object({ path: z.string(), message: z.string() });

/** A person and a car in a preview or in the calendar. */
export const careSample = z.object({
  ownerId: id.nullable(),
  ownerName: z.string(),
  vehicleId: id.nullable(),
  plate: z.string().nullable(),
  model: z.string(),
  on: businessDate,
  /** `HH:MM` in Shanghai. */
  at: z.string(),
  channel: z.enum(channels).nullable(),
  title: z.string(),
  text: z.string(),
  /** Why not, or why so, in words. */
  why: z.string(),
});

export const reasonCount = z.object({ reason: z.string(), count: z.int() });

export const previewView = z.object({
  from: businessDate,
  to: businessDate,
  /** Of a rule about something that happens: whom the figures stand for, in words; else empty. */
  basis: z.string(),
  /** Cars that the rule is for at all, and those for which it falls due in these days. */
  carsInAudience: z.int(),
  people: z.int(),
  cars: z.int(),
  messages: z.int(),
  costFen: fen,
  /** False: the split below is scaled up from a sample; people, cars and messages are always counted. */
  exact: z.boolean(),
  byChannel: z.array(z.object({ channel: z.enum(channels), messages: z.int(), costFen: fen })),
  /** Reminders of people whom no message reaches, so that a colleague calls; not among the messages. */
  calls: z.int(),
  /** By day, for a small chart. */
  byDay: z.array(z.object({ on: businessDate, messages: z.int() })),
  /** Nobody to tell, or no way to. */
  notReached: z.array(reasonCount),
  /** They would be told, but later or not by this rule. */
  held: z.array(reasonCount),
  told: z.array(careSample),
  untold: z.array(careSample),
  approval: z.object({ needed: z.boolean(), why: z.string() }),
  problems: z.array(ruleProblem),
});
export type PreviewView = z.infer<typeof previewView>;

export const careRuleRoutes = defineRoutes(careRuleEndpoints, {
  list: {
    query: storeQuery,
    view: z.object({ items: z.array(careRuleRow) }),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: {
    params: codeParams,
    query: storeQuery,
    view: careRuleDetail,
    errors: ['STORE.NOT_FOUND'],
  },
  save: {
    params: codeParams,
    body: z.strictObject({
      /** null: the rule of the whole group, for staff of every store. */
      storeId: id.nullable(),
      /** `basedOn` of the scope as it was read. */
      basedOnVersion: z.int().min(0),
      body: careRuleBody,
    }),
    /** `submitted`: it waits for another person's yes; the former edition goes on meanwhile. */
    view: z.object({
      code: careRuleCode,
      version: z.int(),
      state: z.enum(['live', 'submitted']),
      why: z.string(),
    }),
    errors: ['STORE.NOT_FOUND', 'CARE.RULE_CHANGED', 'CARE.GROUP_ONLY'],
  },
  create: {
    body: z.strictObject({ storeId: id.nullable(), body: careRuleBody }),
    view: z.object({
      code: careRuleCode,
      version: z.int(),
      state: z.enum(['live', 'submitted']),
      why: z.string(),
    }),
    errors: ['STORE.NOT_FOUND', 'CARE.GROUP_ONLY'],
  },
  state: {
    params: codeParams,
    body: z.strictObject({
      storeId: id.nullable(),
      do: z.enum(['pause', 'resume', 'stop', 'start']),
      why: note,
    }),
    view: z.object({ state: z.enum(careRuleStates), stateWhy: z.string() }),
    errors: ['STORE.NOT_FOUND', 'CARE.RULE_STATE', 'CARE.ALWAYS_TOLD', 'CARE.GROUP_ONLY'],
  },
  decide: {
    params: codeParams,
    body: z.strictObject({
      storeId: id.nullable(),
      version: z.int().min(1),
      do: z.enum(['approve', 'reject']),
      note,
    }),
    view: z.object({ version: z.int(), state: z.enum(careVersionStates) }),
    errors: ['STORE.NOT_FOUND', 'CARE.OWN_APPROVAL', 'CARE.DECIDED', 'CARE.GROUP_ONLY'],
  },
  preview: {
    body: z.strictObject({
      storeId: id,
      code: careRuleCode.nullable().default(null),
      /** A draft; without it the edition in force. */
      body: careRuleBody.optional(),
      days: z.int().min(1).max(60).default(30),
    }),
    view: previewView,
    errors: ['STORE.NOT_FOUND'],
  },
  test: {
    params: codeParams,
    body: z.strictObject({ storeId: id, offset: z.int(), body: careRuleBody.optional() }),
    view: done.extend({ messageId: id, text: z.string() }),
    errors: ['STORE.NOT_FOUND', 'CARE.BIND_FIRST'],
  },
  campaigns: {
    query: storeQuery,
    /** Those that come or run, the one that starts first on top. */
    view: z.object({ items: z.array(ruleCampaign) }),
    errors: ['STORE.NOT_FOUND'],
  },
  segmentCount: {
    body: z.strictObject({ storeId: id, segment }),
    view: z.object({ cars: z.int(), owners: z.int(), words: z.string(), problems: z.array(ruleProblem) }),
    errors: ['STORE.NOT_FOUND'],
  },
  segmentOptions: {
    query: storeQuery,
    view: z.object({
      fields: z.array(
        z.object({
          field: z.enum(segmentFieldNames),
          /** The most frequent first, at most 200. */
          values: z.array(z.object({ value: z.string(), count: z.int() })),
        }),
      ),
    }),
    errors: ['STORE.NOT_FOUND'],
  },
});
