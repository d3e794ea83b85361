import type { MessageView, routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { isId, UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { type Message, messageRecord } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';

type Routes = (typeof routes)['message'];

/** What was said to an owner. What waits, was taken back or came too late was not said and does not show. */
const SAID = "('sending', 'accepted', 'delivered', 'failed', 'unknown')";

/** The owner's message centre: everything that was said, whatever channel carried it. */
@Injectable()
export class InboxQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: MessageRepository,
    private readonly clock: Clock,
  ) {}

  async list(ownerId: string, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    // A cursor that is none starts from the top.
    const before = isId(query.cursor) ? query.cursor : '~';
    const rows = await this.uow.reader.query(
      `SELECT * FROM message WHERE owner_id = ? AND id < ? AND state IN ${SAID} ORDER BY id DESC LIMIT ?`,
      [ownerId, before, query.limit + 1],
    );
    const messages: Message[] = rows.slice(0, query.limit).map(messageRecord);
    return {
      items: messages.map(messageView),
      nextCursor: rows.length > query.limit ? (messages.at(-1)?.id ?? null) : null,
      unread: await this.unread(ownerId),
    };
  }

  /** How many messages the owner has not opened. */
  async unread(ownerId: string): Promise<number> {
    const rows = await this.uow.read<{ n: string }>(
      `SELECT COUNT(*) AS n FROM message WHERE owner_id = ? AND read_at IS NULL AND state IN ${SAID}`,
      [ownerId],
    );
    return Number(rows[0]?.n ?? 0);
  }

  /** Marks as read, once; foreign messages answer like missing ones. */
  async open(ownerId: string, id: string): Promise<MessageView> {
    const message = await this.ofOwner(ownerId, id);
    if (!message) throw notFound();
    if (message.readAt !== null) return messageView(message);
    const now = this.clock.now();
    await this.uow.run((tx) =>
      tx.manager.query('UPDATE message SET read_at = ? WHERE id = ? AND read_at IS NULL', [
        this.clock.date(),
        id,
      ]),
    );
    return messageView({ ...message, readAt: now });
  }

  /** The owner's message with that id, or null. */
  async ofOwner(ownerId: string, id: string): Promise<Message | null> {
    const [message] = await this.repository.findByIds([id]);
    return message?.ownerId === ownerId ? message : null;
  }
}

function messageView(message: Message): MessageView {
  return {
    id: message.id,
    kind: message.kind,
    class: message.class,
    title: message.title,
    body: message.body,
    action: message.page === null ? null : { label: message.actionLabel ?? '查看', page: message.page },
    at: new Date(message.sentAt ?? message.notBefore).toISOString(),
    read: message.readAt !== null,
  };
}
