import { Injectable } from '@nestjs/common';
import { DataSource, type EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { encrypted, fieldCipher, openName, SealedStores, sealedByHand, sealedName } from '../crypto/index.js';
import { UnitOfWork } from '../database/index.js';

/** Values of one place by key. `place`: `table.column`, or the folder of files. */
export interface KeyCount {
  readonly place: string;
  readonly total: number;
  /** Under the newest key. */
  readonly newest: number;
}
export interface KeyStatus {
  readonly newest: string;
  readonly places: readonly KeyCount[];
  /** Keys that nothing needs any more; backups made before are not looked at. */
  readonly removable: readonly string[];
}
/** Told after each chunk. */
export interface KeyProgress {
  readonly place: string;
  readonly done: number;
}

const CHUNK = 500;

/**
 * Moves what is encrypted to the newest key while everything runs. A value is only replaced if it still is what was
 * read, so that nobody's writing is lost; a run that breaks off goes on with what is left.
 */
@Injectable()
export class DataKeys {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly stores: SealedStores,
  ) {}

  async status(): Promise<KeyStatus> {
    const { currentId: newest, keyIds } = fieldCipher();
    const places: KeyCount[] = [];
    const needed = new Set<string>([newest]);
    for (const { table, columns } of this.tables())
      for (const column of columns) {
        const name = `\`${column}\``;
        const sums = keyIds.map((_, i) => `COALESCE(SUM(${name} LIKE ?), 0) AS k${i}`).join(', ');
        const rows: Record<string, string>[] = await this.dataSource.query(
          `SELECT COUNT(${name}) AS total, ${sums} FROM \`${table}\``,
          keyIds.map((id) => `${id}.%`),
        );
        const row = rows[0] ?? {};
        for (const [i, id] of keyIds.entries()) if (Number(row[`k${i}`]) > 0) needed.add(id);
        places.push({ place: `${table}.${column}`, total: Number(row.total), newest: Number(row.k0) });
      }
    for (const store of this.stores.all()) {
      const ids = await store.keyIds();
      for (const id of ids) needed.add(id);
      const count = ids.filter((id) => id === newest).length;
      places.push({ place: store.name, total: ids.length, newest: count });
    }
    return { newest, places, removable: keyIds.filter((id) => !needed.has(id)) };
  }

  /** Encrypts everything anew that is not under the newest key. Returns how many values and files that were. */
  async rotate(tell: (progress: KeyProgress) => void = () => {}, chunk = CHUNK): Promise<number> {
    let sum = 0;
    for (const table of this.tables()) sum += await this.rotateTable(table, tell, chunk);
    for (const store of this.stores.all()) {
      const done = await store.reseal();
      tell({ place: store.name, done });
      sum += done;
    }
    return sum;
  }

  private async rotateTable(
    { table, keys, columns }: SealedTable,
    tell: (progress: KeyProgress) => void,
    chunk: number,
  ): Promise<number> {
    const cipher = fieldCipher();
    const newest = `${cipher.currentId}.%`;
    const names = (list: readonly string[]) => list.map((name) => `\`${name}\``).join(', ');
    const old = columns.map((column) => `\`${column}\` NOT LIKE ?`).join(' OR ');
    let after: string[] | null = null;
    let done = 0;
    for (;;) {
      const rows: Record<string, string | null>[] = await this.dataSource.query(
        `SELECT ${names([...keys, ...columns])} FROM \`${table}\`
          WHERE (${old})${after === null ? '' : ` AND (${names(keys)}) > (?)`} ORDER BY ${names(keys)} LIMIT ?`,
        [...columns.map(() => newest), ...(after === null ? [] : [after]), chunk],
      );
      done += await this.uow.run(async (tx) => {
        let changed = 0;
        for (const row of rows)
          for (const column of columns) {
            const stored = row[column];
            if (typeof stored !== 'string' || stored.startsWith(`${cipher.currentId}.`)) continue;
            const result: { affectedRows: number } = await tx.manager.query(
              `UPDATE \`${table}\` SET \`${column}\` = ?
                WHERE ${keys.map((key) => `\`${key}\` = ?`).join(' AND ')} AND \`${column}\` = ?`,
              [cipher.encrypt(openName(stored)), ...keys.map((key) => row[key]), stored],
            );
            changed += result.affectedRows;
          }
        return changed;
      });
      if (rows.length > 0) tell({ place: table, done });
      if (rows.length < chunk) return done;
      const last = rows[rows.length - 1] ?? {};
      after = keys.map((key) => last[key] ?? '');
    }
  }

  /** Tables with encrypted columns, by the transformers of their entities. */
  private tables(): SealedTable[] {
    return this.dataSource.entityMetadatas
      .map((entity: EntityMetadata) => ({
        table: entity.tableName,
        keys: entity.primaryColumns.map(({ databaseName }) => databaseName),
        columns: entity.columns.filter(isSealed).map(({ databaseName }) => databaseName),
      }))
      .filter(({ columns }) => columns.length > 0)
      .sort((left, right) => (left.table < right.table ? -1 : 1));
  }
}

interface SealedTable {
  readonly table: string;
  readonly keys: readonly string[];
  readonly columns: readonly string[];
}

const isSealed = ({ transformer }: ColumnMetadata) =>
  transformer === encrypted || transformer === sealedName || transformer === sealedByHand;
