import { z } from 'zod';
import { done, id, idParams, instant, pageOf, pageQuery } from '../common.schema.js';
import { alarmNames, messageKinds, pushChannels, templateStates, templateWords } from '../constants.js';
import { defineRoutes } from '../route.js';
import { channelEndpoints } from './channel.endpoints.js';

/** One keyword of a template: its key in WeChat, the label on the card, and what may stand in it. */
export const templateField = z.object({
  /** For instance `thing1`. */
  key: z.string(),
  /** What the owner reads beside the value; the key itself where WeChat names none. */
  label: z.string(),
  /** WeChat's value type (`thing`, `date` …), or null for one that we cannot fill. */
  type: z.string().nullable(),
  /** Longest value in characters; null where its format bounds it. */
  max: z.int().nullable(),
  /** The rule of the type in words, for instance “20 个字以内”. */
  rule: z.string(),
});
export type TemplateFieldView = z.infer<typeof templateField>;

export const accountTemplate = z.object({
  templateId: z.string(),
  title: z.string(),
  fields: z.array(templateField),
});

export const templateRow = z.object({
  kind: z.enum(messageKinds),
  kindLabel: z.string(),
  channel: z.enum(pushChannels),
  channelLabel: z.string(),
  templateId: z.string().nullable(),
  title: z.string(),
  state: z.enum(templateStates),
  /** Whether messages of this kind go out by this channel now. */
  active: z.boolean(),
  /** In words: what is wrong and what to do; empty when all is well. */
  problem: z.string(),
  fields: z.array(
    templateField.extend({
      word: z.string(),
      /** The account's template does not have this key any more. */
      gone: z.boolean(),
    }),
  ),
  /** When the account was last asked about it; null for never (SMS templates are not asked). */
  syncedAt: instant.nullable(),
  /** Names of the reminder rules and flows that use it. */
  rules: z.array(z.string()),
});
export type TemplateRow = z.infer<typeof templateRow>;

const accountState = z.object({
  channel: z.enum(['subscribe', 'official_account']),
  channelLabel: z.string(),
  syncedAt: instant.nullable(),
  /** In words: why the last sync failed; empty if it did not. */
  failure: z.string(),
  templates: z.array(accountTemplate),
});

export const circuitRow = z.object({
  /** `subscribe`, or `subscribe:<template id>`; encode it in the path of a test. */
  name: z.string(),
  channel: z.enum(pushChannels),
  channelLabel: z.string(),
  templateId: z.string().nullable(),
  /** What is switched off, in words. */
  title: z.string(),
  reason: z.string(),
  /** What a person should do. */
  advice: z.string(),
  since: instant,
  /** When one message will be let through as a trial by itself. */
  retryAt: instant,
  /** Messages that can wait do so until then (a daily quota); nobody has to act. */
  holds: z.boolean(),
  /** Messages waiting that would have gone this way, counted up to 10,000. */
  held: z.int(),
  /** Messages that took another way or stayed in the inbox since it opened, counted up to 10,000. */
  diverted: z.int(),
});
export type CircuitRow = z.infer<typeof circuitRow>;

export const alarmRow = z.object({
  id,
  name: z.enum(alarmNames),
  title: z.string(),
  /** Chinese: what happened, what it means, what to do. */
  text: z.string(),
  openedAt: instant,
  lastSeenAt: instant,
  /** How often it was seen since it opened. */
  count: z.int(),
  closedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
});
export type AlarmRow = z.infer<typeof alarmRow>;

export const channelRoutes = defineRoutes(channelEndpoints, {
  templates: {
    view: z.object({
      rows: z.array(templateRow),
      accounts: z.array(accountState),
      /** What a field may be filled with. */
      words: z.array(z.object({ word: z.enum(templateWords), label: z.string() })),
    }),
  },
  syncTemplates: {
    view: z.object({
      accounts: z.array(accountState),
      /** Kind and channel pairs whose state changed with this sync, in words. */
      changes: z.array(z.string()),
    }),
  },
  mapTemplate: {
    params: z.strictObject({ kind: z.enum(messageKinds), channel: z.enum(pushChannels) }),
    body: z.strictObject({
      /** Null switches the pair off. */
      templateId: z
        .string()
        .regex(/^[\w-]{1,64}$/, '模板编号只含字母、数字、- 和 _')
        .nullable(),
      /** Template key → word. */
      fields: z
        .record(z.string().regex(/^[a-z_]{1,30}\d{0,3}$/, '字段名不正确'), z.enum(templateWords))
        .default({}),
    }),
    view: templateRow,
    errors: ['CHANNEL.TEMPLATE_UNKNOWN', 'CHANNEL.FIELDS_WRONG'],
  },
  circuits: { view: z.object({ items: z.array(circuitRow) }) },
  testCircuit: {
    params: z.strictObject({ name: z.string().regex(/^[\w:-]{1,80}$/, '名称不正确') }),
    body: z.strictObject({
      /** Of an owner account that is bound in the mini-program; without it, the staff member's own phone. */
      phone: z
        .string()
        .trim()
        .regex(/^1\d{10}$/, '请输入 11 位手机号')
        .optional(),
    }),
    view: z.object({
      /** True: it went out and the circuit is closed. */
      closed: z.boolean(),
      /** What happened, in words. */
      text: z.string(),
      circuit: circuitRow.nullable(),
    }),
    errors: [
      'CHANNEL.TEST_PHONE_NEEDED',
      'CHANNEL.TEST_UNBOUND',
      'CHANNEL.TEST_NO_CREDIT',
      'CHANNEL.TEST_NOT_FOLLOWER',
    ],
  },
  quota: {
    query: z.strictObject({ storeId: id.optional() }),
    view: z.object({
      /** Of the whole group: the accounts are shared. */
      channels: z.array(
        z.object({
          channel: z.enum(pushChannels),
          channelLabel: z.string(),
          sentToday: z.int(),
          /** Sends a day that the account allows, as configured; null if none is configured. */
          dailyQuota: z.int().nullable(),
          failedToday: z.int(),
        }),
      ),
      /** How many owners of the store, or of all my stores, can still get a push. */
      reach: z.object({
        owners: z.int(),
        /** With at least one subscribe credit, or following the official account. */
        pushable: z.int(),
        followers: z.int(),
        /** Bound in the mini-program but without credit and without following. */
        boundOnly: z.int(),
      }),
      templates: z.array(
        z.object({
          templateId: z.string(),
          title: z.string(),
          kindLabels: z.array(z.string()),
          /** Credits left, summed over the owners. */
          credits: z.int(),
          owners: z.int(),
        }),
      ),
    }),
    errors: ['STORE.NOT_FOUND'],
  },
  alarms: {
    query: z.strictObject({ ...pageQuery, state: z.enum(['open', 'closed']).default('open') }),
    view: pageOf(alarmRow).extend({ open: z.int() }),
  },
  acknowledgeAlarm: { params: idParams, view: done },
});
