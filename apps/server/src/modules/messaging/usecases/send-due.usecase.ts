import { randomUUID } from 'node:crypto';
import { channelLabel } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, monotonicMs } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { Metrics } from '../../../platform/metrics/index.js';
import { Pace } from '../domain/pace.js';
import { type Action, reactTo, waitFor } from '../domain/reaction.js';
import { type Message, type MessagePatch } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { CommitSending, type Committed, type InFlight } from './commit-sending.usecase.js';
import { type Accepted, DeliverMessage, failureOf } from './deliver-message.usecase.js';
import { type Candidate, countStates, hold, PrepareSending } from './prepare-sending.usecase.js';
import { quotaWait, type Route } from './reach.queries.js';
import { CLAIM_MS, RecoverSending } from './recover-sending.usecase.js';
import { type SendResult, SendResults } from './send-results.usecase.js';

/** Messages that are claimed and taken through the gates at once. */
const BATCH = 600;
/** Messages that are on their way at once in a lane; a killed worker leaves at most LANES × CHUNK in doubt. */
const CHUNK = 150;
const LANES = 2;
const RENEW_MS = 15_000;
/** What has passed the gates longer ago than this goes through them again. */
const FRESH_MS = 3_000;
/** Results that wait for a slow neighbour are kept after this time. */
const KEEP_MS = 250;
/** Of a message that comes back later and looks for its way anew. */
const NO_WAY = { channel: null, accountId: null } as const;

/**
 * The sender: finds what is due in MySQL, takes it by claim, through the gates, and out. Any number of workers may run
 * it at once. Redis is not needed: rings only make it start sooner.
 */
@Injectable()
export class SendDue {
  private readonly pace: Pace;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly prepare: PrepareSending,
    private readonly commit: CommitSending,
    private readonly deliver: DeliverMessage,
    private readonly results: SendResults,
    private readonly recovery: RecoverSending,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.pace = new Pace(config.sending.perSecond);
  }

  /** Sends everything that is due now. Returns how many messages were looked at. */
  async run(): Promise<number> {
    await this.recovery.run();
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => this.lane()));
    const broken = lanes.find((lane) => lane.status === 'rejected');
    if (broken) throw broken.reason;
    return lanes.reduce((sum, lane) => sum + (lane.status === 'fulfilled' ? lane.value : 0), 0);
  }

  private async lane(): Promise<number> {
    let total = 0;
    for (;;) {
      const now = this.clock.now();
      const claimId = randomUUID();
      const claimed = await this.messages.claimDue(claimId, now, now + CLAIM_MS, BATCH);
      if (claimed.length === 0) return total;
      total += claimed.length;
      const ready = await this.prepare.run(claimId, claimed);
      total -= await this.sendChunks(claimId, ready);
    }
  }

  /**
   * Sends what has passed the gates, chunk by chunk; the results of a chunk and the commit of the next one share a
   * transaction. Returns how many were given back because it took too long.
   */
  private async sendChunks(claimId: string, ready: readonly Candidate[]): Promise<number> {
    const passedAt = monotonicMs();
    let known: SendResult[] = [];
    let start = 0;
    for (; start < ready.length; start += CHUNK) {
      if (monotonicMs() - passedAt > FRESH_MS) break;
      const chunk = ready.slice(start, start + CHUNK);
      const waitMs = this.pace.take(chunk.length, monotonicMs());
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const last = known;
      known = [];
      const { inFlight, patches } = await this.commitNext(claimId, last, chunk);
      this.results.count(last);
      countStates(
        this.metrics,
        patches.filter(({ patch }) => patch.state !== 'sending'),
      );
      await this.sendAll(claimId, inFlight, known);
    }
    await this.results.keep(claimId, known);
    const rest = ready.slice(start).map(({ message }) => message.id);
    await this.messages.giveBack(claimId, rest);
    return rest.length;
  }

  private async commitNext(
    claimId: string,
    last: readonly SendResult[],
    chunk: readonly Candidate[],
  ): Promise<Committed> {
    const until = this.clock.now() + CLAIM_MS;
    try {
      return await this.uow.run(async (tx) => {
        await this.results.write(tx, claimId, last);
        return this.commit.run(tx, claimId, until, chunk);
      });
    } catch (error) {
      // Nothing new may go out, but what has gone out is known and must be kept.
      await this.results.keep(claimId, last);
      throw error;
    }
  }

  /** Sends messages side by side; those whose neighbours are slow are kept meanwhile. */
  private async sendAll(claimId: string, inFlight: readonly InFlight[], known: SendResult[]): Promise<void> {
    if (inFlight.length === 0) return;
    const stopRenewing = this.renew(claimId, inFlight);
    try {
      const all = this.startAll(claimId, inFlight, known);
      while (!(await within(all, KEEP_MS))) await this.results.keep(claimId, known.splice(0));
      // A message without a result stays `sending` and is settled when its claim has lapsed.
      const broken = await all;
      if (broken) {
        await this.results.keep(claimId, known.splice(0));
        throw broken.error;
      }
    } finally {
      stopRenewing();
    }
  }

  /** Resolves when each has an end, with the first error that left a message without a result; never rejects. */
  private startAll(
    claimId: string,
    inFlight: readonly InFlight[],
    known: SendResult[],
  ): Promise<{ error: unknown } | null> {
    return new Promise((resolve) => {
      let left = inFlight.length;
      let broken: { error: unknown } | null = null;
      const keep = (result: SendResult) => {
        known.push(result);
        left -= 1;
        if (left === 0) resolve(broken);
      };
      const fail = (error: unknown) => {
        broken ??= { error };
        left -= 1;
        if (left === 0) resolve(broken);
      };
      for (const entry of inFlight) this.send(claimId, entry).then(keep, fail);
    });
  }

  /**
   * Sends one message along its ways until one takes it. No async function: thousands go the first way in a second, and
   * each promise more costs as much as a query's share.
   */
  private send(claimId: string, entry: InFlight): Promise<SendResult> {
    const { message, route } = entry;
    return this.deliver.run(message, route, entry.pinned).then(
      (accepted) => this.accepted(message, route, accepted, entry.missing(), []),
      (error: unknown) => this.sendOn(claimId, entry, error),
    );
  }

  /** The first way has refused: goes on along the others. */
  private async sendOn(claimId: string, entry: InFlight, error: unknown): Promise<SendResult> {
    const rest = entry.rest();
    const missing = [...entry.missing()];
    const attempts: SendResult['attempts'] = [];
    let message = entry.message;
    let patch = await this.settle(message, entry.route, entry.pinned, error, attempts, missing);
    for (const route of rest) {
      if (patch !== null) break;
      const moved = await this.results.moveTo(claimId, message, route);
      if (moved === 'lost') return { message, attempts, patch: null, providerId: null };
      if (moved === 'no-credit') continue;
      message = moved;
      try {
        const accepted = await this.deliver.run(message, route, entry.pinned);
        return this.accepted(message, route, accepted, missing, attempts);
      } catch (next) {
        patch = await this.settle(message, route, entry.pinned, next, attempts, missing);
      }
    }
    const wait = entry.wait();
    const last = wait === null ? this.results.toInbox(missing) : { ...hold(wait.until, wait.why), ...NO_WAY };
    return { message, attempts, patch: patch ?? last, providerId: null };
  }

  private accepted(
    message: Message,
    route: Route,
    { providerId, end }: Accepted,
    missing: readonly string[],
    attempts: SendResult['attempts'],
  ): SendResult {
    attempts.push({ channel: route.channel, outcome: 'accepted', code: null });
    const by = `由${channelLabel[route.channel]}送出。`;
    const why = missing.length === 0 ? by : [...new Set(missing), by].join('，').slice(0, 300);
    return {
      message,
      attempts,
      patch: { state: end ?? 'accepted', why, sentAt: this.clock.now(), claimUntil: null },
      providerId,
      circuits: route.trials.map(({ name }) => name),
    };
  }

  /** What a refusal makes of the message; null: the next way. */
  private async settle(
    message: Message,
    route: Route,
    pinned: boolean,
    error: unknown,
    attempts: SendResult['attempts'],
    missing: string[],
  ): Promise<MessagePatch | null> {
    const { action, outcome, code } = await this.refused(message, route, error);
    attempts.push({ channel: route.channel, outcome: outcome === 'maybe_done' ? 'unknown' : 'failed', code });
    const patch =
      this.waitForQuota(message, route, pinned, action) ?? patchAfter(action, pinned, this.clock.now());
    if (patch === null) missing.push(action.why);
    return patch;
  }

  /** A quota that is used up begins anew by itself: what can wait for it does. */
  private waitForQuota(message: Message, route: Route, pinned: boolean, action: Action): MessagePatch | null {
    if (action.do !== 'open-circuit' || !action.holds || pinned) return null;
    const until = waitFor(message, action.retryAt, this.config.quietHours);
    if (until === null) return null;
    return { ...hold(until, quotaWait(route.channel, until, this.clock.now()).why), ...NO_WAY };
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
      quotaResetAt: this.config.quotaResetAt,
    });
    this.logger.debug(
      { err: error, messageId: message.id, channel: route.channel, action: action.do },
      'send refused',
    );
    await this.results.settleRoute(message, route, failure, action);
    return { action, outcome: failure.outcome, code: failure.code };
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

/** Whether something ends within some milliseconds. Rejects if it does. */
async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
