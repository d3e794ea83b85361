import { channelLabel, resendableStates } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { repeatKey } from '../domain/repeat-key.js';
import type { Message } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { MESSAGE_ID, Messages } from './messages.usecase.js';

/** A repeated message has at least this long to go out. */
const AT_LEAST_MS = DAY_MS;

/** Why a message may not be sent again by a person, in Chinese; null if it may. */
export function whyNotAgain(message: Pick<Message, 'state' | 'channel'>): string | null {
  const { state, channel } = message;
  if (state === 'delivered' && channel !== 'inbox')
    return `已由${channel === null ? '其他渠道' : channelLabel[channel]}送达，无需重发。`;
  if (state === 'accepted') return '已提交给渠道，请等待结果。';
  if (state === 'planned' || state === 'held' || state === 'sending') return '还在发送中，请等待结果。';
  if (state === 'suppressed') return '这条消息已不适合发送，因此没有发出。';
  return (resendableStates as readonly string[]).includes(state) ? null : '这条消息不能重发。';
}

/**
 * Sends a message again because a person wants it, never by itself. It is a new message under its own key, which names
 * the old one: of two people who press at once one wins. It passes every gate again.
 */
@Injectable()
export class ResendMessage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: MessageRepository,
    private readonly messages: Messages,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Plans the repetition and runs `then` in the same transaction with the new id, so that what pointed at the old
   * message may follow. Throws REQUEST.NOT_FOUND, MESSAGE.NOT_RESENDABLE and MESSAGE.RESENT.
   */
  async run(
    actor: StaffActor,
    id: string,
    reason: string,
    then: (tx: Tx, old: Message, newId: string) => Promise<void>,
  ): Promise<string> {
    return this.uow.run(async (tx) => {
      const [message] = await this.repository.findByIds([id]);
      if (!message) throw notFound();
      ensureStore(actor, message.storeId);
      if (whyNotAgain(message) !== null) throw new AppError('MESSAGE.NOT_RESENDABLE');
      const now = this.clock.now();
      const again = await this.messages.plan(tx, {
        storeId: message.storeId,
        ownerId: message.ownerId,
        vehicleId: message.vehicleId,
        kind: message.kind,
        class: message.class,
        subjectType: message.subjectType,
        subjectId: message.subjectId,
        title: message.title,
        body: message.body,
        words: message.words,
        channels: message.channels,
        actionLabel: message.actionLabel,
        dedupeKey: repeatKey(message.id),
        // The page names its message, for instance so that the owner can answer it.
        page: message.page?.replace(message.id, MESSAGE_ID) ?? null,
        notBefore: now,
        expiresAt: Math.max(message.expiresAt, now + AT_LEAST_MS),
      });
      if (again === null) throw new AppError('MESSAGE.RESENT');
      await then(tx, message, again);
      await this.audit.write(tx, {
        actor,
        action: 'message.resend',
        text: `重发消息“${message.title}”，原因：${reason}`,
        subjectId: message.id,
        storeId: message.storeId,
      });
      return again;
    });
  }
}
