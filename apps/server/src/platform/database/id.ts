import { randomFillSync } from 'node:crypto';
import { ulid } from 'ulidx';
import type { Clock } from '../clock/index.js';

const pool = new Uint8Array(4096);
let used = pool.length;

/** A random number from the system's generator, fetched 4 KiB at a time: an id asks 16 times, an import for 100,000 ids. */
function pooledRandom(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const byte = pool[used] ?? 0;
  used += 1;
  return byte / 256;
}

/** ULID: sorts by time, carries 80 random bits, so it can be neither guessed nor counted. */
export function newId(clock: Clock): string {
  return ulid(clock.now(), pooledRandom);
}

/**
 * True for the form of our ids. Texts from outside (cursors, codes) are checked before they meet an ascii column:
 * the database refuses to compare it with Chinese characters.
 */
export function isId(text: string | undefined): text is string {
  return text !== undefined && /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);
}

/** Column options of an id, the same everywhere. */
export const idColumn = { type: 'char', length: 26, charset: 'ascii', collation: 'ascii_bin' } as const;
/** Column options of a blind index or a token hash. */
export const hashColumn = (length: number) =>
  ({ type: 'char', length, charset: 'ascii', collation: 'ascii_bin' }) as const;
/** Column options of an encrypted value. */
export const cipherColumn = {
  type: 'varchar',
  length: 255,
  charset: 'ascii',
  collation: 'ascii_bin',
} as const;
/** Column options of a code that stands in SQL, such as a state. */
export const codeColumn = (length = 24) =>
  ({ type: 'varchar', length, charset: 'ascii', collation: 'ascii_bin' }) as const;
export const instantColumn = { type: 'datetime', precision: 3 } as const;
