import type { EntityManager, EntityTarget } from 'typeorm';
import { toDate } from '../../../platform/clock/index.js';
import { type PlainRecord, plainRecord } from '../../../platform/database/index.js';

/**
 * What has ended (`ended`: SQL about `thing`) and was never compared with WeChat Pay since, the oldest first: made
 * before the instant `before` (milliseconds), behind the id `after`, at most `limit`.
 */
export async function unchecked<E extends { id: string; checkedAt: Date | null }>(
  reader: EntityManager,
  entity: EntityTarget<E>,
  ended: string,
  { before, after, limit }: { before: number; after: string; limit: number },
): Promise<PlainRecord<E>[]> {
  const entities = await reader
    .createQueryBuilder(entity, 'thing')
    .where(`thing.checkedAt IS NULL AND (${ended})`)
    .andWhere('thing.id > :after AND thing.createdAt < :before', { after, before: toDate(before) })
    .orderBy('thing.id')
    .take(limit)
    .getMany();
  return entities.map(plainRecord);
}
