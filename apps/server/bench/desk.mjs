import { addDays, atShanghai } from '@cheban/kernel';
import { createDataSource } from '../dist/database/data-source.js';
import { TravelClock } from '../dist/platform/clock/index.js';
import { loadConfig } from '../dist/platform/config/index.js';
import { FieldCipher, fieldCipher, useFieldCipher } from '../dist/platform/crypto/index.js';
import { newId } from '../dist/platform/database/index.js';
import { createRandom } from './random.mjs';

const ROWS_A_STATEMENT = 500;

/**
 * What every part of the seed writes with. Rows go through the entities, so that columns, encryption and types are the
 * server's own. `now` (ms) is the time at which it is written, `seed` that of the dice.
 */
export async function openDesk({ now = Date.now(), seed = 20_261_121 } = {}) {
  const config = loadConfig();
  useFieldCipher(new FieldCipher(config.dataKeys, config.indexKey));
  const clock = new TravelClock(now);
  const dataSource = await createDataSource(config).initialize();
  /** @type {Map<string, object[]>} */
  const waiting = new Map();
  let written = 0;

  async function flush(/** @type {string} */ entity) {
    const rows = waiting.get(entity) ?? [];
    waiting.delete(entity);
    if (rows.length === 0) return;
    const insert = dataSource.createQueryBuilder().insert().into(entity).values(rows).updateEntity(false);
    await insert.execute().catch((error) => {
      // TypeORM's own error carries the whole statement, megabytes of it.
      throw new Error(`${entity}: ${error.driverError?.message ?? error.message}`);
    });
    const before = written;
    written += rows.length;
    if (Math.floor(before / 20_000) < Math.floor(written / 20_000)) process.stderr.write(`${written} rows\n`);
  }

  const cipher = fieldCipher();
  /** A value with what it is found by, under the columns' names. */
  const marked = (/** @type {'phone' | 'plate' | 'vin'} */ kind, /** @type {string} */ value) => ({
    [kind]: value,
    [`${kind}Index`]: cipher.index(kind, value),
    [`${kind}Tail`]: cipher.tailIndex(kind, value),
  });

  return {
    /** Runs a statement as it stands. */
    query: (/** @type {string} */ sql, /** @type {unknown[]} */ parameters = []) =>
      dataSource.query(sql, parameters),
    cipher,
    marked,
    now: clock.now(),
    today: clock.today(),
    random: createRandom(seed),
    id: () => newId(clock),
    /** An id as it would have been made at that instant. */
    idAt: (/** @type {number} */ instant) => newId(new TravelClock(instant)),
    dayAgo: (/** @type {number} */ days) => addDays(clock.today(), -days),
    at: (/** @type {string} */ on, time = '10:00') => atShanghai(on, time),
    /** Adds a row of an entity; many rows make one statement. */
    put: async (/** @type {string} */ entity, /** @type {object} */ row) => {
      const rows = waiting.get(entity) ?? [];
      rows.push(row);
      waiting.set(entity, rows);
      if (rows.length >= ROWS_A_STATEMENT) await flush(entity);
    },
    /** Writes what waits, lets the database count anew, and closes. Returns the number of rows. */
    close: async () => {
      for (const entity of [...waiting.keys()]) await flush(entity);
      const tables = dataSource.entityMetadatas.map((entity) => `\`${entity.tableName}\``);
      await dataSource.query(`ANALYZE TABLE ${tables.join(', ')}`);
      await dataSource.destroy();
      return written;
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openDesk>>} Desk */
