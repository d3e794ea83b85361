/** Mainland mobile numbers, the key by which owners are found. */
import { toHalfWidth } from './text.js';

/** Why a text is no mainland mobile number. */
export type PhoneProblem = 'missing' | 'too_short' | 'too_long' | 'not_mobile';

export type PhoneResult = { phone: string; reason: null } | { phone: null; reason: PhoneProblem };

const no = (reason: PhoneProblem): PhoneResult => ({ phone: null, reason });

/**
 * Repairs a phone as typed or exported (full-width digits, blanks, dashes, brackets, +86 / 0086 / 86 before it, the
 * `.0` that Excel adds) to 11 digits. Anything that still is not a mainland mobile gets a reason and no number.
 */
export function normalisePhone(text: string | null | undefined): PhoneResult {
  const bare = toHalfWidth(text ?? '')
    .replace(/\.0+$/, '')
    .replace(/[\s\u200b-\u200f\u202a-\u202e\ufeff\-‐-―()[\].'_·]/g, '');
  if (bare === '') return no('missing');
  // Before mobiles of another place people dialled a 0; no landline begins with 013 to 019.
  const digits = bare.replace(/^(?:\+86|0086|86(?=1\d{10}$))/, '').replace(/^0(?=1[3-9]\d{9}$)/, '');
  if (!/^\d+$/.test(digits)) return no('not_mobile');
  if (digits.length < 11) return no('too_short');
  if (digits.length > 11) return no('too_long');
  return /^1[3-9]/.test(digits) ? { phone: digits, reason: null } : no('not_mobile');
}

/** `138****5678`: enough for a colleague to recognise, not enough to call. Other lengths are hidden whole. */
export function maskPhone(phone: string): string {
  return phone.length === 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '*'.repeat(phone.length);
}
