// Empties the diary and the classes of one store, so that the next turn finds what the first one found: node booking/reset.mjs,
// BENCH_INPUT {"storeId": id}.
import { createConnection } from 'mysql2/promise';

const { storeId } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const connection = await createConnection(String(process.env['DATABASE_URL']));
for (const table of ['booking', 'capacity_unit', 'booking_hold', 'sign_up', 'message', 'outbox_event'])
  await connection.query(`DELETE FROM ${table} WHERE store_id = ?`, [storeId]);
await connection.query('UPDATE activity_session SET seats_left = seats WHERE store_id = ?', [storeId]);
await connection.end();
process.stdout.write(`{"ok":true}\n`);
