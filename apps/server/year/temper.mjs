/**
 * What sort of person somebody is: chances from 0 to 1 of what they do when the moment comes.
 * @typedef {object} Temper
 * @property {'loyal' | 'forgetful' | 'wandering' | 'silent'} sort
 * @property {boolean} hasApp has bound the mini-program
 * @property {boolean} follows follows the service account
 * @property {number} accepts says yes when the app asks for one more reminder
 * @property {number} heeds acts on a reminder that reached them
 * @property {number} unasked comes in the month of the due date without anybody's word
 * @property {number} elsewhere has it done elsewhere, and says so when asked
 * @property {number} rates answers a rating invitation
 * @property {number} answersCalls picks up when a stranger calls
 */

/** @type {Record<Temper['sort'], Pick<Temper, 'heeds' | 'unasked' | 'elsewhere' | 'rates' | 'answersCalls'>>} */
const sorts = {
  loyal: { heeds: 0.7, unasked: 0.6, elsewhere: 0.01, rates: 0.4, answersCalls: 0.8 },
  forgetful: { heeds: 0.5, unasked: 0.2, elsewhere: 0.03, rates: 0.2, answersCalls: 0.6 },
  wandering: { heeds: 0.25, unasked: 0.1, elsewhere: 0.25, rates: 0.15, answersCalls: 0.5 },
  silent: { heeds: 0.05, unasked: 0.05, elsewhere: 0.02, rates: 0.02, answersCalls: 0.2 },
};

/** @returns {Temper} */
export function temperOf(/** @type {ReturnType<import('./dice.mjs').Fate>} */ dice) {
  const sort = dice.pick(
    /** @type {const} */ ([
      'loyal',
      'loyal',
      'loyal',
      'loyal',
      'forgetful',
      'forgetful',
      'forgetful',
      'wandering',
      'wandering',
      'silent',
    ]),
  );
  const hasApp = dice.chance(0.75);
  return {
    sort,
    hasApp,
    follows: hasApp && dice.chance(0.6),
    accepts: hasApp ? 0.4 + dice.next() * 0.6 : 0,
    ...sorts[sort],
  };
}
