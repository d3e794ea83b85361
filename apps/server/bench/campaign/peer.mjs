// What packets are measured against: a bare Fastify with ioredis that runs the gate's script for every request, with the
// same limits, and no log-in, no ticket and no database. POST /grab {owner, phone, car}; POST /fill {packets} starts anew.
// POST /claims {clients, claims} is the other peer: claims a second by transactions in MariaDB through mysql2.
import 'reflect-metadata';
import fastify from 'fastify';
import { Redis } from 'ioredis';
import { createPool } from 'mysql2/promise';

/** The gate's own script for one person: what was drawn, three limits, pop, record. */
const SCRIPT = `
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 'G' end
local owner, phone, car = ARGV[2], ARGV[3], ARGV[4]
local drawn = redis.call('hget', KEYS[3], owner)
if drawn then return drawn end
for _, subject in ipairs({'o' .. owner, 'p' .. phone, 'c' .. car}) do
  if tonumber(redis.call('hget', KEYS[5], subject) or '0') >= 1 then return 'L' end
end
local no = redis.call('lindex', KEYS[2], 0)
if not no then return 'E' .. redis.call('hlen', KEYS[4]) end
local time = redis.call('time')
local mark = no .. ':' .. car .. ':' .. phone .. ':' .. time[1]
redis.call('hset', KEYS[3], owner, 'P' .. mark)
redis.call('hset', KEYS[4], no, owner)
redis.call('hincrby', KEYS[5], 'o' .. owner, 1)
redis.call('hincrby', KEYS[5], 'p' .. phone, 1)
redis.call('hincrby', KEYS[5], 'c' .. car, 1)
redis.call('lpop', KEYS[2])
return 'N' .. mark`;

const KEYS = ['gate', 'pool', 'drawn', 'pending', 'limits'].map((name) => `peer:{packets}:${name}`);
const [GATE = '', POOL = ''] = KEYS;
const redis = new Redis(String(process.env['REDIS_URL']));
redis.defineCommand('grab', { numberOfKeys: KEYS.length, lua: SCRIPT });
const grab = /** @type {(...parts: string[]) => Promise<string>} */ (
  /** @type {any} */ (redis)['grab'].bind(redis)
);

const app = fastify();
app.get('/api/health/ready', async () => ({ ok: true }));
app.post('/fill', async (request) => {
  const { packets } = /** @type {{ packets: number }} */ (request.body);
  await redis.del(...KEYS);
  if (packets > 0) await redis.rpush(POOL, ...Array.from({ length: packets }, (_, index) => index + 1));
  await redis.set(GATE, '1');
  return { ok: true };
});
app.post('/grab', async (request) => {
  const { owner, phone, car } = /** @type {{ owner: string, phone: string, car: string }} */ (request.body);
  const answer = await grab(...KEYS, '1', owner, phone, car);
  const won = answer.startsWith('N') || answer.startsWith('P');
  return { result: won ? 'won' : 'sold_out', packetNo: won ? Number(answer.slice(1).split(':')[0]) : null };
});

const pool = createPool({ uri: String(process.env['DATABASE_URL']), connectionLimit: 64 });
app.post('/claims', async (request) => {
  const { clients, claims } = /** @type {{ clients: number, claims: number }} */ (request.body);
  await pool.query('CREATE TABLE IF NOT EXISTS peer_stock (id int PRIMARY KEY, packets_left int NOT NULL)');
  await pool.query(
    'CREATE TABLE IF NOT EXISTS peer_claim (stock_id int, owner_id char(26), PRIMARY KEY (stock_id, owner_id))',
  );
  await pool.query('TRUNCATE peer_claim');
  await pool.query('REPLACE INTO peer_stock VALUES (1, ?)', [claims]);
  let next = 0;
  let won = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const connection = await pool.getConnection();
      for (let one = next++; one < claims; one = next++) {
        await connection.beginTransaction();
        const [taken] = await connection.query(
          'UPDATE peer_stock SET packets_left = packets_left - 1 WHERE id = 1 AND packets_left > 0',
        );
        if (/** @type {{ affectedRows: number }} */ (taken).affectedRows === 1) {
          await connection.query('INSERT INTO peer_claim VALUES (1, ?)', [String(one).padStart(26, '0')]);
          await connection.commit();
          won += 1;
        } else await connection.rollback();
      }
      connection.release();
    }),
  );
  return { won, rate: won / ((performance.now() - began) / 1000) };
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
