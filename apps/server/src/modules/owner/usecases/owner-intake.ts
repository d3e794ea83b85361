import { districtOf } from '@cheban/kernel/district';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher, openName, sealName } from '../../../platform/crypto/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import type { Owner } from '../persistence/owner.repository.js';

/** What an export says of a person. Null says nothing and changes nothing. */
export interface OwnerImport {
  phone: string;
  name: string;
  sex: Owner['sex'] | null;
  birthdayOn: string | null;
  birthdayCalendar: Owner['birthdayCalendar'];
  /** Born in the leap month; says something only together with a birthday. */
  birthdayLeap: boolean;
  region: string | null;
  occupation: string | null;
  hobbies: string | null;
  licenceExpiresOn: string | null;
  remark: string | null;
  /** The person stood higher up in the same file: only what is still empty is filled. */
  fillOnly: boolean;
  /** People who own the same car on file: one of the same name is this person with a new number. */
  candidateIds: readonly string[];
}

/** What an import changed in one field of something on file: from what to what, as it is kept. */
export interface FieldChange {
  field: string;
  from: string | number | null;
  to: string | number | null;
}

export interface OwnerOutcome {
  /** Null: this person had their data deleted, and an export does not bring them back. */
  id: string | null;
  change: 'created' | 'updated' | 'unchanged';
  /** What this row changed in a person on file. */
  changes: readonly FieldChange[];
}

const FIELDS = [
  ['name', 'name'],
  ['sex', 'sex'],
  ['birthdayOn', 'birthday_on'],
  ['birthdayCalendar', 'birthday_calendar'],
  ['region', 'region'],
  ['occupation', 'occupation'],
  ['hobbies', 'hobbies'],
  ['licenceExpiresOn', 'licence_expires_on'],
  ['remark', 'remark'],
] as const;
type FieldKey = (typeof FIELDS)[number][0];

interface Row extends Record<FieldKey, string | null> {
  id: string;
  birthday_leap: number;
  phone: string | null;
  phone_index: string | null;
  phone_tail: string | null;
}
interface Draft extends Row {
  change: OwnerOutcome['change'];
}

const SELECT = `SELECT id, phone, phone_index, phone_tail, birthday_leap, ${FIELDS.map(([key, column]) => `${column} AS ${key}`).join(', ')} FROM owner`;

/** Writes many people at once: three or four statements a batch, whatever its size. */
@Injectable()
export class OwnerIntake {
  constructor(private readonly clock: Clock) {}

  /**
   * Finds each person by phone, changes what the export knows better, makes those who are new. Answers in the order
   * of `imports`. With `write` false nothing is written; ids of new people then stand for nobody. Throws the
   * database's duplicate error if somebody else makes the same person meanwhile: run the transaction again.
   */
  async upsert(tx: Tx, imports: readonly OwnerImport[], write: boolean): Promise<OwnerOutcome[]> {
    const cipher = fieldCipher();
    const indexes = imports.map((entry) => cipher.index('phone', entry.phone));
    // In this order: who is deleted before they are locked is found among those who left.
    const drafts = await this.load(tx, 'phone_index', [...new Set(indexes)], write);
    const left = await this.whoLeft(tx, indexes);
    const byIndex = new Map(drafts.map((draft) => [draft.phone_index, draft]));
    const newNumbers = await this.recogniseNewNumbers(tx, imports, indexes, byIndex, write);

    const outcomes = imports.map((entry, i) => {
      const index = indexes[i] ?? '';
      if (left.has(index)) return null;
      const draft = byIndex.get(index);
      if (!draft) {
        const made = this.blank(entry.phone, index);
        byIndex.set(index, made);
        fill(made, entry, true);
        return { draft: made, changes: [] };
      }
      const changes = fill(draft, entry, !entry.fillOnly && draft.change !== 'created');
      if (changes.length > 0 && draft.change === 'unchanged') draft.change = 'updated';
      const newNumber = newNumbers.get(index);
      newNumbers.delete(index);
      return { draft, changes: newNumber ? [newNumber, ...changes] : changes };
    });
    if (write)
      await this.save(
        tx,
        [...new Set(byIndex.values())].filter((draft) => draft.change !== 'unchanged'),
      );
    // The first row of a new person made them; the next rows of the batch found them.
    const told = new Set<string>();
    return outcomes.map((outcome) => {
      if (outcome === null) return { id: null, change: 'unchanged', changes: [] };
      const { id, change } = outcome.draft;
      const again = told.has(id);
      told.add(id);
      const { changes } = outcome;
      return { id, change: again && change === 'created' ? 'unchanged' : change, changes };
    });
  }

  /** Blind indexes of those whose people had their data deleted. */
  private async whoLeft(tx: Tx, indexes: readonly string[]): Promise<Set<string>> {
    if (indexes.length === 0) return new Set();
    const rows: { phone: string }[] = await tx.manager.query(
      'SELECT phone_index AS phone FROM erased_phone WHERE phone_index IN (?)',
      [[...new Set(indexes)]],
    );
    return new Set(rows.map(({ phone }) => phone));
  }

  /**
   * The same name on the same car with an unknown number is the same person with a new number, unless they have
   * proved the old one in WeChat: then the proved number stays. Answers the changes of number by the new one's index.
   */
  private async recogniseNewNumbers(
    tx: Tx,
    imports: readonly OwnerImport[],
    indexes: readonly string[],
    byIndex: Map<string | null, Draft>,
    write: boolean,
  ): Promise<Map<string, FieldChange>> {
    const changes = new Map<string, FieldChange>();
    const open = imports
      .map((entry, i) => ({ entry, index: indexes[i] ?? '' }))
      .filter(({ entry, index }) => !byIndex.has(index) && entry.candidateIds.length > 0);
    if (open.length === 0) return changes;
    const known = await this.load(
      tx,
      'id',
      [...new Set(open.flatMap(({ entry }) => entry.candidateIds))],
      write,
    );
    const byId = new Map(known.map((draft) => [draft.id, draft]));
    const bound = new Set(
      (
        (await tx.manager.query('SELECT DISTINCT owner_id AS id FROM account WHERE owner_id IN (?)', [
          [...byId.keys(), ''],
        ])) as { id: string }[]
      ).map(({ id }) => id),
    );
    const cipher = fieldCipher();
    for (const { entry, index } of open) {
      if (byIndex.has(index)) continue;
      const same = entry.candidateIds.map((id) => byId.get(id)).find((draft) => draft?.name === entry.name);
      if (!same || (same.phone_index !== null && byIndex.get(same.phone_index) !== undefined)) continue;
      byIndex.set(index, same);
      if (bound.has(same.id)) continue;
      const from = same.phone === null ? null : cipher.decrypt(same.phone);
      changes.set(index, { field: 'phone', from, to: entry.phone });
      same.phone = cipher.encrypt(entry.phone);
      same.phone_index = index;
      same.phone_tail = cipher.tailIndex('phone', entry.phone);
      same.change = 'updated';
    }
    return changes;
  }

  private blank(phone: string, index: string): Draft {
    const cipher = fieldCipher();
    return {
      id: newId(this.clock),
      phone: cipher.encrypt(phone),
      phone_index: index,
      phone_tail: cipher.tailIndex('phone', phone),
      name: null,
      sex: null,
      birthdayOn: null,
      birthdayCalendar: null,
      region: null,
      occupation: null,
      hobbies: null,
      licenceExpiresOn: null,
      remark: null,
      birthday_leap: 0,
      change: 'created',
    };
  }

  /** @param lock nobody changes or deletes these people until the transaction ends: what is read is written back */
  private async load(
    tx: Tx,
    column: 'id' | 'phone_index',
    values: readonly string[],
    lock: boolean,
  ): Promise<Draft[]> {
    if (values.length === 0) return [];
    const rows: Row[] = await tx.manager.query(
      `${SELECT} WHERE ${column} IN (?)${lock ? ' FOR UPDATE' : ''}`,
      [values],
    );
    return rows.map((row) => ({ ...row, name: openName(row.name), change: 'unchanged' }));
  }

  private async save(tx: Tx, drafts: readonly Draft[]): Promise<void> {
    const now = this.clock.date();
    const written = [
      'phone',
      'phone_index',
      'phone_tail',
      'birthday_leap',
      'name_head',
      'name_index',
      'district',
      ...FIELDS.map(([, column]) => column),
    ];
    const values = (list: readonly Draft[]) =>
      list.map((draft) => {
        const { name, nameHead, nameIndex } = sealName(draft.name ?? '');
        const fields = { ...draft, name, sex: draft.sex ?? 'unknown' };
        return [
          draft.id,
          draft.phone,
          draft.phone_index,
          draft.phone_tail,
          draft.birthday_leap,
          nameHead,
          nameIndex,
          districtOf(draft.region),
          ...FIELDS.map(([key]) => fields[key]),
          now,
          now,
        ];
      });
    const insert = `INSERT INTO owner (id, ${written.join(', ')}, created_at, updated_at) VALUES ?`;
    const created = drafts.filter((draft) => draft.change === 'created');
    const updated = drafts.filter((draft) => draft.change === 'updated');
    if (created.length > 0) await tx.manager.query(insert, [values(created)]);
    if (updated.length === 0) return;
    const sets = [...written, 'updated_at'].map((column) => `${column} = VALUES(${column})`).join(', ');
    await tx.manager.query(`${insert} ON DUPLICATE KEY UPDATE ${sets}`, [values(updated)]);
  }
}

/** Takes over what the export says; with `overwrite` false only into empty places. Tells what changed. */
function fill(draft: Draft, entry: OwnerImport, overwrite: boolean): FieldChange[] {
  const changes: FieldChange[] = [];
  // The leap month belongs to the birthday it was said with.
  const leap = entry.birthdayLeap ? 1 : 0;
  if (entry.birthdayOn !== null && (overwrite || draft.birthdayOn === null) && draft.birthday_leap !== leap) {
    changes.push({ field: 'birthdayLeap', from: draft.birthday_leap, to: leap });
    draft.birthday_leap = leap;
  }
  for (const [key] of FIELDS) {
    const next = entry[key];
    const empty = draft[key] === null || (key === 'sex' && draft[key] === 'unknown');
    if (next === null || draft[key] === next || !(overwrite || empty)) continue;
    // A birthday and its calendar belong together: the calendar alone never replaces that of another date.
    if (key === 'birthdayCalendar' && !overwrite && draft.birthdayOn !== entry.birthdayOn) continue;
    changes.push({ field: key, from: draft[key], to: next });
    draft[key] = next;
  }
  return changes;
}
