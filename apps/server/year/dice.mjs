import { createHash } from 'node:crypto';
import { createRandom } from '../bench/random.mjs';

/**
 * Dice of one thing that somebody decides: they fall alike for the same seed and the same words, whatever else
 * happened before. So a year with reminders and one without have the same people with the same luck.
 * @param {number} seed
 */
export const diceOf =
  (seed) =>
  (/** @type {(string | number)[]} */ ...words) =>
    createRandom(
      createHash('sha256')
        .update([seed, ...words].join(' '))
        .digest()
        .readUInt32LE(0),
    );

/** @typedef {ReturnType<typeof diceOf>} Fate */
