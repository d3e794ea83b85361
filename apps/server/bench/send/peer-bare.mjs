// The barest sender there is: a loop over undici, nothing kept. BENCH_INPUT {"provider": origin}.
import { Agent, request } from 'undici';
import { bareBody, sendUrl, serveTurns } from './turns.mjs';

const { provider } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const PARALLEL = 64;
const dispatcher = new Agent({ connections: PARALLEL });

serveTurns(async (count) => {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      next += 1;
      const { body } = await request(sendUrl(provider), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(bareBody(next)),
        dispatcher,
      });
      const answer = /** @type {{ errcode: number }} */ (await body.json());
      if (answer.errcode !== 0) throw new Error(`errcode ${answer.errcode}`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
  return count;
});
