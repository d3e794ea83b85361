import { createDecipheriv, createHash } from 'node:crypto';
import fastify from 'fastify';
import { createPool } from 'mysql2/promise';
import * as sql from './peer-sql.mjs';

/** Rows come in any shape, as in any bare server. @typedef {Record<string, any>} Row */
/** @typedef {(statement: string, parameters: unknown[]) => Promise<Row[]>} Ask */

/** What a bare server stands on: Fastify and a pool of mysql2, nothing else. */
export const app = fastify();
app.get('/api/health/ready', async () => ({ ok: true }));

const pool = createPool({
  uri: String(process.env['DATABASE_URL']),
  charset: 'utf8mb4',
  timezone: 'Z',
  dateStrings: ['DATE'],
  supportBigNumbers: true,
  bigNumberStrings: true,
  connectionLimit: 20,
  maxIdle: 20,
  enableKeepAlive: true,
});
// As our own connections: without it, the statements would lock otherwise.
pool.pool.on('connection', (connection) => {
  connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  connection.query("SET SESSION innodb_lock_wait_timeout = 8, time_zone = '+00:00'");
});

/** @type {Ask} */
export const ask = async (statement, parameters) =>
  /** @type {[Row[], unknown]} */ (await pool.query(statement, parameters))[0];

const MOST_TRIES = 4;

/**
 * Runs work in one transaction, again after a deadlock; `undefined` as its answer rolls back.
 * @template T
 * @param {(ask: Ask) => Promise<T | undefined>} work
 * @returns {Promise<T | undefined>}
 */
export async function inTransaction(work) {
  for (let attempt = 1; ; attempt += 1) {
    const connection = await pool.getConnection();
    try {
      await connection.query('START TRANSACTION');
      const done = await work(
        async (statement, parameters) =>
          /** @type {[Row[], unknown]} */ (await connection.query(statement, parameters))[0],
      );
      await connection.query(done === undefined ? 'ROLLBACK' : 'COMMIT');
      return done;
    } catch (error) {
      await connection.query('ROLLBACK').catch(() => {});
      if (/** @type {any} */ (error).code !== 'ER_LOCK_DEADLOCK' || attempt >= MOST_TRIES) throw error;
    } finally {
      connection.release();
    }
  }
}

const key = Buffer.from(String(process.env['CHEBAN_DATA_KEY']).replace(/^[^:]*:/, ''), 'base64');

/** Reads what the server has stored encrypted. */
export function decrypt(/** @type {string} */ stored) {
  const body = Buffer.from(stored.slice(stored.indexOf('.') + 1), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, 12));
  decipher.setAuthTag(body.subarray(body.length - 16));
  return decipher.update(body.subarray(12, body.length - 16), undefined, 'utf8') + decipher.final('utf8');
}

/** The owner whose token a request carries. @returns {Promise<string>} */
export async function ownerOf(/** @type {import('fastify').FastifyRequest} */ request) {
  const token = String(request.headers.authorization).slice(7);
  const hash = createHash('sha256').update(token).digest('base64url');
  const [session] = await ask(sql.SESSION, [hash, new Date()]);
  if (!session) throw new Error('no session');
  return session['ownerId'];
}

/** MySQL's driver parses JSON by itself, MariaDB's JSON is text. @returns {any[]} */
export const list = (/** @type {unknown} */ json) =>
  json === null ? [] : typeof json === 'string' ? JSON.parse(json) : json;

/** Serves what was added to `app`, on PORT. */
export const serve = () => app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
