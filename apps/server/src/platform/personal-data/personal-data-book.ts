import { openName } from '../crypto/index.js';
import type { Tx, UnitOfWork } from '../database/index.js';
import type { Person, PersonalTable, ShownColumn } from './personal-table.js';
import { fillIn, sayValue } from './shown-values.js';

export interface PersonalSection {
  readonly title: string;
  readonly rows: readonly (readonly { readonly label: string; readonly text: string }[])[];
}
export interface Gone {
  readonly deleted: { title: string; count: number }[];
  readonly kept: { title: string; count: number; why: string }[];
}

/** Rows of one table that are shown; more than that are cut off by nobody's life at a dealership. */
const MOST = 20_000;

/**
 * What every room knows of a person, table by table. The rooms say it (`persistence/personal-data.ts`); here it is
 * shown and deleted. The order of tables is the order of deletion.
 */
export class PersonalDataBook {
  constructor(readonly tables: readonly PersonalTable[]) {}

  /** Everything a person may see of themselves, in their words (PIPL 45); sections without rows are left out. */
  async show(uow: UnitOfWork, person: Person): Promise<PersonalSection[]> {
    const sections: PersonalSection[] = [];
    for (const table of this.tables) {
      if (!table.show) continue;
      const columns = Object.entries<ShownColumn>(table.show);
      const list = columns.map(
        ([, column], i) => `${typeof column === 'string' ? column : column.sql} AS c${i}`,
      );
      const { sql, values } = fillIn(
        `SELECT ${list.join(', ')} FROM \`${table.table}\` WHERE ${table.whose}${
          table.newest ? ` ORDER BY ${table.newest} DESC` : ''
        } LIMIT ${MOST}`,
        person,
      );
      const rows = await uow.read<Record<string, unknown>>(sql, values);
      if (rows.length === 0) continue;
      sections.push({
        title: table.title,
        rows: rows.map((row) =>
          columns.map(([label, column], i) => ({ label, text: sayValue(row[`c${i}`], column, openName) })),
        ),
      });
    }
    return sections;
  }

  /** What must end first; empty if nothing. */
  async blockers(uow: UnitOfWork, person: Person): Promise<string[]> {
    const said: string[] = [];
    for (const { table, whose, blocks } of this.tables)
      if (blocks && (await this.count(uow, table, `(${whose}) AND (${blocks.when})`, person)) > 0)
        said.push(blocks.say);
    return said;
  }

  /** What the person would lose. */
  async losses(uow: UnitOfWork, person: Person): Promise<string[]> {
    const said: string[] = [];
    for (const { table, whose, loses } of this.tables) {
      if (!loses) continue;
      const count = await this.count(uow, table, `(${whose}) AND (${loses.when})`, person);
      if (count > 0) said.push(`${count} ${loses.say}`);
    }
    return said;
  }

  /** Deletes the person, and takes them out of what must be kept (PIPL 47). One transaction. */
  async erase(tx: Tx, person: Person): Promise<Gone> {
    const gone: Gone = { deleted: [], kept: [] };
    for (const table of this.tables) {
      if (table.gone === 'delete') {
        const { sql, values } = fillIn(`DELETE FROM \`${table.table}\` WHERE ${table.whose}`, person);
        const result: { affectedRows: number } = await tx.manager.query(sql, values);
        if (result.affectedRows > 0) gone.deleted.push({ title: table.title, count: result.affectedRows });
        continue;
      }
      const { keep, clear, rows } = table.gone;
      const counted = fillIn(`SELECT COUNT(*) AS n FROM \`${table.table}\` WHERE ${table.whose}`, person);
      const [found]: { n: string }[] = await tx.manager.query(counted.sql, counted.values);
      const count = Number(found?.n ?? 0);
      if (count === 0) continue;
      gone.kept.push({ title: table.title, count, why: keep });
      if (!clear) continue;
      const sets = Object.keys(clear).map((column) => `\`${column}\` = ?`);
      const where = rows ? `(${table.whose}) AND (${rows})` : table.whose;
      const { sql, values } = fillIn(
        `UPDATE \`${table.table}\` SET ${sets.join(', ')} WHERE ${where}`,
        person,
      );
      const cleared = Object.values(clear).map((value) => (typeof value === 'function' ? value() : value));
      await tx.manager.query(sql, [...cleared, ...values]);
    }
    return gone;
  }

  private async count(uow: UnitOfWork, table: string, where: string, person: Person): Promise<number> {
    const { sql, values } = fillIn(`SELECT COUNT(*) AS n FROM \`${table}\` WHERE ${where}`, person);
    const [row] = await uow.read<{ n: string }>(sql, values);
    return Number(row?.n ?? 0);
  }
}
