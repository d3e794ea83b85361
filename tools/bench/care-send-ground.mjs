import { request } from 'node:http';

export const FOLDER = 'apps/server/bench/send';
export const WARM_UP = 2000;
/** Messages of a turn for each second asked for, about what BullMQ sends in it. */
const A_SECOND = 5000;

/**
 * @typedef {object} SendingGround
 * @property {string} provider origin of what plays WeChat
 * @property {number} people who can be written to; so many messages make a turn
 * @property {(count: number, messageClass?: string) => Promise<unknown>} plan forgets earlier messages and plans new ones
 */

/** @type {WeakMap<import('./ground.mjs').Ground, Promise<SendingGround>>} */
const laid = new WeakMap();

/**
 * People to write to and a stand-in of WeChat: made once for all parts that send.
 * @param {Pick<import('./care-parts.mjs').CareBench, 'ground' | 'options' | 'step'>} bench
 * @returns {Promise<SendingGround>}
 */
export function laySendingGround({ ground, options, step }) {
  const people = options.quick ? 400 : Math.max(WARM_UP, Math.round(A_SECOND * options.seconds));
  const known = laid.get(ground);
  const made = step('People to write to', async (note) => {
    if (known) return known;
    const { origin } = await ground.serve('stand-in', `${FOLDER}/stand-in.mjs`, { ready: '/ready' });
    await ground.script(`${FOLDER}/seed.mjs`, [], { people }, note);
    const plan = (/** @type {number} */ count, messageClass = 'care') =>
      ground.script(`${FOLDER}/plan.mjs`, [], { count, class: messageClass });
    return { provider: origin, people, plan };
  });
  laid.set(ground, made);
  return made;
}

/**
 * Lets a sender send. Not by fetch, which gives up after five minutes: a million messages take longer.
 * @returns {Promise<{ rate: number, peakBytes: number, sent: number }>}
 */
export function sendAll(/** @type {string} */ origin, /** @type {number} */ count) {
  return new Promise((resolve, reject) => {
    request(`${origin}/turn?count=${count}`, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(text));
      });
    })
      .on('error', reject)
      .end();
  });
}
