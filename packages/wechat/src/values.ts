/** Why a value does not fit its template key. */
export type ValueProblem = {
  key: string;
  rule: 'unknown_key' | 'empty' | 'control_characters' | 'too_long' | 'format';
};

/**
 * Kinds of template keys. A key is a kind and a number: `thing1`, `car_number3`.
 * Source: parameter rules of subscribe/send on developers.weixin.qq.com.
 */
export const VALUE_KINDS = [
  'thing',
  'number',
  'letter',
  'symbol',
  'character_string',
  'time',
  'date',
  'amount',
  'phone_number',
  'car_number',
  'name',
  'phrase',
  'enum',
] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

const KINDS: ReadonlySet<string> = new Set(VALUE_KINDS);
const KEY = /^([a-z_]+?)(\d+)$/;
const CONTROL = /\p{Cc}/u;
const CONTROL_ALL = /\p{Cc}+/gu;
const EMOJI_ALL = /\p{Extended_Pictographic}|\p{RI}|[\u{1F3FB}-\u{1F3FF}]|\u200D|\uFE0F|\u20E3/gu;

// Longest texts, in code points: the only place for a limit. Kinds that are missing here are bounded by their format.
const LIMITS = {
  thing: 20,
  number: 32,
  letter: 32,
  symbol: 5,
  character_string: 32,
  phone_number: 17,
  car_number: 8,
  phrase: 5,
} as const satisfies Partial<Record<ValueKind, number>>;
/** A `name` holds fewer characters as soon as one of them is Chinese. */
export const NAME_LIMITS = { chinese: 10, letters: 20 } as const;

const limitOf = (kind: ValueKind): number | null =>
  kind in LIMITS ? LIMITS[kind as keyof typeof LIMITS] : null;

const CLOCK = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?`;
const DAY = String.raw`(?:\d{4}年(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])日|\d{4}([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9]))`;
const dayOf = (group: string) =>
  DAY.replace('([-/.])', `(?<${group}>[-/.])`).replace(String.raw`\1`, `\\k<${group}>`);
const timeOf = (group: string) => `(?:${dayOf(group)} ?)?${CLOCK}`;
const dateOf = (group: string) =>
  `(?:${dayOf(group)}(?: ?${CLOCK})?|\\d{4}年(?:1[0-2]|0?[1-9])月|(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\\d|0?[1-9])日)`;
const rangeOf = (part: (group: string) => string) => new RegExp(`^${part('a')}(?: ?~ ?${part('b')})?$`);

const FORMATS: Partial<Record<ValueKind, RegExp>> = {
  number: /^-?\d+(?:\.\d+)?$/,
  letter: /^[A-Za-z]+$/,
  symbol: /^[\p{P}\p{S}]+$/u,
  character_string: /^[\x20-\x7E]+$/,
  time: rangeOf(timeOf),
  date: rangeOf(dateOf),
  amount: /^[¥￥$€£]?\d{1,10}(?:\.\d+)?元?$/,
  phone_number: /^[\d+\-() ]+$/,
  car_number: /^[\p{Script=Han}A-Za-z0-9](?:[A-Za-z0-9]*[\p{Script=Han}A-Za-z0-9])?$/u,
  phrase: /^\p{Script=Han}+$/u,
};

/** Template keys that were read before; there are a few dozen, and every value of every message asks. */
const kindOfKey = new Map<string, ValueKind | null>();
const MOST_KEYS = 1_000;

/** The kind of a key such as `thing1`, or null when the key has no known kind. */
export function valueKind(key: string): ValueKind | null {
  const known = kindOfKey.get(key);
  if (known !== undefined) return known;
  const name = KEY.exec(key)?.[1];
  const kind = name !== undefined && KINDS.has(name) ? (name as ValueKind) : null;
  if (kindOfKey.size < MOST_KEYS) kindOfKey.set(key, kind);
  return kind;
}

/** True for texts of ASCII and common Chinese characters alone: nothing in them needs cleaning. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (!((code >= 0x20 && code <= 0x7e) || (code >= 0x4e00 && code <= 0x9fff))) return false;
  }
  return true;
}

/** Longest value of a kind in code points, of a `name` in Chinese; null where its format bounds it. */
export function valueLimit(kind: ValueKind): number | null {
  return kind === 'name' ? NAME_LIMITS.chinese : limitOf(kind);
}

/** What WeChat would object to (47003), or null when the value is fine. */
export function checkValue(key: string, value: string): ValueProblem | null {
  const kind = valueKind(key);
  if (kind === null) return { key, rule: 'unknown_key' };
  if (value.trim() === '') return { key, rule: 'empty' };
  if (!isPlain(value) && CONTROL.test(value)) return { key, rule: 'control_characters' };
  if (kind === 'name') return checkName(key, value);
  const limit = limitOf(kind);
  // The length in code units bounds the length in code points: most values need no counting.
  if (limit !== null && value.length > limit && [...value].length > limit) return { key, rule: 'too_long' };
  const format = FORMATS[kind];
  return format === undefined || format.test(value) ? null : { key, rule: 'format' };
}

/**
 * Makes free text fit: control characters and emoji go, too long text is cut by code points and ends with `…`
 * inside the limit. Only `thing`, `character_string`, `letter`, `phrase` and `name` are cut; shortening a plate,
 * a number or a date would change its meaning.
 */
export function fitValue(key: string, value: string): string {
  const kind = valueKind(key);
  const clean = (isPlain(value) ? value : value.replace(CONTROL_ALL, ' ').replace(EMOJI_ALL, '')).trim();
  switch (kind) {
    case 'thing':
      return cut(clean, LIMITS[kind], '…');
    // No room for an ellipsis where only ASCII or only Chinese is allowed.
    case 'character_string':
    case 'letter':
      return cut(clean, LIMITS[kind], '').trim();
    case 'phrase':
      return cut(clean, LIMITS[kind], '');
    case 'name':
      return cut(clean, nameLimit(clean), '');
    default:
      return clean;
  }
}

function cut(text: string, limit: number, ending: string): string {
  // Code points are never more than code units.
  if (text.length <= limit) return text;
  const points = [...text];
  if (points.length <= limit) return text;
  return (
    points
      .slice(0, limit - ending.length)
      .join('')
      .trimEnd() + ending
  );
}

const nameLimit = (value: string) => NAME_LIMITS[/\p{Script=Han}/u.test(value) ? 'chinese' : 'letters'];

function checkName(key: string, value: string): ValueProblem | null {
  if (/\d/.test(value)) return { key, rule: 'format' };
  return [...value].length > nameLimit(value) ? { key, rule: 'too_long' } : null;
}
