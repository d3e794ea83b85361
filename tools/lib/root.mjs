import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository's root. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where tools keep what may be thrown away at any time (hashes of built sources, reports). */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'cheban');
