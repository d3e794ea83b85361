/** What people, cars and orders are known by, as exports write it: phones, VINs, plates, numbers and distances. */
import {
  normalisePhone,
  normalisePlate,
  normaliseVin,
  type PlateResult,
  parseMileage,
  vinProblem,
} from '@cheban/kernel';
import { plain, unwrap } from './read-cell.js';

/** `1.36E+10`: a spreadsheet program has thrown digits away; what stood there cannot be known. */
const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d{1,2}$/i;

/** `1.3812345678E+10`: every digit is still there. */
const WHOLE_SCIENTIFIC = /^(1)\.(\d{10})E\+?10$/i;
/** `138****5678`, `LFV***********1234`: the system hides what people may not see. */
const HIDDEN = /[\dA-Z]\s*(?:[*＊●•#]{2,}|x{3,})/i;

/** What people write before a code to say what it is. */
const LABEL = /^(?:vin码?|车架号码?|底盘号|车牌号?码?)\s*[:=]\s*/i;
/** Marks around a code: bar codes are printed between asterisks. */
const AROUND = /^(?:\*([^*]+)\*|\[(.+)\]|【(.+)】|<(.+)>|"(.+)")$/;

/** The code itself of a cell, in half width. */
function codeIn(cell: string | undefined): string {
  const text = plain(unwrap(plain(cell))).replace(LABEL, '');
  const around = AROUND.exec(text);
  return around === null ? text : (around.slice(1).find((inner) => inner !== undefined) ?? '').trim();
}

/** True for a long number that a spreadsheet program has shortened. */
export function isMangledNumber(cell: string | undefined): boolean {
  return SCIENTIFIC.test(plain(unwrap(cell ?? '')));
}

type FoundPhone =
  | { phone: string; warning: 'phone_extra' | null; error: null }
  | { phone: null; warning: null; error: string };

/**
 * The mobile number of a cell. Of several, or beside words (`13800000000/0351-7012345`, `13800000000（妻子）`), the
 * first mobile is taken, with the warning `phone_extra`.
 */
export function readPhone(cell: string | undefined): FoundPhone {
  const text = codeIn(cell).replace(WHOLE_SCIENTIFIC, '$1$2');
  const whole = normalisePhone(text);
  if (whole.reason === null) return { phone: whole.phone, warning: null, error: null };
  if (SCIENTIFIC.test(text)) return { phone: null, warning: null, error: 'number_mangled' };
  for (const separator of [/[^\d+\- ]+/, /[^\d+-]+/]) {
    for (const part of text.split(separator)) {
      const { phone } = normalisePhone(part);
      if (phone !== null) return { phone, warning: 'phone_extra', error: null };
    }
  }
  const error = HIDDEN.test(text) ? 'phone_hidden' : (`phone_${whole.reason}` as const);
  return { phone: null, warning: null, error };
}

/** True for a number that desks type where they know none: `13800000000`, `13812345678`, `13800138000`. */
export const isPlaceholderPhone = (phone: string): boolean =>
  /^1\d\d(?:(\d)\1{7}|12345678)$|^13800138000$/.test(phone);

/**
 * A VIN in upper case. No VIN has the letters I, O and Q: where 1 and 0 in their place make the check digit right,
 * they were meant (`mended`). Whether the rest is right says `vinProblem`.
 */
export function readVin(cell: string | undefined): { vin: string; mended: boolean } {
  const vin = normaliseVin(codeIn(cell));
  if (vinProblem(vin) !== 'characters') return { vin, mended: false };
  const meant = vin.replace(/[OQ]/g, '0').replace(/I/g, '1');
  return vinProblem(meant) === null ? { vin: meant, mended: true } : { vin, mended: false };
}

/** True for a VIN of which the system shows only the ends. */
export const isHiddenVin = (vin: string): boolean => HIDDEN.test(vin);

const NO_PLATE =
  /^(?:新车|目前|暂时?|尚|还)?(?:未|没有?|无|待)(?:上|挂|办|领|发)?(?:牌照?|车牌|号牌|牌号)?$|^临时?牌/;

/** A plate; colours and remarks around it (`蓝晋A12345`, `晋A12345（旧）`) are left out, `新车未上牌` is none. */
export function readPlate(cell: string | undefined): PlateResult {
  const text = codeIn(cell);
  const whole = normalisePlate(text);
  if (whole.reason === null || whole.reason === 'missing') return whole;
  if (NO_PLATE.test(text)) return { plate: null, kind: 'none', reason: null };
  const bare = normalisePlate(
    text
      .replace(/[([【].*$/, '')
      .replace(/^[蓝黄绿白黑](?:牌|色)?/, '')
      .replace(/[\s\-_/]*[蓝黄绿白黑](?:牌|色)?$/, ''),
  );
  return bare.plate === null ? whole : bare;
}

/** Above this an odometer reading is a slip of the pen, not a distance. */
const MOST_KM = 9_999_999;
const TEN_THOUSANDS = /^(\d{1,3}(?:\.\d{1,4})?)\s*[万wW]\s*(?:公里|千米|km)?$/i;

/** `45.120`: forty-five thousand where points part the thousands, forty-five where they part the decimals. */
const THOUSANDS_OR_DECIMALS = /^[1-9]\d{0,2}\.\d{3}\s*(?:公里|千米|km)?$/i;

/**
 * An odometer reading as written, or the reason why it is none. Blank is fine: `km` null without an error; so is 0, which
 * systems write where nobody has read the odometer.
 */
export function readKm(cell: string | undefined): { km: number | null; error: string | null } {
  const text = plain(unwrap(cell ?? ''))
    .replace(/^大?约\s*/, '')
    .replace(/\s*左右$/, '')
    .replace(/(?<=\d\s*)kms\.?$/i, 'km');
  if (text === '') return { km: null, error: null };
  const rough = TEN_THOUSANDS.exec(text)?.[1];
  const km = rough === undefined ? parseMileage(text) : Math.round(Number(rough) * 10_000);
  if (km === null || km > MOST_KM || THOUSANDS_OR_DECIMALS.test(text))
    return { km: null, error: 'mileage_unreadable' };
  if (km < 0) return { km: null, error: 'mileage_negative' };
  return { km: km === 0 ? null : km, error: null };
}
