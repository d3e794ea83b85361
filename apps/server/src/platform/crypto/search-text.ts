import { toHalfWidth } from '@cheban/kernel';
import { TAIL_LENGTH } from './field-cipher.js';

/** The end of a plate, VIN or phone as people type it, in the way it is stored: half-width capitals, no spaces and dots. */
export function typedTail(text: string): string {
  return toHalfWidth(text)
    .toUpperCase()
    .replace(/[\s·•.-]/g, '');
}

/** Whether a blind index can find it: at least four characters, the last four of which are letters and digits. */
export const isIndexedTail = (tail: string): boolean =>
  tail.length >= TAIL_LENGTH && /[0-9A-Z]{4}$/.test(tail);

/** Whether it may be (the beginning of) a name. */
export const mayBeName = (text: string): boolean => /\p{Script=Han}|[a-z]/iu.test(text);
