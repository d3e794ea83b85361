/** Mainland number plates (GA 36-2018): 7 characters, 8 for new energy vehicles. */
import { toHalfWidth } from './text.js';

export type PlateKind = 'regular' | 'nev';

/** Why a text is no plate. `characters` includes I and O, which no plate has. */
export type PlateProblem = 'missing' | 'length' | 'province' | 'characters' | 'pattern';

/** A plate, a car that has none yet (`none`, accepted), or a reason. */
export type PlateResult =
  | { plate: string; kind: PlateKind; reason: null }
  | { plate: null; kind: 'none'; reason: null }
  | { plate: null; kind: null; reason: PlateProblem };

const PROVINCE = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** Trailer, learner, police, Hong Kong, Macau, embassy, consulate. */
const LAST = '挂学警港澳使领';
const REGULAR = new RegExp(
  `^(?:[${PROVINCE}][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{5}|[A-HJ-NP-Z0-9]{4}[${LAST}])|使\\d{6})$`,
);
/** Small cars carry the energy letter first, large ones last. */
const NEV = new RegExp(`^[${PROVINCE}][A-HJ-NP-Z](?:[A-HJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJK])$`);
const ALLOWED = new RegExp(`^[${PROVINCE}${LAST}A-HJ-NP-Z0-9]+$`);

/** What people write in the plate column of a car that has no plate. */
const NONE = new Set(
  '无 无牌 无车牌 无牌照 未上牌 未挂牌 未上 待上牌 暂无 没有 临牌 临时牌 临时 新车 - -- — / N/A NA NULL'.split(
    ' ',
  ),
);

const no = (reason: PlateProblem): PlateResult => ({ plate: null, kind: null, reason });

/**
 * Repairs a plate as typed or exported (lower case, full width, blanks, a middle dot or dash after the letter).
 * Temporary and armed-police plates do not follow these patterns and are refused with `pattern` or `province`.
 */
export function normalisePlate(text: string | null | undefined): PlateResult {
  const upper = toHalfWidth(text ?? '')
    .replace(/[\s\u200b-\u200f\ufeff]/g, '')
    .toUpperCase();
  if (upper === '') return no('missing');
  if (NONE.has(upper)) return { plate: null, kind: 'none', reason: null };
  const plate = upper.replace(/[·•・･‧∙⋅●.\-_—]/g, '');
  if (REGULAR.test(plate)) return { plate, kind: 'regular', reason: null };
  if (NEV.test(plate)) return { plate, kind: 'nev', reason: null };
  if (plate.length !== 7 && plate.length !== 8) return no('length');
  if (!PROVINCE.includes(plate.charAt(0)) && plate.charAt(0) !== '使') return no('province');
  return no(ALLOWED.test(plate) ? 'pattern' : 'characters');
}

/** True for a plate in its stored form (upper case, no separators). */
export function isPlate(plate: string): boolean {
  return REGULAR.test(plate) || NEV.test(plate);
}

/** How a screen in a waiting room calls a car: enough for its owner, nothing to look anybody up with. */
const CALLED_BY = 3;
/** The last characters of a plate in its stored form, for everybody's eyes: `B28`. */
export const calledTail = (plate: string): string => plate.slice(-CALLED_BY);

/** As it stands on the car: `晋A·64B28`. Embassy plates have no dot; a text that is no plate comes back unchanged. */
export function formatPlate(plate: string): string {
  return isPlate(plate) && !plate.startsWith('使') ? `${plate.slice(0, 2)}·${plate.slice(2)}` : plate;
}
