import { z } from 'zod';
import { formFieldTypes } from './activity-constants.js';

/** A question of the sign-up form, as marketing staff define it. */
export const formField = z
  .strictObject({
    /** Names the answer; stays the same when the words change. */
    key: z.string().regex(/^[a-z][a-z0-9_]{0,19}$/, '字段代号用小写字母、数字和下划线，字母开头'),
    label: z.string().trim().min(1, '请填写问题').max(30, '问题最多 30 个字'),
    type: z.enum(formFieldTypes),
    required: z.boolean(),
    /** Choices of `choice` and `choices`, else empty. */
    options: z
      .array(z.string().trim().min(1).max(20, '选项最多 20 个字'))
      .max(12, '最多 12 个选项')
      .default([]),
    /** Longest text or highest number; left out: 100 characters, 999. */
    max: z.int().min(1).max(9_999).optional(),
  })
  .refine(
    ({ type, options }) => {
      const chooses = type === 'choice' || type === 'choices';
      return chooses ? options.length >= 2 && new Set(options).size === options.length : options.length === 0;
    },
    { path: ['options'], message: '单选和多选要有两个以上不重复的选项，其他类型不需要选项' },
  );
export type FormField = z.infer<typeof formField>;

export const formFields = z
  .array(formField)
  .max(6, '最多 6 个问题：问得越少，报名越快')
  .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, '字段代号不能重复');

/** An answer: text, number, chosen options or yes/no. */
export const formAnswer = z.union([
  z.string().trim().max(300),
  z.number(),
  z.boolean(),
  z.array(z.string().max(20)).max(12),
]);
export type FormAnswer = z.infer<typeof formAnswer>;
export const formAnswers = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,19}$/), formAnswer)
  .refine((answers) => Object.keys(answers).length <= 6, '答案太多');
export type FormAnswers = z.infer<typeof formAnswers>;

const MAX_TEXT = 100;
const MAX_NUMBER = 999;

/**
 * Checks answers against the questions: the message of each wrong one by key of its question; empty if all is well.
 * Answers to questions that do not exist are wrong too.
 */
export function formProblems(fields: readonly FormField[], answers: FormAnswers): Map<string, string> {
  const problems = new Map<string, string>();
  for (const key of Object.keys(answers))
    if (!fields.some((field) => field.key === key)) problems.set(key, '没有这个问题');
  for (const field of fields) {
    const problem = problemOf(field, Object.hasOwn(answers, field.key) ? answers[field.key] : undefined);
    if (problem !== null) problems.set(field.key, problem);
  }
  return problems;
}

function problemOf(field: FormField, answer: FormAnswer | undefined): string | null {
  const { type, label, options } = field;
  const empty = answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);
  if (empty) return field.required ? `请填写“${label}”` : null;
  if (type === 'text') {
    const max = field.max ?? MAX_TEXT;
    return typeof answer === 'string' && answer.length <= max ? null : `“${label}”最多 ${max} 个字`;
  }
  if (type === 'number') {
    const max = field.max ?? MAX_NUMBER;
    const right = typeof answer === 'number' && Number.isInteger(answer) && answer >= 0 && answer <= max;
    return right ? null : `“${label}”请填 0 到 ${max} 的整数`;
  }
  if (type === 'yes_no') return typeof answer === 'boolean' ? null : `“${label}”请选择是或否`;
  if (type === 'choice')
    return typeof answer === 'string' && options.includes(answer) ? null : `“${label}”请选择一项`;
  const chosen = Array.isArray(answer) ? answer : [];
  const right = chosen.length > 0 && chosen.every((one) => options.includes(one));
  return right && new Set(chosen).size === chosen.length ? null : `“${label}”请从选项中选择`;
}
