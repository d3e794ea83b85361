import type { routes } from '@cheban/contracts';
import { addDays, startOfBusinessDay, toHalfWidth } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { encodeTime } from 'ulidx';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { fieldCipher } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf } from '../../../platform/http/index.js';

export type DeliveryFilter = Omit<QueryOf<(typeof routes)['care']['messages']>, 'page' | 'pageSize'>;

/** Cars that share a plate tail are few; beyond this many the question is too wide to mean anything. */
const MAX_CARS = 200;

export interface FilterSql {
  where: string;
  values: unknown[];
}

/** Turns what staff ask of the delivery log into SQL over `message m`, narrowed to the actor's stores. */
@Injectable()
export class DeliveryFilters {
  constructor(private readonly uow: UnitOfWork) {}

  /** Null: nothing can match. Throws STORE.NOT_FOUND for a foreign store. */
  async sql(actor: StaffActor, filter: DeliveryFilter): Promise<FilterSql | null> {
    const storeIds = storesOf(actor, filter.storeId);
    if (storeIds.length === 0) return null;
    const conditions = ['m.store_id IN (?)'];
    const values: unknown[] = [storeIds];
    const add = (condition: string, ...more: unknown[]) => {
      conditions.push(condition);
      values.push(...more);
    };
    if (filter.ownerId !== undefined) add('m.owner_id = ?', filter.ownerId);
    if (filter.state !== undefined) add('m.state = ?', filter.state);
    if (filter.kind !== undefined) add('m.kind = ?', filter.kind);
    if (filter.class !== undefined) add('m.class = ?', filter.class);
    if (filter.channel !== undefined) add('m.channel = ?', filter.channel);
    if (filter.from !== undefined) add('m.not_before >= ?', toDate(startOfBusinessDay(filter.from)));
    if (filter.to !== undefined) {
      const end = startOfBusinessDay(addDays(filter.to, 1));
      // Ids begin with the time of writing, and nothing is written after it was to go out: this bounds the index.
      add('m.not_before < ? AND m.id < ?', toDate(end), `${encodeTime(end, 10)}0000000000000000`);
    }
    if (filter.rule !== undefined) {
      add(
        'EXISTS (SELECT 1 FROM care_item i WHERE i.vehicle_id = m.vehicle_id AND i.message_id = m.id AND i.rule = ?)',
        filter.rule,
      );
    }
    if (filter.plate !== undefined) {
      const cars = await this.carsByPlate(storeIds, filter.plate);
      if (cars.length === 0) return null;
      add('m.vehicle_id IN (?)', cars);
    }
    return { where: conditions.join(' AND '), values };
  }

  /** The blind index of the last four characters finds candidates, decryption decides. */
  private async carsByPlate(storeIds: readonly string[], text: string): Promise<string[]> {
    const plate = toHalfWidth(text).toUpperCase();
    const rows: { id: string; plate: string | null }[] = await this.uow.reader.query(
      `SELECT id, plate FROM vehicle WHERE plate_tail = ? AND store_id IN (?) LIMIT ${MAX_CARS}`,
      [fieldCipher().tailIndex('plate', plate), storeIds],
    );
    return rows
      .filter((row) => row.plate !== null && fieldCipher().decrypt(row.plate).endsWith(plate))
      .map(({ id }) => id);
  }
}
