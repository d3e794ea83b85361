import type { WishChannel, WishSource } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { type Wish, WishBook, type WishSubject } from '../domain/wishes.js';

/** Who changed a wish, and where. */
export interface WishAuthor {
  readonly source: WishSource;
  /** Account or staff id; null for the system. */
  readonly actorId: string | null;
  /** The colleague's name; empty for the owner. */
  readonly actorName: string;
}

export interface WishEntry extends WishAuthor {
  readonly topic: WishSubject;
  readonly channel: WishChannel | 'all';
  readonly on: boolean;
  readonly untilAt: number | null;
  readonly text: string;
  readonly version: string;
}

export interface WishLogRow {
  readonly at: number;
  readonly text: string;
  readonly source: WishSource;
  readonly actorName: string;
  readonly version: string;
}

/** Wishes of owners and the log of their changes, which is only ever added to. */
@Injectable()
export class WishRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** One query whatever the number of owners. */
  async of(ownerIds: readonly string[]): Promise<WishBook> {
    if (ownerIds.length === 0) return new WishBook([]);
    const rows = await this.uow.read<{
      owner_id: string;
      topic: Wish['topic'];
      channel: Wish['channel'];
      is_on: number;
      until_at: Date | null;
      at: Date;
    }>('SELECT owner_id, topic, channel, is_on, until_at, `at` FROM message_wish WHERE owner_id IN (?)', [
      [...new Set(ownerIds)],
    ]);
    return new WishBook(
      rows.map((row) => ({
        ownerId: row.owner_id,
        topic: row.topic,
        channel: row.channel,
        on: Boolean(row.is_on),
        untilAt: row.until_at?.getTime() ?? null,
        at: row.at.getTime(),
      })),
    );
  }

  /** Writes what the owner wishes now, and how it came about. */
  async write(tx: Tx, ownerId: string, entries: readonly WishEntry[], at: number): Promise<void> {
    if (entries.length === 0) return;
    await tx.manager.query(
      `INSERT INTO message_wish (owner_id, topic, channel, is_on, until_at, source, \`at\`) VALUES ?
       ON DUPLICATE KEY UPDATE is_on = VALUES(is_on), until_at = VALUES(until_at), source = VALUES(source),
         \`at\` = VALUES(\`at\`)`,
      [
        entries.map(({ topic, channel, on, untilAt, source }) => [
          ownerId,
          topic,
          channel,
          on ? 1 : 0,
          untilAt === null ? null : toDate(untilAt),
          source,
          toDate(at),
        ]),
      ],
    );
    await tx.manager.query(
      `INSERT INTO message_wish_log (owner_id, topic, channel, is_on, text, source, actor_id, actor_name, version, \`at\`)
       VALUES ?`,
      [
        entries.map(({ topic, channel, on, text, source, actorId, actorName, version }) => [
          ownerId,
          topic,
          channel,
          on ? 1 : 0,
          text.slice(0, 200),
          source,
          actorId,
          actorName.slice(0, 60),
          version,
          toDate(at),
        ]),
      ],
    );
  }

  /** The last changes, newest first. */
  async log(ownerId: string, limit: number): Promise<WishLogRow[]> {
    const rows = await this.uow.read<{
      at: Date;
      text: string;
      source: WishSource;
      actor_name: string;
      version: string;
    }>(
      `SELECT \`at\`, text, source, actor_name, version FROM message_wish_log WHERE owner_id = ?
        ORDER BY id DESC LIMIT ${limit}`,
      [ownerId],
    );
    return rows.map(({ at, actor_name, ...row }) => ({ ...row, at: at.getTime(), actorName: actor_name }));
  }
}
