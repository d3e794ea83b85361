// Answers GET /ours with the preview of the service reminders of a store, /count with one indexed count of its cars; each
// says {"ms", "cars"}. BENCH_INPUT {"now": instant}.
import 'reflect-metadata';
import { createServer } from 'node:http';
import { lay } from '../../dist/foundation.js';
import { RulePreview } from '../../dist/modules/care/index.js';
import { TravelClock } from '../../dist/platform/clock/index.js';
import { loadConfig } from '../../dist/platform/config/index.js';
import { createWorker } from '../../dist/worker.js';

const { now } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const foundation = {
  ...(await lay({ ...loadConfig(), logLevel: 'warn' }, 'bench')),
  clock: new TravelClock(now),
};
const worker = await createWorker(foundation);
const preview = worker.get(RulePreview, { strict: false });
const [store] = await foundation.dataSource.query('SELECT store_id AS id FROM vehicle LIMIT 1');
const actor = {
  kind: 'staff',
  sessionId: '-',
  staffId: '-',
  name: '-',
  role: 'marketing',
  storeIds: [store.id],
};

async function timed(/** @type {() => Promise<number>} */ work) {
  const begun = performance.now();
  const cars = await work();
  return { ms: performance.now() - begun, cars };
}

const ours = () =>
  timed(async () => {
    const view = await preview.run(actor, { storeId: store.id, code: 'service', days: 30 });
    if (view.told.length + view.untold.length === 0) throw new Error('A preview without a single example');
    return view.carsInAudience;
  });
const count = () =>
  timed(async () => {
    const rows = await foundation.dataSource.query('SELECT COUNT(*) AS n FROM vehicle WHERE store_id = ?', [
      store.id,
    ]);
    return Number(rows[0].n);
  });

createServer((request, response) => {
  const work = request.url === '/ours' ? ours() : request.url === '/count' ? count() : Promise.resolve({});
  work.then(
    (found) => response.end(JSON.stringify(found)),
    (error) => response.writeHead(500).end(String(error.stack)),
  );
}).listen(Number(process.env['PORT']), '127.0.0.1');
