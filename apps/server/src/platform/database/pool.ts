import type { Socket } from 'node:net';
import type { DataSource, EntityManager } from 'typeorm';

interface Queryable {
  query(sql: string, parameters: unknown[], done: (error: Error | null, rows: unknown) => void): void;
}
interface Connection {
  query(sql: string): void;
  release(): void;
  readonly stream: Pick<Socket, 'setTimeout' | 'on' | 'destroy'>;
  /** The statement under way. */
  readonly _command?: unknown;
}
type Acquired = (error: Error | null, connection?: Connection) => void;
interface Pool extends Queryable {
  on(event: 'connection', listener: (connection: Connection) => void): void;
  getConnection(done: Acquired): void;
}

const poolOf = (dataSource: DataSource) => (dataSource.driver as unknown as { pool: Pool }).pool;

/** Rows or the result of a statement on any connection of the pool, by the driver alone. */
export function queryPool<T>(dataSource: DataSource, sql: string, parameters: unknown[]): Promise<T> {
  return queryOn(poolOf(dataSource), sql, parameters);
}

/** The same on the connection of a running transaction. */
export async function queryWithin<T>(manager: EntityManager, sql: string, parameters: unknown[]): Promise<T> {
  const runner = manager.queryRunner;
  // A runner that was released would take another connection and keep it for ever.
  if (!runner || runner.isReleased) throw new Error('There is no transaction to ask in');
  const connection: Queryable = await runner.connect();
  return queryOn(connection, sql, parameters);
}

function queryOn<T>(queryable: Queryable, sql: string, parameters: unknown[]): Promise<T> {
  return new Promise((resolve, reject) => {
    queryable.query(sql, parameters, (error, rows) => {
      if (error) reject(error);
      else resolve(rows as T);
    });
  });
}

const SETTINGS = [
  // MariaDB 10.11 has no variable transaction_isolation; the statement works everywhere.
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // A process that stands still in a transaction holds its locks: MariaDB (MySQL takes the rest for a comment) lets go of
  // them after a minute, so that it does not stop all others for as long as it stands. Join buffers of one size: made for the
  // rows that it guesses to be there, `INSERT … SELECT` of the same rows would number them differently each time.
  `SET SESSION innodb_lock_wait_timeout = 8, time_zone = '+00:00'
     /*M!100309 , idle_transaction_timeout = 60, optimizer_switch = 'optimize_join_buffer_size=off' */`,
];

/** How long one waits for the database, in milliseconds. */
export interface Patience {
  /** For a connection: while the database is slow, requests must not pile up before it. */
  connectionMs: number;
  /** For a byte of an answer: whatever hears nothing for so long hangs on a wire that goes nowhere. */
  silenceMs: number;
}

/**
 * Every connection gets the settings that the code relies on: a new one before its first statement, and the one that
 * initialising has left in the pool before anybody could listen. Whoever loses patience meets an error that
 * `isDatabaseAway` knows.
 */
export async function tuneConnections(dataSource: DataSource, patience: Patience): Promise<void> {
  const pool = poolOf(dataSource);
  const listen = (connection: Connection) => {
    const { stream } = connection;
    stream.setTimeout(patience.silenceMs);
    stream.on('timeout', () => {
      if (connection._command) stream.destroy(tooLate('has not answered'));
      // Silence of a connection that nobody uses; the clock of a socket stands still after it has rung.
      else stream.setTimeout(patience.silenceMs);
    });
  };
  pool.on('connection', (connection) => {
    for (const setting of SETTINGS) connection.query(setting);
    listen(connection);
  });
  boundWaiting(pool, patience.connectionMs);
  // Alone in the pool, it is the one that answers.
  await new Promise<void>((resolve, reject) => {
    pool.getConnection((error, connection) => {
      if (!connection) return reject(error);
      listen(connection);
      connection.release();
      resolve();
    });
  });
  for (const setting of SETTINGS) await dataSource.query(setting);
}

const tooLate = (what: string) => Object.assign(new Error(`The database ${what}`), { code: 'ETIMEDOUT' });

function boundWaiting(pool: Pool, ms: number): void {
  const get = pool.getConnection.bind(pool);
  pool.getConnection = (done) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      done(tooLate('has no free connection'));
    }, ms);
    get((error, connection) => {
      clearTimeout(timer);
      if (isOver) connection?.release();
      else done(error, connection);
    });
  };
}

export interface DatabaseProblem {
  problem: string;
  fix: string;
}

/** What is wrong with this database for us, or null. */
export async function inspectDatabase(dataSource: DataSource): Promise<DatabaseProblem | null> {
  const rows: { charset: string; flush: number }[] = await dataSource.query(
    `SELECT default_character_set_name AS charset, @@innodb_flush_log_at_trx_commit AS flush
       FROM information_schema.schemata WHERE schema_name = DATABASE()`,
  );
  const row = rows[0];
  if (row?.charset !== 'utf8mb4') {
    return {
      problem: `The database stores text as ${row?.charset ?? 'an unknown character set'}, so names with rare characters would be lost`,
      fix: 'run: ALTER DATABASE <name> CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci',
    };
  }
  if (Number(row.flush) !== 1) {
    return {
      problem:
        'The database may forget committed bookings after a crash: innodb_flush_log_at_trx_commit is not 1',
      fix: 'set innodb_flush_log_at_trx_commit=1 in my.cnf',
    };
  }
  return null;
}
