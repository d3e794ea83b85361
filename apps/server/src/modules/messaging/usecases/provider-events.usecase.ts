import type { Channel } from '@cheban/contracts';
import type { PushEvent, SmsReceipt, SmsReply } from '@cheban/wechat';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher } from '../../../platform/crypto/index.js';
import { isId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Metrics } from '../../../platform/metrics/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { JobQueues } from '../../../platform/queue/index.js';
import { Accounts, OwnerDirectory } from '../../owner/index.js';
import { linkFollowerJob } from '../jobs/link-follower.job.js';
import type { Message } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { PushRepository } from '../persistence/push.repository.js';
import { SendingRulesRepository } from '../persistence/sending-rules.repository.js';
import { SubscribeCredits } from './subscribe-credits.usecase.js';
import { Wishes } from './wishes.usecase.js';

export type PushApp = 'mini' | 'official';

/**
 * What WeChat and the SMS carrier tell us after the call. Pushes come twice, late, in any order, and before the answer
 * of the call they speak of: each is handled once, and a message only ever moves towards its end.
 */
@Injectable()
export class ProviderEvents {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly pushes: PushRepository,
    private readonly messages: MessageRepository,
    private readonly rules: SendingRulesRepository,
    private readonly credits: SubscribeCredits,
    private readonly accounts: Accounts,
    private readonly owners: OwnerDirectory,
    private readonly wishes: Wishes,
    private readonly outbox: Outbox,
    private readonly queues: JobQueues,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  /** Handles one verified push in one transaction; a repetition changes nothing. */
  async receive(app: PushApp, event: PushEvent): Promise<void> {
    await this.uow.run(async (tx) => {
      if (await this.pushes.isFirst(tx, app, event.kind, event.dedupeKey)) await this.apply(tx, event);
    });
  }

  private async apply(tx: Tx, event: PushEvent): Promise<void> {
    switch (event.kind) {
      case 'subscribe_popup':
      case 'subscribe_change':
        return this.answered(tx, event);
      case 'subscribe_sent':
        for (const item of event.items) {
          if (item.errorCode === REFUSED) await this.refused(tx, event.openid, item);
          const failure = item.errorCode === 0 ? null : `微信回报未能送达（${item.errorCode}）。`;
          await this.settle(tx, 'subscribe', item.msgId, failure, {
            app: 'mini',
            openid: event.openid,
            templateId: item.templateId,
          });
        }
        return;
      case 'template_finish': {
        const failure = event.result === 'delivered' ? null : FINISH[event.result];
        const who = { app: 'official' as const, openid: event.openid, templateId: null };
        return this.settle(tx, 'official_account', event.msgId, failure, who);
      }
      case 'follow':
        return this.followed(tx, event.openid);
      case 'unfollow':
        await this.accounts.setFollower(tx, event.openid, false);
        return;
      case 'media_check': {
        const { traceId, verdict } = event;
        if (traceId === '' || traceId.length > 64) return;
        return this.outbox.append(tx, {
          type: 'photo.checked',
          storeId: null,
          payload: { traceId, verdict },
        });
      }
      default:
    }
  }

  private async answered(
    tx: Tx,
    event: Extract<PushEvent, { kind: 'subscribe_popup' | 'subscribe_change' }>,
  ): Promise<void> {
    const account = await this.accounts.findByOpenid('mini', event.openid);
    if (!account) return;
    for (const { templateId, accepted } of event.items) {
      const key = `${event.createdAt}:${account.id}:${templateId}`;
      if (accepted && event.kind === 'subscribe_popup')
        await this.credits.acceptedByEvent(tx, account.id, templateId, key);
      // A "no" in the pop-up leaves earlier credits standing; one on the settings page takes them all.
      if (!accepted && event.kind === 'subscribe_change')
        await this.credits.refuse(tx, account.id, templateId, `change:${account.id}:${templateId}`);
    }
  }

  /** WeChat found out while sending that the owner does not accept the template any more: nothing is left of it. */
  private async refused(tx: Tx, openid: string, item: { templateId: string; msgId: string }): Promise<void> {
    const account = await this.accounts.findByOpenid('mini', openid);
    if (account) await this.credits.refuse(tx, account.id, item.templateId, `sent:${item.msgId}`);
  }

  /** The unionid that links the follower to the mini-program needs a call: a job makes it, the hourly sync repeats it. */
  private async followed(tx: Tx, openid: string): Promise<void> {
    await this.accounts.linkOfficial(tx, { officialOpenid: openid, unionid: null, follower: true });
    tx.afterCommit(() =>
      this.queues.add(linkFollowerJob, { openid: fieldCipher().encrypt(openid) }).catch(() => {
        // Redis is away; the hourly sync finds the follower.
      }),
    );
  }

  /** @param failure why it did not arrive, in Chinese; null if it did */
  private async settle(
    tx: Tx,
    channel: Channel,
    providerId: string,
    failure: string | null,
    who: { app: PushApp; openid: string; templateId: string | null },
  ): Promise<void> {
    if (providerId === '') return;
    const message = await this.messages.findForEvent(tx, { channel, providerId }, async () => {
      const account = await this.accounts.findByOpenid(who.app, who.openid);
      const kinds = who.templateId === null ? null : await this.rules.kindsOf('subscribe', who.templateId);
      return { accountId: account?.id ?? null, ownerId: account?.ownerId ?? null, kinds };
    });
    if (message) await this.end(tx, message, channel, failure, providerId);
  }

  private async end(
    tx: Tx,
    message: Message,
    channel: Channel,
    failure: string | null,
    providerId: string | null,
  ): Promise<void> {
    const { id } = message;
    const now = this.clock.now();
    const state = failure === null ? 'delivered' : 'failed';
    const why = failure === null ? {} : { why: failure };
    // `held` is a message under the same id that waits to be confirmed: the event has just done so.
    const from = ['sending', 'accepted', 'unknown', 'held'] as const;
    const patch = { state, claimUntil: null, ...why } as const;
    const changed = await this.messages.patch(
      tx,
      [{ id, patch: { ...patch, ...(message.sentAt === null ? { sentAt: now } : {}) } }],
      from,
      null,
    );
    if (changed === 0) return;
    if (providerId !== null && message.providerId !== providerId)
      await this.messages.setProviderId(tx, id, providerId);
    await this.messages.addAttempts(tx, [
      { messageId: id, channel, outcome: failure === null ? 'delivered' : 'failed', code: null, at: now },
    ]);
    this.metrics.messages.inc({ state, channel });
  }

  /** The carrier's receipts; `outId` is our message id, and only an SMS of ours is settled by it. */
  async smsReceipts(receipts: readonly SmsReceipt[]): Promise<void> {
    await this.uow.run(async (tx) => {
      for (const receipt of receipts) {
        if (!isId(receipt.outId)) continue;
        const [message] = await this.messages.findByIds([receipt.outId]);
        if (message?.channel !== 'sms') continue;
        const failure = receipt.isDelivered ? null : `运营商回报短信未送达（${receipt.errCode}）。`;
        await this.end(tx, message, 'sms', failure, receipt.bizId === '' ? null : receipt.bizId);
      }
    });
  }

  /** Replies of owners: R, T, TD, N or 退订 ends care and marketing by SMS at once. */
  async smsReplies(replies: readonly SmsReply[]): Promise<void> {
    await this.uow.run(async (tx) => {
      for (const reply of replies) {
        if (!reply.isOptOut || !(await this.pushes.isFirst(tx, 'sms', 'sms_reply', reply.dedupeKey)))
          continue;
        const owner = await this.owners.findByPhone(reply.phone);
        if (owner) await this.wishes.refuseSms(tx, owner.id);
      }
    });
  }
}

/** external-apis.md A4: the user refused, or no credit is left. */
const REFUSED = 43101;

const FINISH = {
  user_blocked: '车主已拒收公众号消息。',
  system_failed: '微信系统原因未能送达。',
  rate_limited: '微信限制了发送频率，未能送达。',
  failed: '微信回报未能送达。',
} as const;
