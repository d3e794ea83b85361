// Fills an empty database with cars and owners by SQL, a million in a minute: BENCH_INPUT {"cars": n}. Dates are spread as
// a group's are: services over the cycle, policies over the year, birthdays over the year, a tenth of the cars new.
import 'reflect-metadata';
import { openDesk } from '../desk.mjs';
import { makeStores } from '../seed-stores.mjs';

const { cars } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const desk = await openDesk();
const stores = await makeStores(desk);
await desk.close();

const other = await openDesk();
const sql = other.query;
// Whatever the machine: what is measured is planning, not how little memory a database can have.
await sql('SET GLOBAL innodb_buffer_pool_size = 6442450944');
await sql('SET SESSION max_recursive_iterations = 10000000').catch(() =>
  sql('SET SESSION cte_max_recursion_depth = 10000000'),
);
await sql('SET SESSION unique_checks = 0');
const today = "DATE('2027-01-12')";
const CHUNK = 50_000;
/** Whole numbers that look random and are the same in every run. */
const some = (/** @type {number} */ salt, /** @type {number} */ below) =>
  `MOD(CRC32(CONCAT(n, ' ', ${salt})), ${below})`;
const id = (/** @type {string} */ letter) => `CONCAT('01BENCH', '${letter}', LPAD(n, 18, '0'))`;
for (let from = 0; from < cars; from += CHUNK) {
  const numbers = `SELECT seq AS n FROM (WITH RECURSIVE row_ (seq) AS (SELECT ${from} UNION ALL
    SELECT seq + 1 FROM row_ WHERE seq + 1 < ${Math.min(cars, from + CHUNK)}) SELECT seq FROM row_) numbers`;
  const store = `ELT(1 + MOD(n, ${stores.length}), ${stores.map((one) => `'${one.id}'`).join(', ')})`;
  const soldDays = `IF(MOD(n, 10) = 0, ${some(1, 90)}, 90 + ${some(1, 2900)})`;
  // Ciphers of phone, VIN and plate are as long as real ones; nobody reads them here.
  await sql(`INSERT INTO owner (id, name, sex, phone, phone_index, birthday_on, birthday_calendar, licence_expires_on,
      created_at, updated_at)
    SELECT ${id('P')}, '车主', 'unknown', REPEAT('x', 60), LPAD(n, 22, 'p'),
           DATE_ADD(DATE('1960-01-01'), INTERVAL ${some(2, 16_000)} DAY), IF(MOD(n, 3) = 0, 'lunar', 'solar'),
           DATE_ADD(${today}, INTERVAL ${some(3, 2190)} DAY), ${today}, ${today} FROM (${numbers}) list
     WHERE MOD(n, 5) <> 4`);
  await sql(`INSERT INTO vehicle (id, store_id, vin, vin_index, vin_tail, plate, plate_index, plate_tail, brand, model,
      sold_on, sold_here, \`use\`, insurance_expires_on, insured_here, last_service_on, last_paid_visit_on, latest_km,
      latest_km_on, km_per_day, due_kind, due_on, due_reason, due_km, created_at, updated_at)
    SELECT ${id('V')}, ${store}, REPEAT('x', 60), LPAD(n, 22, 'v'), LPAD(MOD(n, 9999), 22, 't'), REPEAT('x', 50),
           LPAD(n, 22, 'c'), LPAD(MOD(n, 9999), 22, 't'), '广汽丰田', ELT(1 + MOD(n, 4), '凯美瑞', '汉兰达', '雷凌', '威兰达'),
           DATE_SUB(${today}, INTERVAL ${soldDays} DAY), 1, 'private',
           DATE_ADD(${today}, INTERVAL ${some(4, 365)} DAY), 1,
           IF(MOD(n, 10) = 0, NULL, DATE_SUB(${today}, INTERVAL ${some(5, 200)} DAY)),
           IF(MOD(n, 10) = 0, NULL, DATE_SUB(${today}, INTERVAL ${some(5, 200)} DAY)), ${some(6, 90_000)}, ${today}, 35.00,
           IF(MOD(n, 10) = 0, 'first_service', 'service'),
           DATE_ADD(DATE_SUB(${today}, INTERVAL IF(MOD(n, 10) = 0, ${some(1, 90)}, ${some(5, 200)}) DAY),
                    INTERVAL IF(MOD(n, 10) = 0, 90, 180) DAY), 'date', 10000, ${today}, ${today}
      FROM (${numbers}) list`);
  // Every fifth car is its owner's second.
  await sql(`INSERT INTO owner_vehicle (owner_id, vehicle_id, role, created_at)
    SELECT CONCAT('01BENCHP', LPAD(IF(MOD(n, 5) = 4, n - 1, n), 18, '0')), ${id('V')}, 'owner', ${today}
      FROM (${numbers}) list`);
  process.stderr.write(`${Math.min(cars, from + CHUNK)} cars\n`);
}
for (const table of ['owner', 'vehicle', 'owner_vehicle']) await sql(`ANALYZE TABLE ${table}`);
await other.close();
process.stdout.write(`${JSON.stringify({ cars })}\n`);
