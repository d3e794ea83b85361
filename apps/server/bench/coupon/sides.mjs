// Gives everybody of a store a coupon, again and again on request: GET /ours the worker's own IssueCoupons, /raw the same rows
// by multi-row INSERT; each answers {rows, rate}. BENCH_INPUT {"storeId", "typeId", "owners"}.
import 'reflect-metadata';
import { createServer } from 'node:http';
import { lay } from '../../dist/foundation.js';
import { IssueCoupons } from '../../dist/modules/coupon/index.js';
import { SystemClock } from '../../dist/platform/clock/index.js';
import { loadConfig } from '../../dist/platform/config/index.js';
import { newId } from '../../dist/platform/database/index.js';
import { createWorker } from '../../dist/worker.js';

const { storeId, typeId, owners } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const ROWS_A_STATEMENT = 2_000;
const clock = new SystemClock();
const foundation = { ...(await lay({ ...loadConfig(), logLevel: 'warn' }, 'bench')), clock };
const worker = await createWorker(foundation);
const issue = worker.get(IssueCoupons, { strict: false });
const query = (/** @type {string} */ sql, /** @type {unknown[]} */ parameters = []) =>
  foundation.dataSource.query(sql, parameters);
await query('CREATE TABLE IF NOT EXISTS coupon_bench_copy LIKE coupon');

async function measured(/** @type {() => Promise<void>} */ work, /** @type {string} */ table) {
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1000;
  const [{ n }] = await query(`SELECT COUNT(*) AS n FROM ${table} WHERE type_id = ?`, [typeId]);
  const rows = Number(n);
  if (rows !== owners) throw new Error(`${rows} coupons for ${owners} owners`);
  return { rows, rate: rows / seconds };
}

async function ours() {
  await query('DELETE FROM coupon WHERE type_id = ?', [typeId]);
  const id = newId(clock);
  const now = clock.date();
  await query(
    `INSERT INTO coupon_issue (id, type_id, store_id, state, audience, audience_text, tell, people, cursor_at, seen, issued,
       full_count, sold_out, why, asked_by, asked_at, decision_note, started_at)
     VALUES (?, ?, ?, 'running', ?, '', 0, ?, '', 0, 0, 0, 0, '', ?, ?, '', ?)`,
    [
      id,
      typeId,
      storeId,
      JSON.stringify({ kind: 'stores', storeIds: [storeId], models: [] }),
      owners,
      id,
      now,
      now,
    ],
  );
  return measured(() => issue.run(), 'coupon');
}

/** The same rows, each with an id of its own, ready in memory before the time runs. */
async function raw() {
  await query('TRUNCATE TABLE coupon_bench_copy');
  const people = await query(
    "SELECT DISTINCT l.owner_id AS id FROM owner_vehicle l JOIN vehicle v ON v.id = l.vehicle_id WHERE v.store_id = ? AND l.role = 'owner'",
    [storeId],
  );
  const now = clock.date();
  const bulk = newId(clock);
  const rows = people.map((/** @type {{ id: string }} */ { id }) => [
    newId(clock),
    typeId,
    storeId,
    id,
    1,
    `bulk:${bulk}:${id}`,
    'bulk',
    'held',
    '',
    now,
    now,
    now,
  ]);
  return measured(async () => {
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT)
      await query(
        `INSERT INTO coupon_bench_copy (id, type_id, store_id, owner_id, slot, dedupe_key, source, state, note, issued_at,
           valid_from, valid_until) VALUES ?`,
        [rows.slice(from, from + ROWS_A_STATEMENT)],
      );
  }, 'coupon_bench_copy');
}

createServer((request, response) => {
  const work = request.url === '/ours' ? ours : request.url === '/raw' ? raw : async () => ({ ok: true });
  work()
    .then((found) => response.end(JSON.stringify(found)))
    .catch((error) => {
      response.statusCode = 500;
      response.end(String(error.stack));
    });
}).listen(Number(process.env['PORT']), '127.0.0.1');
