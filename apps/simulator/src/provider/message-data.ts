import { checkValue } from '@cheban/wechat';
import type { Template } from '../templates.js';
import { wechatRefusal } from './provider-route.js';

const WORDS = {
  empty: 'value is empty',
  too_long: 'value is too long',
  format: 'value is invalid',
  control_characters: 'value is invalid',
  unknown_key: 'key is invalid',
};

/**
 * Takes the values of a template's keys out of a message body. Keys that the template does not have are
 * ignored, as the real service does.
 * @returns the values, or the 47003 answer that names the faulty field
 */
export function readMessageData(
  template: Template,
  raw: unknown,
): { data: Record<string, string> } | { refusal: string } {
  const given = (raw ?? {}) as Record<string, { value?: unknown } | undefined>;
  const data: Record<string, string> = {};
  for (const key of Object.keys(template.keys)) {
    const value = given[key]?.value;
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const problem = checkValue(key, text);
    if (problem) {
      const subject =
        problem.rule === 'empty' ? `data.${key}.value is empty` : `data.${key}.${WORDS[problem.rule]}`;
      return { refusal: wechatRefusal(47003, `argument invalid! ${subject}`) };
    }
    data[key] = text;
  }
  return { data };
}
