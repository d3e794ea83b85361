import type { ErasureOutcome, ErasureState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type PlainRecord, plainRecord, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { ErasureRequestEntity } from './erasure.entity.js';

export type ErasureRequest = PlainRecord<ErasureRequestEntity>;
export const NOTHING: ErasureOutcome = { deleted: [], kept: [] };

@Injectable()
export class ErasureRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async openOf(ownerId: string): Promise<ErasureRequest | null> {
    const entity = await this.uow.reader.findOneBy(ErasureRequestEntity, { openOwnerId: ownerId });
    return entity ? plainRecord(entity) : null;
  }

  /** Writes a wish; one that is open already stays as it is. */
  async insert(
    tx: Tx,
    wish: Pick<ErasureRequest, 'id' | 'ownerId' | 'storeId' | 'askedAt' | 'notBefore' | 'dueOn' | 'waitsFor'>,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT IGNORE INTO erasure_request (id, owner_id, open_owner_id, store_id, state, asked_at, not_before, due_on,
         waits_for, ended_at, outcome) VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?, ?, NULL, ?)`,
      [
        wish.id,
        wish.ownerId,
        wish.ownerId,
        wish.storeId,
        toDate(wish.askedAt),
        toDate(wish.notBefore),
        wish.dueOn,
        wish.waitsFor,
        JSON.stringify(NOTHING),
      ],
    );
  }

  /** Ends an open wish; false if none is open. */
  async end(
    tx: Tx,
    ownerId: string,
    state: ErasureState,
    outcome: ErasureOutcome,
    at: number,
  ): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE erasure_request SET state = ?, outcome = ?, ended_at = ?, waits_for = '', open_owner_id = NULL
        WHERE open_owner_id = ?`,
      [state, JSON.stringify(outcome), toDate(at), ownerId],
    );
    return result.affectedRows === 1;
  }

  async setWaitsFor(tx: Tx, id: string, waitsFor: string): Promise<void> {
    await tx.manager.update(ErasureRequestEntity, { id }, { waitsFor });
  }

  async due(now: number, after: string, limit: number): Promise<ErasureRequest[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(ErasureRequestEntity, 'r')
      .where("r.state = 'waiting' AND r.notBefore <= :now AND r.id > :after", { now: toDate(now), after })
      .orderBy('r.id')
      .take(limit)
      .getMany();
    return entities.map(plainRecord);
  }

  /** People who were deleted since an instant. */
  async goneSince(at: number): Promise<string[]> {
    const rows = await this.uow.read<{ ownerId: string }>(
      "SELECT owner_id AS ownerId FROM erasure_request WHERE state = 'done' AND ended_at >= ?",
      [toDate(at)],
    );
    return rows.map(({ ownerId }) => ownerId);
  }

  /** The row of an open wish, locked; null if it has ended meanwhile. */
  async lock(tx: Tx, id: string): Promise<ErasureRequest | null> {
    const entity = await tx.manager.findOne(ErasureRequestEntity, {
      where: { id, state: 'waiting' },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? plainRecord(entity) : null;
  }

  /** Of these stores, and with `homeless` also of people without a car; open ones first, the most urgent on top. */
  async page(
    filter: { storeIds: readonly string[]; homeless: boolean; state?: ErasureState | undefined },
    page: number,
    pageSize: number,
  ): Promise<{ rows: ErasureRequest[]; total: number; waiting: number }> {
    const query = this.uow.reader
      .createQueryBuilder(ErasureRequestEntity, 'r')
      .where(`(r.storeId IN (:...storeIds)${filter.homeless ? ' OR r.storeId IS NULL' : ''})`, {
        storeIds: filter.storeIds.length === 0 ? [''] : filter.storeIds,
      });
    const waiting = await query.clone().andWhere("r.state = 'waiting'").getCount();
    if (filter.state) query.andWhere('r.state = :state', { state: filter.state });
    const [entities, total] = await query
      .orderBy('r.openOwnerId IS NULL')
      .addOrderBy('r.dueOn')
      .addOrderBy('r.id')
      .offset((page - 1) * pageSize)
      .limit(pageSize)
      .getManyAndCount();
    return { rows: entities.map(plainRecord), total, waiting };
  }
}
