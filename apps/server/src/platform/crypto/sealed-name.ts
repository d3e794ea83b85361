import type { ValueTransformer } from 'typeorm';
import { fieldCipher } from './field-cipher.js';

/** What an encrypted value looks like; a value before it was encrypted, such as a name, never does. */
const SEALED = /^[a-z0-9]{1,8}\.[A-Za-z0-9_-]{38,}$/;
/** So many first characters of a name are found by a blind index: surname and given name of nearly everybody. */
const INDEXED = 2;

/** A name as the table of owners keeps it. */
export interface SealedName {
  name: string;
  /** The first character, in clear: lists are sorted by it, and it names nobody. */
  nameHead: string;
  /** Blind index of the first two characters; null for a name of one. */
  nameIndex: string | null;
}

export function sealName(name: string): SealedName {
  return { name: fieldCipher().encrypt(name), nameHead: headOf(name), nameIndex: indexOf(name) };
}

/** A stored name in clear; a name that was stored before names were encrypted is taken as it is. */
export function openName(stored: string): string;
export function openName(stored: string | null): string | null;
export function openName(stored: string | null): string | null {
  return stored !== null && SEALED.test(stored) ? fieldCipher().decrypt(stored) : stored;
}

/** The transformer of a column of names; the two columns by which it is found are written beside it. */
export const sealedName: ValueTransformer = {
  to: (name: string | null | undefined) =>
    name === null || name === undefined ? name : fieldCipher().encrypt(name),
  from: (stored: string | null) => openName(stored),
};

/**
 * SQL that finds names by their beginning, as `o.<column>`; its answer holds others with the same two first characters,
 * so what was found is compared by `nameBegins`.
 */
export function nameCondition(text: string): { sql: string; value: string } {
  const index = indexOf(text);
  return index === null
    ? { sql: 'o.name_head = ?', value: headOf(text) }
    : { sql: 'o.name_index = ?', value: index };
}

export function nameBegins(name: string, text: string): boolean {
  return name.toLowerCase().startsWith(text.toLowerCase());
}

const headOf = (name: string) => [...name.trim()][0] ?? '';

function indexOf(name: string): string | null {
  const first = [...name.trim().toLowerCase()].slice(0, INDEXED);
  return first.length < INDEXED ? null : fieldCipher().index('name', first.join(''));
}
