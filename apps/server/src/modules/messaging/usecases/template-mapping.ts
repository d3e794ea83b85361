import { type TemplateWord, templateWordLabel } from '@cheban/contracts';
import {
  checkValue,
  fitValue,
  NAME_LIMITS,
  type TemplateKeyword,
  type ValueKind,
  valueKind,
  valueLimit,
} from '@cheban/wechat';
import { PLATE } from '../domain/default-templates.js';
import type { Drift } from '../domain/waits.js';
import type { MessageTemplate } from '../persistence/sending-rules.repository.js';

/** What stands for each word in a check or a test send. */
export const sampleWords: Record<TemplateWord, string> = {
  store: '测试门店',
  service: '定期保养',
  time: '2026年11月18日 10:00',
  date: '2026年11月28日',
  reason: '这是一条测试消息',
  model: '测试车型',
  step: '可取车',
  note: '这是一条测试消息',
  weather: '暴雨橙色预警',
  plate: '晋A12345',
};

/** The rules of WeChat's value types in words; `…` stands for the limit of the type. */
const ruleWords: Record<ValueKind, string> = {
  thing: '… 个字以内',
  number: '… 位以内数字',
  letter: '… 位以内字母',
  symbol: '… 位以内符号',
  character_string: '… 位以内数字、字母或符号，不能有汉字',
  time: '时间，如 15:01 或 2026年10月1日 15:01',
  date: '日期，如 2026年10月1日',
  amount: '金额，如 100元',
  phone_number: '… 位以内电话号码',
  car_number: '… 位以内车牌号',
  name: `… 个汉字或 ${NAME_LIMITS.letters} 个字母以内`,
  phrase: '… 个汉字以内',
  enum: '只能用模板规定的选项',
};

/** One field as screens show it. */
export function fieldView({ key, label }: TemplateKeyword) {
  const type = valueKind(key);
  if (type === null) return { key, label, type, max: null, rule: '系统不认识这种字段，无法填写' };
  const max = valueLimit(type);
  return { key, label, type, max, rule: ruleWords[type].replace('…', String(max)) };
}

/** The rule of an SMS variable: the carrier only refuses an empty one. */
export const smsField = (key: string) => ({ key, label: key, type: null, max: null, rule: '短信变量' });

export interface FieldProblem {
  key: string;
  message: string;
}

/**
 * What is wrong with a mapping: fields of the template that nothing fills, keys the template does not have, and words
 * that its value types do not take. Empty when all is well.
 */
export function mappingProblems(
  keywords: readonly TemplateKeyword[],
  fields: Readonly<Record<string, string>>,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const { key, label } of keywords) {
    const word = fields[key] as TemplateWord | undefined;
    if (word === undefined) problems.push({ key, message: `请为“${label}”选择内容` });
    else if (checkValue(key, fitValue(key, sampleWords[word] ?? '')) !== null)
      problems.push({ key, message: `“${label}”不能用${templateWordLabel[word] ?? word}来填` });
  }
  for (const key of Object.keys(fields)) {
    if (!keywords.some((known) => known.key === key))
      problems.push({ key, message: `模板里没有字段 ${key}` });
  }
  return problems;
}

/** How a mapping in use stands against the account's template now; null when it still fits. */
export function driftOf(
  keywords: readonly TemplateKeyword[] | undefined,
  fields: Readonly<Record<string, string>>,
): Drift | null {
  if (keywords === undefined) return 'missing_in_account';
  const mapped = Object.keys(fields);
  const same = mapped.length === keywords.length && keywords.every(({ key }) => key in fields);
  return same ? null : 'fields_changed';
}

/** The values of a template, cut to WeChat's limits; null if a word is missing or cannot fit. */
export function fill(
  template: Pick<MessageTemplate, 'channel' | 'fields'>,
  words: Readonly<Record<string, string>>,
  plate: string,
): Record<string, string> | null {
  const data: Record<string, string> = {};
  for (const [key, word] of Object.entries(template.fields)) {
    const text = word === PLATE ? plate : (words[word] ?? '');
    const value = template.channel === 'sms' ? text.trim() : fitValue(key, text);
    if (template.channel === 'sms' ? value === '' : checkValue(key, value) !== null) return null;
    data[key] = value;
  }
  return data;
}
