import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Leases, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { CLIENT_ID_MS } from '../domain/reaction.js';
import type { MessagePatch } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';

const SWEEP_LEASE = 'messaging.sweep';
/** A sender that says nothing for this long is dead. */
export const CLAIM_MS = 60_000;
const STALE_BATCH = 500;

/** Settles messages whose sender died between the commit of `sending` and the result. One process at a time. */
@Injectable()
export class RecoverSending {
  private readonly holder = randomUUID();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    if (!(await this.leases.take(SWEEP_LEASE, 30_000, this.holder))) return;
    try {
      // Senders come by every few seconds, and hardly ever has one died.
      if (await this.messages.hasStale(this.clock.now())) await this.uow.run((tx) => this.settle(tx));
    } finally {
      await this.leases.release(SWEEP_LEASE, this.holder);
    }
  }

  private async settle(tx: Tx): Promise<void> {
    const now = this.clock.now();
    const stale = await this.messages.lockStale(tx, now, STALE_BATCH);
    const patches = stale.map((message) => {
      const startedAt = (message.claimUntil ?? now) - CLAIM_MS;
      const again =
        message.channel === 'sms' ||
        (message.channel === 'official_account' && now - startedAt < CLIENT_ID_MS);
      const patch: MessagePatch = again
        ? { state: 'held', notBefore: now, why: '发送途中服务中断，用同一编号确认。', claimUntil: null }
        : {
            state: 'unknown',
            why: '发送途中服务中断，可能已送达；为免重复打扰不再重发。',
            sentAt: startedAt,
            claimUntil: null,
          };
      return { id: message.id, patch };
    });
    await this.messages.patch(tx, patches, ['sending'], null);
  }
}
