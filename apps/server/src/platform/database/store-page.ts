import type { EntityManager, EntityTarget, SelectQueryBuilder } from 'typeorm';
import { type PlainRecord, plainRecord } from './plain-record.js';

/** What a page shows: things of these stores whose columns equal what is named; `undefined` narrows nothing. */
export interface StorePageOf<E extends object> {
  readonly storeIds: readonly string[];
  readonly equal?: { readonly [K in keyof E]?: E[K] | undefined };
  /** Narrows further; the thing is called `thing` there. */
  readonly narrow?: (query: SelectQueryBuilder<E>) => void;
}

/** One page of what stores have, the newest first. `page` begins at 1; `total` counts all pages. */
export async function storePage<E extends { id: string; storeId: string | null }>(
  reader: EntityManager,
  entity: EntityTarget<E>,
  of: StorePageOf<E>,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: PlainRecord<E>[]; total: number }> {
  if (of.storeIds.length === 0) return { rows: [], total: 0 };
  const query = reader
    .createQueryBuilder(entity, 'thing')
    .where('thing.storeId IN (:...storeIds)', { storeIds: of.storeIds });
  for (const [name, value] of Object.entries(of.equal ?? {}))
    if (value !== undefined) query.andWhere(`thing.${name} = :${name}`, { [name]: value });
  of.narrow?.(query);
  const [entities, total] = await query
    .orderBy('thing.id', 'DESC')
    .skip((page - 1) * pageSize)
    .take(pageSize)
    .getManyAndCount();
  return { rows: entities.map(plainRecord), total };
}
