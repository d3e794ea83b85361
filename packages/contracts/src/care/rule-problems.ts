/**
 * What keeps a reminder rule from being saved, in words: WeChat's rules, the limits of templates, and what would
 * never be told. Pure and without zod: the server refuses by it and the console shows it at every key.
 */
import {
  type CareVariable,
  careVariableLabel,
  careVariables,
  isDated,
  type TriggerLike,
  variablesFor,
} from './care-constants.js';
import { type Problem, problemsOfSegment, type SegmentTree } from './segment-problems.js';

interface RuleStage {
  readonly offset: number;
  readonly validDays: number;
  readonly title: string;
  readonly body: string;
  readonly short: string | null;
}
/** What this file looks at of a rule; a `CareRuleBody` fits. */
export interface RuleDraft {
  readonly name: string;
  readonly trigger: TriggerLike & { readonly due?: string; readonly on?: string };
  readonly kind: string;
  readonly class: string;
  readonly tellAt: string;
  readonly actionLabel: string | null;
  readonly stages: readonly RuleStage[];
  readonly channels: readonly string[];
  readonly audience: SegmentTree | null;
  readonly campaignId?: string | undefined;
}
/** A field of a template that the rule's kind fills; a `RuleTemplateField` of the contract fits. */
export interface FieldLimit {
  readonly channel: string;
  readonly word: string;
  readonly label: string;
  readonly max: number | null;
}
export interface RuleSurroundings {
  /** Templates of the rule's kind. */
  readonly fields: readonly FieldLimit[];
  /** First day on which it may still be told, YYYY-MM-DD. */
  readonly today: string;
  /** Null for a rule that staff wrote. */
  readonly builtIn: {
    readonly trigger: unknown;
    readonly kind: string;
    readonly class: string;
    /** Days that cannot be changed, because the system counts from what happens; null if they can. */
    readonly offsets: readonly number[] | null;
  } | null;
  /** Outside of these the messages would wait: `HH:MM`, equal for no quiet hours. */
  readonly quiet: { readonly from: string; readonly to: string };
}

/** Longest text a variable becomes, in characters: the counting is on the safe side. */
export const longestVariable: Record<CareVariable, number> = {
  why: 40,
  owner: 12,
  model: 20,
  date: 11,
  days: 4,
  store: 20,
  phone: 13,
  advisor: 10,
  service: 20,
  step: 12,
  amount: 10,
  topic: 30,
  place: 30,
  note: 100,
};

/**
 * Red packets and what one can redeem: WeChat forbids them in template messages, and text messages of them want a consent
 * of their own.
 */
const isOffer = ({ type, event }: TriggerLike) =>
  type === 'event' && /^(campaign|payout|coupon|card)/.test(event ?? '');
const WISHES = ['birthday', 'holiday_wish'];
/**
 * Why WeChat's library has no template for a kind, in Chinese; null if it has. Templates are for services that somebody
 * asked for (operation rules of template and subscribe messages): neither for wishes nor for winning customers back.
 */
export function whyNoWechat(kind: string): string | null {
  if (WISHES.includes(kind)) return '微信模板只用于办事通知，没有祝福类；祝福放在站内消息里';
  return kind === 'win_back' ? '微信模板只用于办事通知，没有招揽类；走短信（需同意）和电话' : null;
}
/** A rule whose messages may invite to a campaign: an offer, which WeChat keeps out of all but marketing. */
export const mayInvite = (rule: Pick<RuleDraft, 'class' | 'kind' | 'trigger'>) =>
  rule.class === 'marketing' && rule.trigger.type !== 'event' && !WISHES.includes(rule.kind);
/** What the button of such a message is called, and what it says while a wave runs. */
export const TO_CAMPAIGN = '去看活动';
export const inviteNow = (title: string): string => `另外，“${title}”正在发红包，点开就能抢。`;
/** Words of templates that a stage's short text fills. */
export const SHORT_WORDS = ['reason', 'note'];
/** Kinds that rules of staff may use; the others speak of something that the system knows better. */
export const customKinds = ['notice', 'new_car', 'holiday_wish', 'trip_check', 'win_back'] as const;
export const customTriggers = ['on_date', 'since_sold', 'holiday'] as const;
const TITLE_MAX = 60;
const BODY_MAX = 500;
/** Days before something that the owner has put their name to. */
const LONGEST_AHEAD = 30;
/** WeChat forbids offers in template messages and notices of coupons or red packets; a wish carries none anywhere. */
const OFFER =
  /优惠|折扣|[打享]?\s*[一二三四五六七八九\d.]+\s*折|满减|立减|特价|促销|红包|卡券|代金券|优惠券|抵扣|抽奖|赠送|免费送|限时|返现|秒杀|¥|￥/;
/** Requests that WeChat counts as luring (诱导分享). */
const LURE = /转发|分享到|集赞|朋友圈/;

const known: readonly string[] = careVariables;

/** Days of a rule that cannot be changed, because the system counts from what happens; null if they can. */
export const fixedOffsets = (rule: Pick<RuleDraft, 'trigger' | 'stages'>): readonly number[] | null =>
  rule.trigger.type === 'event' && !isDated(rule.trigger) ? rule.stages.map(({ offset }) => offset) : null;

/** Characters (code points) of a text with its variables at their longest. */
export function longestText(text: string): number {
  let length = [...text.replace(/\{(\w+)\}/g, '')].length;
  for (const [, name = ''] of text.matchAll(/\{(\w+)\}/g))
    length += longestVariable[name as CareVariable] ?? name.length + 2;
  return length;
}

type Add = (path: string, message: string) => void;

/** Every problem with its place (`stages.0.short`), none if the rule may be saved. */
export function problemsOfRule(rule: RuleDraft, around: RuleSurroundings): Problem[] {
  const problems: Problem[] = [];
  const add: Add = (path, message) => problems.push({ path, message });
  const wish = WISHES.includes(rule.kind);
  if (around.builtIn) problemsOfBuiltIn(rule, around.builtIn, add);
  else problemsOfOwn(rule, add);
  if (wish && rule.class === 'marketing') add('class', '生日和节日祝福不能是营销消息');
  problemsOfChannels(rule, wish, add);
  problemsOfTimes(rule, around, add);
  for (const [index, stage] of rule.stages.entries())
    problemsOfStage(stage, `stages.${index}`, rule, around, wish, add);
  for (const { path, message } of problemsOfSegment(rule.audience))
    add(path === '' ? 'audience' : `audience.${path}`, message);
  return problems;
}

/** What the code of a built-in rule relies on stays as it is. */
function problemsOfBuiltIn(
  rule: RuleDraft,
  builtIn: NonNullable<RuleSurroundings['builtIn']>,
  add: Add,
): void {
  if (!same(builtIn.trigger, rule.trigger)) add('trigger', '系统规则的触发条件不能修改');
  if (builtIn.kind !== rule.kind) add('kind', '系统规则的消息类型不能修改');
  if (builtIn.class !== rule.class) add('class', '系统规则的消息类别不能修改');
  const { offsets } = builtIn;
  if (offsets === null) return;
  if (offsets.length !== rule.stages.length || rule.stages.some(({ offset }) => !offsets.includes(offset)))
    add('stages', '这条规则的提醒时间由系统安排，只能修改文案和渠道');
}

/** What staff may make rules of. */
function problemsOfOwn(rule: RuleDraft, add: Add): void {
  if (!(customTriggers as readonly string[]).includes(rule.trigger.type))
    add('trigger', '自建规则可按指定日期、交车天数或节日触发');
  if (!(customKinds as readonly string[]).includes(rule.kind)) add('kind', '自建规则不能使用这种消息类型');
  if (rule.class === 'service') add('class', '服务类消息只用于预约和维修，请选择关怀或营销');
  if (rule.kind === 'win_back' && rule.class !== 'marketing') add('class', '招揽消息属于营销类');
}

/** Which ways its messages may take, and what they may carry there. */
function problemsOfChannels(rule: RuleDraft, wish: boolean, add: Add): void {
  if (rule.class === 'marketing' && rule.channels.includes('official_account'))
    add('channels', '微信禁止用公众号模板消息发营销内容，请去掉这个渠道');
  if (rule.campaignId !== undefined && !mayInvite(rule))
    add('campaignId', '只有营销类的提醒可以带上红包活动；祝福、关怀和服务消息不带');
  if (isOffer(rule.trigger) && rule.channels.some((channel) => channel !== 'subscribe'))
    add('channels', '红包和卡券通知只能走小程序订阅消息和站内消息，请去掉其他渠道');
  if (wish && rule.channels.includes('official_account'))
    add('channels', '微信模板消息不能用于祝福，请去掉公众号渠道');
  if (wish && rule.channels.includes('call_task')) add('channels', '祝福不需要电话任务');
  if (rule.trigger.type === 'event') {
    if (rule.audience !== null) add('audience', '这类消息只发给相关的车主，不能再筛选');
    if (rule.channels.includes('call_task')) add('channels', '这类消息不派电话任务，请去掉这个渠道');
  }
}

/** On which days and at what hour it may speak. */
function problemsOfTimes(rule: RuleDraft, around: RuleSurroundings, add: Add): void {
  const isAny = (wrong: (offset: number) => boolean) => rule.stages.some(({ offset }) => wrong(offset));
  if (rule.trigger.type === 'on_date') {
    const first = rule.trigger.on ?? '';
    if (rule.stages.length > 1) add('stages', '指定日期的规则只发一次');
    if (isAny((offset) => offset !== 0)) add('stages', '指定日期的规则在当天发送，请将天数设为 0');
    if (!around.builtIn && first < around.today) add('trigger', '日期已经过去了');
  }
  if (isDated(rule.trigger) && isAny((offset) => offset > 0 || offset < -LONGEST_AHEAD))
    add('stages', `只能在当天或提前 ${LONGEST_AHEAD} 天以内提醒`);
  if (rule.trigger.type === 'since_sold' && isAny((offset) => offset < 0))
    add('stages', '交车前没有车主可以提醒，天数不能为负');
  if (isQuiet(rule.tellAt, around.quiet))
    add('tellAt', `免打扰时段（${around.quiet.from}–${around.quiet.to}）不发送，请换一个时间`);
}

function problemsOfStage(
  stage: RuleStage,
  path: string,
  rule: RuleDraft,
  around: RuleSurroundings,
  wish: boolean,
  add: Add,
): void {
  const texts = [
    ['title', stage.title, TITLE_MAX],
    ['body', stage.body, BODY_MAX],
    ['short', stage.short ?? '', 40],
  ] as const;
  const usable: readonly string[] = variablesFor(rule.trigger);
  for (const [key, text, max] of texts) {
    for (const [, name = ''] of text.matchAll(/\{([^{}]*)\}/g)) {
      if (!known.includes(name)) add(`${path}.${key}`, `没有“{${name}}”这个变量`);
      else if (!usable.includes(name))
        add(`${path}.${key}`, `这条规则里没有“${careVariableLabel[name as CareVariable]}”可填`);
    }
    if (/[{}]/.test(text.replace(/\{\w+\}/g, ''))) add(`${path}.${key}`, '花括号要成对，中间只写变量名');
    if (longestText(text) > max)
      add(`${path}.${key}`, `填入变量后可能有 ${longestText(text)} 个字，最多 ${max} 个字`);
    if (wish && OFFER.test(text)) add(`${path}.${key}`, '祝福里不能带优惠');
    else if (rule.class === 'care' && rule.channels.includes('official_account') && OFFER.test(text))
      add(`${path}.${key}`, '公众号模板消息不能带优惠内容；请改写，或改为营销类');
    if (LURE.test(text)) add(`${path}.${key}`, '微信禁止诱导分享，请去掉“转发、朋友圈”一类的话');
  }
  if (stage.short === null) return;
  const length = longestText(stage.short);
  for (const field of around.fields) {
    if (!SHORT_WORDS.includes(field.word) || field.max === null || !rule.channels.includes(field.channel))
      continue;
    if (length > field.max) {
      add(`${path}.short`, `模板的“${field.label}”最多 ${field.max} 个字，填入变量后可能有 ${length} 个字`);
      break;
    }
  }
}

function isQuiet(at: string, { from, to }: RuleSurroundings['quiet']): boolean {
  if (from === to) return false;
  return from < to ? at >= from && at < to : at >= from || at < to;
}

const same = (a: unknown, b: unknown) => ordered(a) === ordered(b);
const ordered = (value: unknown) =>
  JSON.stringify(Object.entries((value ?? {}) as object).sort(([a], [b]) => a.localeCompare(b)));
