import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Config } from '../platform/config/index.js';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';

/** Options of the one data source. The type only matters to schema comparison: queries are the same on both. */
export function dataSourceOptions(
  config: Pick<Config, 'databaseUrl' | 'databasePool'>,
  type: 'mysql' | 'mariadb' = 'mysql',
): DataSourceOptions {
  return {
    type,
    url: config.databaseUrl,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    bigNumberStrings: true,
    entities,
    migrations,
    synchronize: false,
    migrationsRun: false,
    migrationsTableName: 'schema_migration',
    poolSize: config.databasePool,
    connectTimeout: 5_000,
    extra: {
      queueLimit: config.databasePool * 20,
      maxIdle: config.databasePool,
      enableKeepAlive: true,
      // The driver need not take a stack at every statement: errors carry the statement anyway.
      trace: false,
    },
  };
}

export function createDataSource(config: Pick<Config, 'databaseUrl' | 'databasePool'>): DataSource {
  return new DataSource(dataSourceOptions(config));
}

/**
 * The SQL that would bring a migrated database in line with the entities; empty if they agree. MariaDB words its
 * defaults differently from MySQL, so the comparison must know which of the two it looks at.
 */
export async function findSchemaDrift(databaseUrl: string): Promise<string[]> {
  const probe = await createDataSource({ databaseUrl, databasePool: 1 }).initialize();
  const rows: { version: string }[] = await probe.query('SELECT VERSION() AS version');
  await probe.destroy();
  const type = rows[0]?.version.includes('MariaDB') ? 'mariadb' : 'mysql';
  const dataSource = await new DataSource(
    dataSourceOptions({ databaseUrl, databasePool: 1 }, type),
  ).initialize();
  try {
    const difference = await dataSource.driver.createSchemaBuilder().log();
    return difference.upQueries.map(({ query }) => query);
  } finally {
    await dataSource.destroy();
  }
}
