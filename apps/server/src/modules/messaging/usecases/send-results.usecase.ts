import type { Channel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, monotonicMs } from '../../../platform/clock/index.js';
import { isDatabaseAway, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { Metrics } from '../../../platform/metrics/index.js';
import { Accounts } from '../../owner/index.js';
import type { Action, Failure } from '../domain/reaction.js';
import { CreditRepository } from '../persistence/credit.repository.js';
import type { DueMessage, MessagePatch } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { circuitName, SendingRulesRepository } from '../persistence/sending-rules.repository.js';
import { countStates, inboxOnly } from './prepare-sending.usecase.js';
import type { Route } from './reach.queries.js';

/** What became of one message. `patch` null: it is not ours any more, nothing may be written. */
export interface SendResult {
  message: DueMessage;
  attempts: { channel: Channel; outcome: 'accepted' | 'failed' | 'unknown'; code: string | null }[];
  patch: MessagePatch | null;
  providerId: string | null;
  /** Circuits that this success closes. */
  circuits?: string[];
}

const RETRY_MS = 250;
/** As long as the claims hold: after that another worker settles these messages. */
const GIVE_UP_MS = 45_000;

/** Keeps what became of messages, many at once, and the side effects of refusals at once. */
@Injectable()
export class SendResults {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly rules: SendingRulesRepository,
    private readonly credits: CreditRepository,
    private readonly accounts: Accounts,
    private readonly live: Live,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes results in one transaction. What is known must not be lost with the database's connection: a database that is
   * away is asked again until the claims have lapsed.
   */
  async keep(claimId: string, batch: readonly SendResult[]): Promise<void> {
    if (batch.length === 0) return;
    const begun = monotonicMs();
    for (;;) {
      try {
        await this.uow.run((tx) => this.write(tx, claimId, batch));
        break;
      } catch (error) {
        if (!isDatabaseAway(error) || monotonicMs() - begun > GIVE_UP_MS) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    this.count(batch);
  }

  toInbox(missing: readonly string[]): MessagePatch {
    return inboxOnly(missing, this.clock.now());
  }

  /**
   * Commits that the message now goes another way, before it does. `lost`: somebody else settled it meanwhile;
   * `no-credit`: this way is closed.
   */
  async moveTo(
    claimId: string,
    message: DueMessage,
    route: Route,
  ): Promise<DueMessage | 'lost' | 'no-credit'> {
    return this.uow.run(async (tx) => {
      const next = {
        ...message,
        channel: route.channel,
        accountId: route.accountId,
        attempts: message.attempts + 1,
      };
      if (route.channel === 'subscribe') {
        const now = this.clock.now();
        const credits = await this.credits.lock(tx, [route.accountId]);
        if ((credits.get(`${route.accountId} ${route.templateId}`) ?? 0) < 1) return 'no-credit';
        await this.credits.spend(tx, [route], now);
        const dedupeKey = `sent:${message.id}:${next.attempts}`;
        await this.credits.write(tx, [{ ...pairOf(route), dedupeKey, change: -1, reason: 'sent', at: now }]);
      }
      const { channel, accountId, attempts } = next;
      const patch = { channel, accountId, attempts };
      const changed = await this.messages.patch(tx, [{ id: message.id, patch }], ['sending'], claimId);
      return changed === 1 ? next : 'lost';
    });
  }

  /** What a refusal changes beyond the message: credits, followers, circuits. */
  async settleRoute(message: DueMessage, route: Route, failure: Failure, action: Action): Promise<void> {
    const refund = route.channel === 'subscribe' && failure.outcome === 'not_done';
    if (!refund && action.do !== 'open-circuit' && !(action.do === 'next' && action.effect !== 'none'))
      return;
    const now = this.clock.now();
    await this.uow.run(async (tx) => {
      if (refund) await this.refund(tx, message, route, now);
      if (action.do === 'next' && action.effect === 'no-credit' && route.channel === 'subscribe') {
        const pair = pairOf(route);
        const lost = await this.credits.zero(tx, pair, now);
        const dedupeKey = `refused:${message.id}:${message.attempts}`;
        await this.credits.write(tx, [{ ...pair, dedupeKey, change: -lost, reason: 'refused', at: now }]);
      }
      if (action.do === 'next' && action.effect === 'no-follower' && route.channel === 'official_account') {
        await this.accounts.setFollower(tx, route.openid, false);
      }
      if (action.do === 'open-circuit') {
        const name = circuitName(route.channel, action.scope === 'template' ? route.templateId : undefined);
        await this.rules.openCircuit(tx, name, action, now);
      }
    });
  }

  /** WeChat checks before it works: a refusal has not used the credit up. */
  private async refund(tx: Tx, message: DueMessage, route: Route, now: number): Promise<void> {
    if (route.channel !== 'subscribe') return;
    const pair = pairOf(route);
    const dedupeKey = `refund:${message.id}:${message.attempts}`;
    const written = await this.credits.write(tx, [
      { ...pair, dedupeKey, change: 1, reason: 'refund', at: now },
    ]);
    if (written === 1) await this.credits.add(tx, pair, 1, now);
  }

  /** The same in the caller's transaction; `count` is called when it has committed. */
  async write(tx: Tx, claimId: string, batch: readonly SendResult[]): Promise<void> {
    if (batch.length === 0) return;
    const now = this.clock.now();
    // One instant for the whole batch: equal patches go in one statement.
    const patches: { id: string; patch: MessagePatch }[] = [];
    const providerIds = new Map<string, string>();
    for (const { message, patch, providerId } of batch) {
      if (patch === null) continue;
      patches.push({ id: message.id, patch: 'sentAt' in patch ? { ...patch, sentAt: now } : patch });
      if (providerId !== null) providerIds.set(message.id, providerId);
    }
    const changed = await this.messages.patch(tx, patches, ['sending'], claimId, providerIds);
    // Nothing left to change: an earlier try was committed, only the news of it was lost.
    if (patches.length > 0 && changed === 0) return;
    await this.messages.addAttempts(
      tx,
      batch.flatMap(({ message, attempts }) =>
        attempts.map((attempt) => ({ ...attempt, messageId: message.id, at: now })),
      ),
    );
    await this.rules.closeCircuits(tx, [...new Set(batch.flatMap(({ circuits }) => circuits ?? []))]);
    // A message that waits for another day gives its place of today back.
    await this.rules.freeCaps(
      tx,
      batch.flatMap(({ message, patch }) =>
        patch?.state === 'held' && patch.channel === null && message.class !== 'service' ? [message] : [],
      ),
    );
    for (const storeId of new Set(batch.map(({ message }) => message.storeId))) {
      this.live.publish(tx, { topic: 'message', storeId, id: storeId, notice: null });
    }
  }

  count(batch: readonly SendResult[]): void {
    countStates(
      this.metrics,
      batch.flatMap(({ message, patch }) => (patch === null ? [] : [{ patch, channel: message.channel }])),
    );
  }
}

const pairOf = (route: Extract<Route, { accountId: string }>) => ({
  accountId: route.accountId,
  templateId: route.templateId,
});
