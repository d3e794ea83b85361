import { Agent, request as httpRequest } from 'node:http';
import { Stop } from '../lib/stop.mjs';
import { percentile } from './pairs.mjs';

const CONNECTIONS = 32;

/** @typedef {{ path: string, token: string, body: object }} Wish what somebody posts */

/**
 * Sends every wish once, over kept-alive connections.
 * @param {string} origin
 * @param {readonly Wish[]} list
 * @param {number} places how many of the wishes can be granted
 * @returns {Promise<import('./pairs.mjs').Turn>} rate: of wishes granted; rejects unless exactly `places` were
 */
export async function rush(origin, list, places) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = 0;
  let won = 0;
  /** @type {number[]} */
  const times = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let one = list[next++]; one !== undefined; one = list[next++]) {
        const sentAt = performance.now();
        const { status, text } = await post(agent, origin + one.path, one);
        times.push(performance.now() - sentAt);
        if (status === 200) won += 1;
        else if (status !== 409)
          throw new Stop(`${origin} answered ${status} to ${one.path}.`, { detail: text.slice(0, 1500) });
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  if (won !== places) throw new Stop(`${origin} granted ${won} wishes for ${places} places.`);
  const sorted = Float64Array.from(times).sort();
  return { rate: won / seconds, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
}

/** @returns {Promise<{ status: number, text: string }>} */
function post(
  /** @type {Agent} */ agent,
  /** @type {string} */ url,
  /** @type {{ token: string, body: object }} */ { token, body },
) {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const request = httpRequest(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(text),
        },
      },
      (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          answer += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: answer }));
      },
    );
    request.on('error', reject);
    request.setTimeout(60_000, () => request.destroy(new Stop(`${url} did not answer within a minute.`)));
    request.end(text);
  });
}
