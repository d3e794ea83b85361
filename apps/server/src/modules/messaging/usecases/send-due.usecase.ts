import { randomUUID } from 'node:crypto';
import { channelLabel } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Leases, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { type Action, CLIENT_ID_MS, reactTo } from '../domain/reaction.js';
import { type Message, type MessagePatch } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { DeliverMessage, failureOf } from './deliver-message.usecase.js';
import { type InFlight, PrepareSending } from './prepare-sending.usecase.js';
import type { Route } from './reach.queries.js';
import { type SendResult, SendResults } from './send-results.usecase.js';

export const SWEEP_LEASE = 'messaging.sweep';
const BATCH = 200;
const LANES = 2;
const PARALLEL = 24;
/** A sender that says nothing for this long is dead. */
const CLAIM_MS = 60_000;
const RENEW_MS = 15_000;
const STALE_BATCH = 500;

/**
 * The sender: finds what is due in MySQL, takes it by claim, through the gates, and out. Any number of workers may run
 * it at once. Redis is not needed: rings only make it start sooner.
 */
@Injectable()
export class SendDue {
  private readonly holder = randomUUID();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly prepare: PrepareSending,
    private readonly deliver: DeliverMessage,
    private readonly results: SendResults,
    private readonly leases: Leases,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Sends everything that is due now. Returns how many messages were looked at. */
  async run(): Promise<number> {
    await this.recover();
    const counts = await Promise.all(Array.from({ length: LANES }, () => this.lane()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private async lane(): Promise<number> {
    let total = 0;
    for (;;) {
      const now = this.clock.now();
      const claimId = randomUUID();
      const claimed = await this.messages.claimDue(claimId, now, now + CLAIM_MS, BATCH);
      if (claimed.length === 0) return total;
      total += claimed.length;
      const inFlight = await this.prepare.run(claimId, now + CLAIM_MS, claimed);
      const results = this.results.begin(claimId);
      const stopRenewing = this.renew(claimId, inFlight);
      try {
        await forEachParallel(inFlight, PARALLEL, async (entry) => {
          results.add(await this.send(claimId, entry));
          await results.flushIfFull();
        });
      } finally {
        stopRenewing();
        await results.flush();
      }
    }
  }

  /** Sends one message along its routes until one takes it. */
  private async send(claimId: string, entry: InFlight): Promise<SendResult> {
    const { routes, pinned } = entry;
    const missing = [...entry.missing];
    const result: SendResult = { message: entry.message, attempts: [], patch: null, providerId: null };
    for (const [index, route] of routes.entries()) {
      if (index > 0) {
        const moved = await this.results.moveTo(claimId, result.message, route);
        if (moved === 'lost') return result;
        if (moved === 'no-credit') continue;
        result.message = moved;
      }
      try {
        const { providerId, end } = await this.deliver.run(result.message, route, pinned);
        result.attempts.push({ channel: route.channel, outcome: 'accepted', code: null });
        const why = `${[...new Set(missing), `由${channelLabel[route.channel]}送出`].join('，')}。`;
        result.patch = {
          state: end ?? 'accepted',
          why: why.slice(0, 300),
          sentAt: this.clock.now(),
          claimUntil: null,
        };
        result.circuits = route.trials.map(({ name }) => name);
        result.providerId = providerId;
        return result;
      } catch (error) {
        const { action, outcome, code } = await this.refused(result.message, route, error);
        result.attempts.push({
          channel: route.channel,
          outcome: outcome === 'maybe_done' ? 'unknown' : 'failed',
          code,
        });
        result.patch = patchAfter(action, pinned, this.clock.now());
        if (result.patch !== null) return result;
        missing.push(action.why);
      }
    }
    result.patch = this.results.toInbox(missing);
    return result;
  }

  /** A slow provider must not make a living sender look dead. Returns how to stop. */
  private renew(claimId: string, inFlight: readonly InFlight[]): () => void {
    const ids = inFlight.map(({ message }) => message.id);
    const timer = setInterval(() => {
      this.messages.renewClaims(claimId, ids, this.clock.now() + CLAIM_MS).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'claims could not be renewed');
      });
    }, RENEW_MS);
    return () => clearInterval(timer);
  }

  private async refused(message: Message, route: Route, error: unknown) {
    const failure = failureOf(error);
    const action = reactTo(failure, {
      channel: route.channel,
      attempts: message.attempts,
      now: this.clock.now(),
      expiresAt: message.expiresAt,
    });
    this.logger.debug(
      { err: error, messageId: message.id, channel: route.channel, action: action.do },
      'send refused',
    );
    await this.results.settleRoute(message, route, failure, action);
    return { action, outcome: failure.outcome, code: failure.code };
  }

  /** Settles messages whose sender died between the commit of `sending` and the result. */
  private async recover(): Promise<void> {
    if (!(await this.leases.take(SWEEP_LEASE, 30_000, this.holder))) return;
    try {
      await this.uow.run((tx) => this.recoverStale(tx));
    } finally {
      await this.leases.release(SWEEP_LEASE, this.holder);
    }
  }

  private async recoverStale(tx: Tx): Promise<void> {
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

/** What a refusal makes of the message; null: try the next way. */
function patchAfter(action: Action, pinned: boolean, now: number): MessagePatch | null {
  if (action.do === 'unknown') return { state: 'unknown', why: action.why, sentAt: now, claimUntil: null };
  if (action.do === 'fail') return { state: 'failed', why: action.why, sentAt: now, claimUntil: null };
  if (action.do === 'retry') {
    const where = action.pinned ? {} : { channel: null, accountId: null };
    return { state: 'held', notBefore: action.at, why: action.why, claimUntil: null, ...where };
  }
  // A message that may already have gone this way must not go another.
  return pinned
    ? { state: 'unknown', why: `${action.why}，上一次发送结果不明，不再重发。`, claimUntil: null }
    : null;
}

async function forEachParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const item = items[next] as T;
      next += 1;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}
