import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { createRandom } from '../bench/random.mjs';

/**
 * Lets the random part of our ids fall from the seed in this process: rows of one instant are then in the same order in
 * every run, and with them whatever is decided row by row. Secrets and keys come from another function.
 */
export function seedIds(/** @type {number} */ seed) {
  const random = createRandom(seed);
  crypto.randomFillSync = /** @type {any} */ (
    (/** @type {Uint8Array} */ buffer) => {
      for (let place = 0; place < buffer.length; place += 1) buffer[place] = random.int(0, 255);
      return buffer;
    }
  );
  syncBuiltinESMExports();
}
