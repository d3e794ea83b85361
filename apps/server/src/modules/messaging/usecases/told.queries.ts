import type { MessageKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { encodeTime } from 'ulidx';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';

/** An id's first ten characters are its time. */
const TIME_LENGTH = 10;
const idFrom = (instant: number) => `${encodeTime(instant, TIME_LENGTH)}${'0'.repeat(16)}`;

/** Reached a phone, or was read in the inbox. */
const TOLD = `state IN ('accepted', 'delivered') AND (channel <> 'inbox' OR read_at IS NOT NULL)`;

/** Who has really heard of something. */
@Injectable()
export class ToldQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Messages of a kind about a subject that were told, in pages by id: at most `limit` after `after` (empty for the
   * first page). Instants are milliseconds; nothing older than `since` is looked at.
   */
  async page(
    about: { storeId: string; subjectId: string; kind: MessageKind; since: number },
    after: string,
    limit: number,
  ): Promise<{ id: string; ownerId: string; vehicleId: string | null }[]> {
    return this.uow.reader.query(
      `SELECT id, owner_id AS ownerId, vehicle_id AS vehicleId FROM message
        WHERE store_id = ? AND id > ? AND kind = ? AND subject_id = ? AND ${TOLD}
        ORDER BY id LIMIT ${Math.trunc(limit)}`,
      [about.storeId, after === '' ? idFrom(about.since) : after, about.kind, about.subjectId],
    );
  }

  /**
   * Messages of a store by kind, of those planned since an instant: sent already, and still to be sent
   * before `until`. Tests of rules speak of nothing and are not counted.
   */
  async counts(
    storeId: string,
    kinds: readonly MessageKind[],
    since: number,
    until: number,
  ): Promise<Map<MessageKind, { planned: number; told: number }>> {
    if (kinds.length === 0) return new Map();
    const rows = await this.uow.read<{ kind: MessageKind; planned: string; told: string }>(
      `SELECT kind, SUM(state IN ('planned', 'held') AND not_before < ?) AS planned,
              SUM(state IN ('accepted', 'delivered')) AS told
         FROM message WHERE store_id = ? AND id > ? AND kind IN (?) AND subject_id IS NOT NULL GROUP BY kind`,
      [toDate(until), storeId, idFrom(since), kinds],
    );
    return new Map(
      rows.map(({ kind, planned, told }) => [kind, { planned: Number(planned), told: Number(told) }]),
    );
  }

  /** Those of the owners who were told of a subject by a kind of message. */
  async among(ownerIds: readonly string[], subjectId: string, kind: MessageKind): Promise<Set<string>> {
    if (ownerIds.length === 0) return new Set();
    const rows: { ownerId: string }[] = await this.uow.reader.query(
      `SELECT owner_id AS ownerId FROM message WHERE owner_id IN (?) AND kind = ? AND subject_id = ? AND ${TOLD}`,
      [ownerIds, kind, subjectId],
    );
    return new Set(rows.map(({ ownerId }) => ownerId));
  }
}
