import { Agent, request as httpRequest } from 'node:http';
import type { GrabView } from '@cheban/contracts';
import type { Grabber } from '../../support/packet-crowd.js';
import type { Told } from './packet-books.js';
import { pause } from './random.js';

const CONNECTIONS = 64;

/**
 * Everybody taps until they are told something: answers that decide nothing (too many, busy, no connection) are tried
 * again. `taps` answers of each person are gathered. `api` is asked each time: a server may come back elsewhere. They
 * give up when nobody has been told anything for `patienceMs`: how long all of it takes is a matter of the machine.
 */
export async function burst(
  people: readonly Grabber[],
  campaignId: string,
  options: { api: () => string; taps?: number; retryMs?: number; patienceMs?: number },
): Promise<{ told: Told[]; unanswered: number }> {
  const { api, taps = 2, retryMs = 150, patienceMs = 200_000 } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const told: Told[] = [];
  let unanswered = 0;
  let heard = performance.now();
  const wishes = Array.from({ length: taps }, () => people).flat();
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let one = wishes[next++]; one !== undefined; one = wishes[next++]) {
        let answer: GrabView | null = null;
        while (answer === null && performance.now() - heard < patienceMs) {
          answer = await tapOnce(agent, `${api()}/owner/campaigns/${campaignId}/waves/1/grab`, one);
          if (answer === null) await pause(retryMs);
        }
        if (answer === null) {
          unanswered += 1;
          continue;
        }
        heard = performance.now();
        told.push({
          ownerId: one.ownerId,
          result: answer.result,
          claimId: answer.prize?.packetId ?? null,
          fen: answer.prize?.amountFen ?? 0,
        });
      }
    }),
  );
  agent.destroy();
  return { told, unanswered };
}

/** The answer, or null if nothing was decided. Throws for answers that should not be. */
function tapOnce(agent: Agent, url: string, { token, ticket }: Grabber): Promise<GrabView | null> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify({ ticket });
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    };
    const request = httpRequest(url, { agent, method: 'POST', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('error', () => resolve(null));
      response.on('end', () => {
        const { statusCode = 0 } = response;
        if (statusCode === 200) resolve(JSON.parse(body) as GrabView);
        else if (statusCode === 429 || statusCode === 503) resolve(null);
        else reject(new Error(`${statusCode}: ${body.slice(0, 500)}`));
      });
    });
    request.on('error', () => resolve(null));
    request.setTimeout(15_000, () => request.destroy());
    request.end(text);
  });
}
