import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';

export interface WaveKey {
  eventId: string;
  storeId: string;
  /** `warn-1` … `warn-4`, `change`, `check` */
  wave: string;
}
export interface Wave extends WaveKey {
  cursorId: string;
}

/** What one step of a pass has done. */
export interface Step {
  planned: number;
  /** Where the next step begins; null if everyone was looked at. */
  next: string | null;
  /** In Chinese, if the pass ends early. */
  why?: string;
}

/** Passes over the owners of a store: one row each, which says how far it has come. */
@Injectable()
export class WeatherWaveRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Adds a pass that is due at an instant; one that is there already stays as it is. */
  async add(tx: Tx, key: WaveKey, dueAt: number, now: number): Promise<void> {
    await tx.manager.query(
      `INSERT IGNORE INTO weather_wave (event_id, store_id, wave, due_at, cursor_id, planned, created_at, done_at, why)
       VALUES (?, ?, ?, ?, '', 0, ?, NULL, '')`,
      [key.eventId, key.storeId, key.wave, toDate(dueAt), toDate(now)],
    );
  }

  /** Passes that are due and not done, the oldest first. */
  async due(now: number, limit: number): Promise<WaveKey[]> {
    return this.uow.reader.query(
      `SELECT event_id AS eventId, store_id AS storeId, wave FROM weather_wave
        WHERE done_at IS NULL AND due_at <= ? ORDER BY due_at, event_id, store_id LIMIT ${Math.trunc(limit)}`,
      [toDate(now)],
    );
  }

  /** Locks a pass for one step; null if it is done, or somebody else is at it. */
  async lock(tx: Tx, { eventId, storeId, wave }: WaveKey): Promise<Wave | null> {
    const rows: { cursorId: string }[] = await tx.manager.query(
      `SELECT cursor_id AS cursorId FROM weather_wave
        WHERE event_id = ? AND store_id = ? AND wave = ? AND done_at IS NULL FOR UPDATE SKIP LOCKED`,
      [eventId, storeId, wave],
    );
    return rows[0] ? { eventId, storeId, wave, cursorId: rows[0].cursorId } : null;
  }

  /** Notes how far it has come; `doneAt` ends it, with the reason if it ends early. */
  async advance(
    tx: Tx,
    key: WaveKey,
    to: { cursorId?: string; planned: number; doneAt: number | null; why?: string },
  ): Promise<void> {
    await tx.manager.query(
      `UPDATE weather_wave SET cursor_id = COALESCE(?, cursor_id), planned = planned + ?, done_at = ?, why = ?
        WHERE event_id = ? AND store_id = ? AND wave = ?`,
      [
        to.cursorId ?? null,
        to.planned,
        to.doneAt === null ? null : toDate(to.doneAt),
        (to.why ?? '').slice(0, 200),
        key.eventId,
        key.storeId,
        key.wave,
      ],
    );
  }
}
