import { type DueKind, dueKinds } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import {
  decryptOrNull,
  fieldCipher,
  isIndexedTail,
  mayBeName,
  nameBegins,
  nameCondition,
  openName,
  typedTail,
} from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { countSql, type DueQuestion, pageSql } from './due-list.sql.js';

/** One thing that falls due. `ownerId`: whose it is, if it is about a person. */
export interface DueEntry {
  readonly vehicleId: string;
  readonly kind: DueKind;
  readonly dueOn: string;
  readonly ownerId: string | null;
}

/** One planned reminder of a car. */
export interface DueStory {
  readonly vehicleId: string;
  readonly rule: string;
  readonly cycle: string;
  readonly state: 'planned' | 'held' | 'told' | 'stopped' | 'missed';
  /** In Chinese. */
  readonly why: string;
  /** Milliseconds. */
  readonly notBefore: number;
  readonly messageId: string | null;
}

/** Screens count up to here; more is “many”. */
const MOST = 10_000;
/** More cars than these share a name or a tail only where the question is too wide to mean anything. */
const MOST_CARS = 200;
/** People with the same two first characters who are looked through. */
const MOST_NAMESAKES = 2_000;

/**
 * Reads what falls due of a store in one list. The rooms of cars and owners have the tables; a page over both, sorted by
 * day, needs one statement that walks along their indexes.
 */
@Injectable()
export class DueListRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async page(
    kinds: readonly DueKind[],
    question: DueQuestion,
    limit: number,
    offset: number,
  ): Promise<DueEntry[]> {
    if (question.cars?.length === 0) return [];
    const sql = pageSql(kinds, question, limit, offset);
    return sql === null ? [] : this.uow.reader.query(sql.sql, [...sql.params]);
  }

  /** Of each kind, up to ten thousand. */
  async counts(question: DueQuestion): Promise<Map<DueKind, number>> {
    const counts = new Map<DueKind, number>(dueKinds.map((kind) => [kind, 0]));
    if (question.cars?.length === 0) return counts;
    const { sql, params } = countSql(dueKinds, question, MOST);
    const rows: { kind: DueKind; n: string }[] = await this.uow.reader.query(sql, [...params]);
    for (const { kind, n } of rows) counts.set(kind, Math.min(MOST, (counts.get(kind) ?? 0) + Number(n)));
    return counts;
  }

  /** What was ever planned for these cars of the listed kinds, the soonest first. */
  async stories(vehicleIds: readonly string[]): Promise<DueStory[]> {
    if (vehicleIds.length === 0) return [];
    const rows: (Omit<DueStory, 'notBefore'> & { notBefore: Date })[] = await this.uow.reader.query(
      `SELECT vehicle_id AS vehicleId, \`rule\`, cycle, state, why, not_before AS notBefore, message_id AS messageId
         FROM care_item WHERE vehicle_id IN (?) AND \`rule\` IN (?) ORDER BY not_before, id`,
      [vehicleIds, dueKinds],
    );
    return rows.map((row) => ({ ...row, notBefore: row.notBefore.getTime() }));
  }

  /**
   * Cars of a store by the tail of plate or phone (four characters or more) or the beginning of a present owner's name.
   * The blind index of the last four characters finds candidates, decryption decides.
   */
  async find(storeId: string, text: string): Promise<string[]> {
    const tail = typedTail(text);
    const found = new Set<string>();
    if (isIndexedTail(tail)) {
      for (const kind of ['plate', 'phone'] as const)
        for (const { id, value } of await this.byTail(storeId, kind, tail))
          if (decryptOrNull(value)?.endsWith(tail)) found.add(id);
    }
    if (mayBeName(text)) for (const id of await this.byName(storeId, text)) found.add(id);
    return [...found];
  }

  private byTail(
    storeId: string,
    kind: 'plate' | 'phone',
    tail: string,
  ): Promise<{ id: string; value: string | null }[]> {
    const from = kind === 'plate' ? 'vehicle v' : PEOPLE;
    const column = kind === 'plate' ? 'v.plate' : 'o.phone';
    return this.uow.reader.query(
      `SELECT v.id, ${column} AS value FROM ${from} WHERE ${column}_tail = ? AND v.store_id = ? LIMIT ${MOST_CARS}`,
      [fieldCipher().tailIndex(kind, tail), storeId],
    );
  }

  private async byName(storeId: string, text: string): Promise<string[]> {
    const { sql, value } = nameCondition(text);
    const rows: { id: string; name: string }[] = await this.uow.reader.query(
      `SELECT v.id, o.name FROM ${PEOPLE} WHERE ${sql} AND v.store_id = ? LIMIT ${MOST_NAMESAKES}`,
      [value, storeId],
    );
    return rows
      .filter(({ name }) => nameBegins(openName(name), text))
      .slice(0, MOST_CARS)
      .map(({ id }) => id);
  }
}

const PEOPLE = `owner o JOIN owner_vehicle l ON l.owner_id = o.id AND l.ended_at IS NULL
  JOIN vehicle v ON v.id = l.vehicle_id`;
