import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';

/** The announcement of a wave to the owners of a store. */
export interface AnnouncementKey {
  readonly waveId: string;
  readonly storeId: string;
}

/** How far waves were announced, and who wants to be reminded of one. */
@Injectable()
export class AnnouncementRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Announcements of these waves that are done. */
  done(waveIds: readonly string[]): Promise<AnnouncementKey[]> {
    if (waveIds.length === 0) return Promise.resolve([]);
    return this.uow.read<AnnouncementKey>(
      `SELECT wave_id AS waveId, store_id AS storeId FROM campaign_announcement
        WHERE wave_id IN (?) AND done_at IS NOT NULL`,
      [waveIds],
    );
  }

  /** Begins an announcement or goes on with it; null if it is done, or somebody else is at it. */
  async lock(tx: Tx, { waveId, storeId }: AnnouncementKey): Promise<{ cursor: string } | null> {
    await tx.manager.query(
      `INSERT IGNORE INTO campaign_announcement (wave_id, store_id, cursor_id, planned, created_at)
       VALUES (?, ?, '', 0, ?)`,
      [waveId, storeId, this.clock.date()],
    );
    const [row] = await tx.manager.query<{ cursor: string }[]>(
      `SELECT cursor_id AS \`cursor\` FROM campaign_announcement
        WHERE wave_id = ? AND store_id = ? AND done_at IS NULL FOR UPDATE SKIP LOCKED`,
      [waveId, storeId],
    );
    return row ?? null;
  }

  /** Notes how far it has come; `next` null ends it. */
  async advance(
    tx: Tx,
    { waveId, storeId }: AnnouncementKey,
    next: string | null,
    planned: number,
  ): Promise<void> {
    await tx.manager.query(
      `UPDATE campaign_announcement SET cursor_id = COALESCE(?, cursor_id), planned = planned + ?, done_at = ?
        WHERE wave_id = ? AND store_id = ?`,
      [next, planned, next === null ? this.clock.date() : null, waveId, storeId],
    );
  }

  /** Notes who wants to be reminded; the first time counts. */
  async ask(tx: Tx, waveId: string, ownerId: string): Promise<void> {
    await tx.manager.query(
      'INSERT IGNORE INTO campaign_reminder (wave_id, owner_id, asked_at) VALUES (?, ?, ?)',
      [waveId, ownerId, this.clock.date()],
    );
  }

  /** Those of the owners who want to be reminded of a wave. */
  async asked(waveId: string, ownerIds: readonly string[]): Promise<Set<string>> {
    if (ownerIds.length === 0) return new Set();
    const rows = await this.uow.read<{ ownerId: string }>(
      'SELECT owner_id AS ownerId FROM campaign_reminder WHERE wave_id = ? AND owner_id IN (?)',
      [waveId, ownerIds],
    );
    return new Set(rows.map(({ ownerId }) => ownerId));
  }
}
