// Forgets earlier turns and plans messages that are due now: BENCH_INPUT {"count": n, "class": "care" | "service"}. Care
// wants as many people as messages (one a day each); service goes round the people.
import 'reflect-metadata';
import { createDataSource } from '../../dist/database/data-source.js';
import { ROOM } from '../../dist/modules/messaging/persistence/message.repository.js';
import { SystemClock } from '../../dist/platform/clock/index.js';
import { loadConfig } from '../../dist/platform/config/index.js';
import { newId } from '../../dist/platform/database/index.js';

const ROWS_A_STATEMENT = 1000;
const DAY_MS = 86_400_000;
const { count, class: messageClass } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const clock = new SystemClock();
const dataSource = await createDataSource(loadConfig()).initialize();
for (const table of ['message', 'message_attempt', 'message_cap', 'subscribe_ledger', 'subscribe_credit'])
  await dataSource.query(`TRUNCATE TABLE ${table}`);
/** @type {{ owner_id: string, vehicle_id: string, store_id: string, account_id: string }[]} */
const people = await dataSource.query(
  `SELECT a.owner_id, a.id AS account_id, v.id AS vehicle_id, v.store_id FROM account a
     JOIN owner_vehicle l ON l.owner_id = a.owner_id JOIN vehicle v ON v.id = l.vehicle_id`,
);
if (people.length === 0 || (messageClass === 'care' && people.length < count))
  throw new Error('There are too few people');
const now = clock.date();
await inParts(
  people.length,
  (at) => {
    const person = people[at];
    return [person?.account_id, 'sub-service-due', Math.ceil(count / people.length), now];
  },
  'INSERT INTO subscribe_credit (account_id, template_id, credits, updated_at) VALUES ?',
);
const words = JSON.stringify({
  model: '广汽丰田 凯美瑞',
  date: '2026年11月28日',
  reason: '预计11月28日到期',
});
await inParts(
  count,
  (at) => {
    const person = people[at % people.length];
    const id = newId(clock);
    return [
      id,
      `bench:${id}`,
      person?.store_id,
      person?.owner_id,
      person?.vehicle_id,
      'service_due',
      messageClass,
      '保养提醒',
      '您的爱车快到保养时间了，点开即可预约。',
      words,
      'subpackages/booking/new/index?from=reminder',
      '立即预约',
      'planned',
      '等待发送',
      0,
      now,
      new Date(now.getTime() + DAY_MS),
      now,
      ROOM,
    ];
  },
  `INSERT INTO message (id, dedupe_key, store_id, owner_id, vehicle_id, kind, class, title, body, words, page, action_label,
     state, why, attempts, not_before, expires_at, created_at, room) VALUES ?`,
);
await dataSource.query('ANALYZE TABLE message, subscribe_credit');
await dataSource.destroy();
process.stdout.write(`${JSON.stringify({ count })}\n`);

/** @param {number} total @param {(at: number) => unknown[]} rowOf @param {string} sql */
async function inParts(total, rowOf, sql) {
  for (let start = 0; start < total; start += ROWS_A_STATEMENT) {
    const rows = Array.from({ length: Math.min(ROWS_A_STATEMENT, total - start) }, (_, index) =>
      rowOf(start + index),
    );
    await dataSource.query(sql, [rows]);
  }
}
