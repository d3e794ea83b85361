import type { SearchHit } from '@cheban/contracts';
import { maskPhone, maskVin } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
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

interface Row {
  ownerId: string | null;
  ownerName: string | null;
  phone: string | null;
  vehicleId: string | null;
  plate: string | null;
  vin: string | null;
  model: string | null;
  storeName: string | null;
}

const MAX_HITS = 20;
/** People with the same two first characters who are looked through. */
const MAX_NAMESAKES = 2_000;

const COLUMNS = `o.id AS ownerId, o.name AS ownerName, o.phone, v.id AS vehicleId, v.plate, v.vin, v.model, s.name AS storeName`;
const FROM_VEHICLE = `FROM vehicle v JOIN store s ON s.id = v.store_id
  LEFT JOIN owner_vehicle l ON l.vehicle_id = v.id AND l.ended_at IS NULL LEFT JOIN owner o ON o.id = l.owner_id`;
const FROM_OWNER = `FROM owner o JOIN owner_vehicle l ON l.owner_id = o.id AND l.ended_at IS NULL
  JOIN vehicle v ON v.id = l.vehicle_id JOIN store s ON s.id = v.store_id`;

/**
 * Finds people and cars of the actor's stores by the tail (four characters or more) of plate, phone or VIN, or by the
 * beginning of a name. The blind index of the last four characters finds candidates, decryption decides.
 */
@Injectable()
export class Search {
  constructor(private readonly uow: UnitOfWork) {}

  async run(actor: StaffActor, text: string): Promise<SearchHit[]> {
    if (actor.storeIds.length === 0) return [];
    const query = typedTail(text);
    const hits = new Map<string, SearchHit>();
    const keep = (matched: SearchHit['matched'], rows: Row[]) => {
      for (const row of rows) {
        const key = `${row.ownerId}/${row.vehicleId}`;
        if (!hits.has(key)) hits.set(key, hit(row, matched));
      }
    };
    if (isIndexedTail(query)) {
      keep('plate', await this.byTail(actor, 'plate', query));
      keep('vin', await this.byTail(actor, 'vin', query));
      if (/^\d+$/.test(query)) keep('phone', await this.byTail(actor, 'phone', query));
    }
    if (mayBeName(text)) keep('name', await this.byName(actor, text.trim()));
    return [...hits.values()].slice(0, MAX_HITS);
  }

  private async byTail(actor: StaffActor, kind: 'plate' | 'vin' | 'phone', query: string): Promise<Row[]> {
    const column = kind === 'phone' ? 'o.phone_tail' : `v.${kind}_tail`;
    const rows: Row[] = await this.uow.reader.query(
      `SELECT ${COLUMNS} ${kind === 'phone' ? FROM_OWNER : FROM_VEHICLE}
        WHERE ${column} = ? AND v.store_id IN (?) LIMIT 200`,
      [fieldCipher().tailIndex(kind, query), actor.storeIds],
    );
    return rows.filter((row) => decryptOrNull(row[kind])?.endsWith(query));
  }

  private async byName(actor: StaffActor, text: string): Promise<Row[]> {
    const { sql, value } = nameCondition(text);
    const rows: Row[] = await this.uow.reader.query(
      `SELECT ${COLUMNS} ${FROM_OWNER} WHERE ${sql} AND v.store_id IN (?) LIMIT ${MAX_NAMESAKES}`,
      [value, actor.storeIds],
    );
    return rows
      .map((row) => ({ row, name: openName(row.ownerName) ?? '' }))
      .filter(({ name }) => nameBegins(name, text))
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .slice(0, MAX_HITS)
      .map(({ row }) => row);
  }
}

function hit(row: Row, matched: SearchHit['matched']): SearchHit {
  const phone = decryptOrNull(row.phone);
  const vin = decryptOrNull(row.vin);
  return {
    ownerId: row.ownerId,
    ownerName: openName(row.ownerName) ?? '（无车主）',
    phone: phone === null ? null : maskPhone(phone),
    vehicleId: row.vehicleId,
    plate: decryptOrNull(row.plate),
    vin: vin === null ? null : maskVin(vin),
    model: row.model,
    storeName: row.storeName ?? '',
    matched,
  };
}
