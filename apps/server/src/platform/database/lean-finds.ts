import {
  type DataSource,
  type EntityManager,
  type EntityMetadata,
  type EntityTarget,
  type FindManyOptions,
  type FindOptionsWhere,
  In,
  InstanceChecker,
  IsNull,
  type ObjectLiteral,
} from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { queryPool, queryWithin } from './pool.js';

/** What is known of a table once and for all: `SELECT its columns FROM it`, and the columns by property. */
interface Table {
  readonly select: string;
  readonly columns: readonly ColumnMetadata[];
  readonly byProperty: ReadonlyMap<string, ColumnMetadata>;
}
type Options = FindManyOptions<ObjectLiteral>;
interface Statement {
  readonly table: Table;
  readonly sql: string;
  readonly parameters: unknown[];
}

/** The only options that are understood here. */
const KNOWN = new Set(['where', 'order', 'take', 'lock']);
const tables = new WeakMap<EntityMetadata, Table | null>();
const quoted = (name: string) => `\`${name}\``;

/**
 * Makes the finds of a manager lean: those by equal values, `In` or `IsNull` go to the driver as one short statement, and its rows
 * become the same entities. Everything else stays TypeORM's. Its query builder takes three times as long as the driver
 * itself, and nine reads of ten are of this kind. Statements in SQL go to the driver too. Errors are the driver's own.
 */
export function makeFindsLean(dataSource: DataSource, manager: EntityManager): void {
  const finds = {
    find: manager.find,
    findBy: manager.findBy,
    findOne: manager.findOne,
    findOneBy: manager.findOneBy,
  };
  const query = <T>(sql: string, parameters: unknown[] = []): Promise<T> =>
    manager.queryRunner ? queryWithin(manager, sql, parameters) : queryPool(dataSource, sql, parameters);
  const read = async (target: EntityTarget<ObjectLiteral>, options: Options) => {
    const metadata = dataSource.getMetadata(target);
    const statement = statementOf(metadata, options, manager.queryRunner !== undefined);
    if (!statement) return undefined;
    const { sql, parameters, table } = statement;
    const rows: ObjectLiteral[] = await query(sql, parameters);
    return rows.map((row) => entityOf(dataSource, metadata, table, row));
  };
  const own = {
    query,
    find: async (target: EntityTarget<ObjectLiteral>, options: Options = {}) =>
      (await read(target, options)) ?? finds.find.call(manager, target, options),
    findBy: async (target: EntityTarget<ObjectLiteral>, where: FindOptionsWhere<ObjectLiteral>) =>
      (await read(target, { where })) ?? finds.findBy.call(manager, target, where),
    findOne: async (target: EntityTarget<ObjectLiteral>, options: Options) => {
      const found = options.where && (await read(target, { ...options, take: 1 }));
      return found ? (found[0] ?? null) : finds.findOne.call(manager, target, options);
    },
    findOneBy: async (target: EntityTarget<ObjectLiteral>, where: FindOptionsWhere<ObjectLiteral>) => {
      const found = await read(target, { where, take: 1 });
      return found ? (found[0] ?? null) : finds.findOneBy.call(manager, target, where);
    },
  };
  Object.assign(manager, own);
}

/** The statement of these options, or null if they say anything that only TypeORM knows. */
function statementOf(metadata: EntityMetadata, options: Options, isInTransaction: boolean): Statement | null {
  const table = tableOf(metadata);
  const { where = {}, order = {}, take, lock } = options;
  if (!table || Array.isArray(where) || Object.keys(options).some((key) => !KNOWN.has(key))) return null;
  if (lock && !(isInTransaction && lock.mode === 'pessimistic_write' && Object.keys(lock).length === 1))
    return null;
  const parameters: unknown[] = [];
  const conditions: string[] = [];
  for (const [property, value] of Object.entries(where)) {
    const column = table.byProperty.get(property);
    if (!column || column.transformer) return null;
    if (isNullSought(value)) {
      conditions.push(`${quoted(column.databaseName)} IS NULL`);
      continue;
    }
    const values = listOf(value);
    if (values?.length === 0) conditions.push('0 = 1');
    else if (values) conditions.push(`${quoted(column.databaseName)} IN (?)`);
    else if (isPlain(value)) conditions.push(`${quoted(column.databaseName)} = ?`);
    else return null;
    if (values?.length !== 0) parameters.push(values ?? value);
  }
  const sorting: string[] = [];
  for (const [property, direction] of Object.entries(order)) {
    const column = table.byProperty.get(property);
    if (!column || (direction !== 'ASC' && direction !== 'DESC')) return null;
    sorting.push(`${quoted(column.databaseName)} ${direction}`);
  }
  const sql = [
    table.select,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []),
    ...(sorting.length > 0 ? [`ORDER BY ${sorting.join(', ')}`] : []),
    ...(take === undefined ? [] : [`LIMIT ${Number(take)}`]),
    ...(lock ? ['FOR UPDATE'] : []),
  ].join(' ');
  return { table, sql, parameters };
}

const isPlain = (value: unknown) =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

const IN = In([]).type;
const IS_NULL = IsNull().type;

const isNullSought = (value: unknown) => InstanceChecker.isFindOperator(value) && value.type === IS_NULL;

/** The values of an `In` of plain values. */
function listOf(value: unknown): readonly unknown[] | null {
  if (!InstanceChecker.isFindOperator(value) || value.type !== IN) return null;
  const values: unknown = value.value;
  return Array.isArray(values) && values.every(isPlain) ? values : null;
}

function tableOf(metadata: EntityMetadata): Table | null {
  const known = tables.get(metadata);
  if (known !== undefined) return known;
  const { columns } = metadata;
  const isSimple =
    metadata.relations.length === 0 &&
    metadata.embeddeds.length === 0 &&
    metadata.childEntityMetadatas.length === 0 &&
    metadata.afterLoadListeners.length === 0 &&
    metadata.deleteDateColumn === undefined &&
    metadata.orderBy === undefined &&
    columns.every((column) => column.isSelect && !column.isVirtualProperty);
  const table = isSimple
    ? {
        select: `SELECT ${columns.map(({ databaseName }) => quoted(databaseName)).join(', ')} FROM ${quoted(metadata.tableName)}`,
        columns,
        byProperty: new Map(columns.map((column) => [column.propertyName, column])),
      }
    : null;
  tables.set(metadata, table);
  return table;
}

function entityOf(
  dataSource: DataSource,
  metadata: EntityMetadata,
  table: Table,
  row: ObjectLiteral,
): ObjectLiteral {
  const entity = metadata.create() as ObjectLiteral;
  for (const column of table.columns)
    entity[column.propertyName] = dataSource.driver.prepareHydratedValue(row[column.databaseName], column);
  return entity;
}
