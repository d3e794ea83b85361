import 'reflect-metadata';
import { createDataSource } from '../../dist/database/data-source.js';
import { loadConfig } from '../../dist/platform/config/index.js';

const dataSource = await createDataSource(loadConfig()).initialize();

/** The SELECT of an entity as our server sends it; entities lend the names of their columns and nothing else. */
export const select = (/** @type {string} */ name, /** @type {string} */ rest) => {
  const { columns, tableName } = dataSource.getMetadata(name);
  const list = columns.map(({ databaseName }) => `\`${databaseName}\``);
  return `SELECT ${list.join(', ')} FROM \`${tableName}\` ${rest}`;
};

/** To be called when all statements are made. */
export const finish = () => dataSource.destroy();
