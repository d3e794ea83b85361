import { malformedAnswer } from './errors.js';
import type { JsonObject } from './wechat-call.js';

/** One keyword of a template: `thing1` with the label that stands beside its value on the card. */
export type TemplateKeyword = { key: string; label: string };

/** A template as the account has it. */
export type AccountTemplate = {
  id: string;
  title: string;
  /** In the order of the card. */
  keywords: TemplateKeyword[];
};

const KEYWORD = /([^{}\n]*)\{\{\s*([A-Za-z_]+\d*)\.DATA\s*\}\}/g;

/**
 * The keywords in a template's content, such as `车型:{{thing1.DATA}}\n车牌:{{car_number2.DATA}}\n`. Labels are
 * cut at their colon, full or half width; lines without a keyword are passed over.
 * Source: the sample answers of wxaapi/newtmpl/gettemplate and template/get_all_private_template.
 */
export function readKeywords(content: string): TemplateKeyword[] {
  const keywords: TemplateKeyword[] = [];
  // Some accounts store the line break as two characters.
  for (const [, before = '', key = ''] of content.replaceAll('\\n', '\n').matchAll(KEYWORD)) {
    const label = before.replace(/[\s:：]+$/u, '').trim();
    if (!keywords.some((known) => known.key === key))
      keywords.push({ key, label: label === '' ? key : label });
  }
  return keywords;
}

/** Reads a list of templates. Throws ProviderError `malformed` when it is none. */
export function readTemplates(
  api: string,
  list: unknown,
  idKey: 'priTmplId' | 'template_id',
): AccountTemplate[] {
  if (!Array.isArray(list)) throw malformedAnswer(api, 'no list of templates');
  return list.map((entry: JsonObject) => {
    const id = entry?.[idKey];
    if (typeof id !== 'string' || id === '') throw malformedAnswer(api, 'a template without id');
    return { id, title: String(entry.title ?? ''), keywords: readKeywords(String(entry.content ?? '')) };
  });
}
