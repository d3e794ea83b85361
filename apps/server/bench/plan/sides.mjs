// Plans the whole group again and again on request: GET /ours the real planner, /raw as many rows by INSERT … SELECT into a
// table of the same shape, /bullmq?count=N delayed jobs; each answers {rows, rate, redisBytes}. BENCH_INPUT {"now": instant}.
import 'reflect-metadata';
import { createServer } from 'node:http';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { lay } from '../../dist/foundation.js';
import { PlanCare } from '../../dist/modules/care/index.js';
import { TravelClock } from '../../dist/platform/clock/index.js';
import { loadConfig } from '../../dist/platform/config/index.js';
import { createWorker } from '../../dist/worker.js';

const { now } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const ROWS_A_STATEMENT = 50_000;
const BULK = 1000;
const config = { ...loadConfig(), logLevel: 'warn' };
const clock = new TravelClock(now);
const foundation = { ...(await lay(config, 'bench')), clock };
const worker = await createWorker(foundation);
const planner = worker.get(PlanCare, { strict: false });
const redis = new Redis(config.redisUrl);
const queue = new Queue('reminders', {
  connection: new Redis(config.redisUrl, { maxRetriesPerRequest: null }),
  prefix: '{bench}',
  skipVersionCheck: true,
});
const query = (/** @type {string} */ sql) => foundation.dataSource.query(sql);
const COLUMNS =
  'store_id, vehicle_id, `rule`, cycle, stage, due_on, not_before, expires_at, state, why, message_id, updated_at, edition, round';

async function redisBytes() {
  const text = await redis.info('memory');
  return Number(/used_memory:(\d+)/.exec(text)?.[1]);
}

async function measured(/** @type {() => Promise<number>} */ work) {
  const before = await redisBytes();
  const begun = performance.now();
  const rows = await work();
  const seconds = (performance.now() - begun) / 1000;
  return { rows, seconds, rate: rows / seconds, redisBytes: (await redisBytes()) - before };
}

async function ours() {
  for (const table of ['care_item', 'care_progress', 'care_rule_seen', 'care_day'])
    await query(`TRUNCATE TABLE ${table}`);
  const { rows: _, ...found } = await measured(() => planner.run());
  const [{ n }] = await query('SELECT COUNT(*) AS n FROM care_item');
  if (!(await query("SHOW TABLES LIKE 'care_bench_source'")).length) {
    await query('CREATE TABLE care_bench_source LIKE care_item');
    await query('INSERT INTO care_bench_source SELECT * FROM care_item');
    await query('CREATE TABLE care_bench_copy LIKE care_item');
  }
  return { ...found, rows: Number(n), rate: Number(n) / found.seconds };
}

/** As many rows as ours has, from a table that has them ready. */
async function raw() {
  await query('TRUNCATE TABLE care_bench_copy');
  const [{ last }] = await query('SELECT MAX(id) AS last FROM care_bench_source');
  return measured(async () => {
    let rows = 0;
    for (let from = 0; from < Number(last); from += ROWS_A_STATEMENT) {
      const { affectedRows } = await query(`INSERT INTO care_bench_copy (${COLUMNS}) SELECT ${COLUMNS}
        FROM care_bench_source WHERE id > ${from} AND id <= ${from + ROWS_A_STATEMENT}`);
      rows += affectedRows;
    }
    return rows;
  });
}

async function bullmq(/** @type {number} */ count) {
  await queue.obliterate({ force: true });
  const found = await measured(async () => {
    for (let start = 0; start < count; start += BULK)
      await queue.addBulk(
        Array.from({ length: Math.min(BULK, count - start) }, (_, index) => ({
          name: 'remind',
          // What a reminder of ours knows, with ids as long.
          data: {
            storeId: '01BENCHSTORE00000000000000',
            vehicleId: `01BENCHV${String(start + index).padStart(18, '0')}`,
            rule: 'insurance',
            cycle: '2027-03-01',
            stage: -30,
            dueOn: '2027-03-01',
          },
          opts: { delay: 86_400_000 + start + index, removeOnComplete: true },
        })),
      );
    return count;
  });
  await queue.obliterate({ force: true });
  return found;
}

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const work =
    url.pathname === '/ours'
      ? ours()
      : url.pathname === '/raw'
        ? raw()
        : url.pathname === '/bullmq'
          ? bullmq(Number(url.searchParams.get('count')))
          : Promise.resolve({});
  work.then(
    (found) => response.end(JSON.stringify(found)),
    (error) => response.writeHead(500).end(String(error.stack)),
  );
}).listen(Number(process.env['PORT']), '127.0.0.1');
