import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { MessagePlan } from './messages.usecase.js';

interface Row {
  id: string;
  dedupeKey: string;
  storeId: string;
  ownerId: string;
  vehicleId: string | null;
  kind: MessagePlan['kind'];
  class: MessagePlan['class'];
  subjectType: string | null;
  subjectId: string | null;
  title: string;
  body: string;
  words: string;
  page: string | null;
  actionLabel: string | null;
  channels: string | null;
  notBefore: Date;
  expiresAt: Date;
}

/** Messages that are said but not sent yet: they wait for their hour, their place under a cap, or the next batch. */
@Injectable()
export class OpenMessages {
  constructor(private readonly uow: UnitOfWork) {}

  /** Those of a store, or of a few owners, whose time comes before `end`; soonest first. */
  async of(
    about: { storeId: string } | { ownerIds: readonly string[] },
    end: number,
  ): Promise<(MessagePlan & { id: string })[]> {
    const [where, params] =
      'storeId' in about
        ? ['store_id = ?', [about.storeId]]
        : ['owner_id IN (?)', [about.ownerIds.length > 0 ? about.ownerIds : ['-']]];
    const rows = await this.uow.read<Row>(
      `SELECT id, dedupe_key AS dedupeKey, store_id AS storeId, owner_id AS ownerId, vehicle_id AS vehicleId, kind, class,
              subject_type AS subjectType, subject_id AS subjectId, title, body, words, page,
              action_label AS actionLabel, channels, not_before AS notBefore, expires_at AS expiresAt
         FROM message WHERE state IN ('planned', 'held') AND not_before < ? AND ${where} ORDER BY not_before, id`,
      [toDate(end), ...params],
    );
    return rows.map(({ words, channels, notBefore, expiresAt, ...row }) => ({
      ...row,
      words: JSON.parse(words) as Record<string, string>,
      channels: channels === null ? null : channels.split(',').filter(Boolean),
      notBefore: notBefore.getTime(),
      expiresAt: expiresAt.getTime(),
    }));
  }
}
