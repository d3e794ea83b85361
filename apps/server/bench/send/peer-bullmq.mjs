// One BullMQ job a message, as the queue's own guide has it: enqueued in bulk, worked off while the rest is still being
// enqueued; each job does the bare call. BENCH_INPUT {"provider": origin}, REDIS_URL.
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Agent, request } from 'undici';
import { bareBody, sendUrl, serveTurns } from './turns.mjs';

const { provider } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const PARALLEL = 64;
const BULK = 500;
const dispatcher = new Agent({ connections: PARALLEL });
const connect = () => new Redis(String(process.env['REDIS_URL']), { maxRetriesPerRequest: null });
const settings = { prefix: '{bench}', skipVersionCheck: true };
const queue = new Queue('peer', { connection: connect(), ...settings });
let done = 0;
/** @type {() => void} */
let tell = () => {};
const worker = new Worker(
  'peer',
  async (job) => {
    const { body } = await request(sendUrl(provider), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bareBody(job.data.number)),
      dispatcher,
    });
    const answer = /** @type {{ errcode: number }} */ (await body.json());
    if (answer.errcode !== 0) throw new Error(`errcode ${answer.errcode}`);
  },
  { connection: connect(), concurrency: PARALLEL, ...settings },
);
worker.on('completed', () => {
  done += 1;
  tell();
});

serveTurns(async (count) => {
  const goal = done + count;
  const finished = new Promise((resolve) => {
    tell = () => done >= goal && resolve(undefined);
  });
  for (let start = 0; start < count; start += BULK) {
    await queue.addBulk(
      Array.from({ length: Math.min(BULK, count - start) }, (_, index) => ({
        name: 'send',
        data: { number: start + index },
        opts: { removeOnComplete: true },
      })),
    );
  }
  await finished;
  return count;
});
