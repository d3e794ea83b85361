import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { type Action, reactTo, waitFor } from '../domain/reaction.js';
import { quotaWait, sayRefused, templateWait, type Wait } from '../domain/waits.js';
import type { DueMessage, MessagePatch } from '../persistence/message.mapper.js';
import type { InFlight } from './commit-sending.usecase.js';
import { type Accepted, DeliverMessage, failureOf } from './deliver-message.usecase.js';
import { hold, wentBy } from './prepare-sending.usecase.js';
import type { Route } from './reach.queries.js';
import { type SendResult, SendResults } from './send-results.usecase.js';

/** Of a message that comes back later and looks for its way anew. */
const NO_WAY = { channel: null, accountId: null } as const;

/** The way of one message that is committed as `sending`: from channel to channel until one takes it. */
@Injectable()
export class SendAlong {
  constructor(
    private readonly deliver: DeliverMessage,
    private readonly results: SendResults,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Sends one message along its ways until one takes it. No async function: thousands go the first way in a second, and
   * each promise more costs as much as a query's share.
   */
  send(claimId: string, entry: InFlight): Promise<SendResult> {
    const { message, route } = entry;
    return this.deliver.run(message, route, entry.pinned).then(
      (accepted) => this.accepted(message, route, accepted, entry.missing(), []),
      (error: unknown) => this.sendOn(claimId, entry, error),
    );
  }

  /** The first way has refused: goes on along the others. */
  private async sendOn(claimId: string, entry: InFlight, error: unknown): Promise<SendResult> {
    const rest = entry.rest();
    const refusals: Refusals = { attempts: [], missing: [...entry.missing()], wait: null };
    const { attempts, missing } = refusals;
    let message = entry.message;
    let patch = await this.settle(message, entry.route, entry.pinned, error, refusals);
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
        patch = await this.settle(message, route, entry.pinned, next, refusals);
      }
    }
    const wait = entry.wait() ?? refusals.wait;
    const last = wait === null ? this.results.toInbox(missing) : { ...hold(wait), ...NO_WAY };
    return { message, attempts, patch: patch ?? last, providerId: null };
  }

  private accepted(
    message: DueMessage,
    route: Route,
    { providerId, end }: Accepted,
    missing: readonly string[],
    attempts: SendResult['attempts'],
  ): SendResult {
    attempts.push({ channel: route.channel, outcome: 'accepted', code: null });
    const why = wentBy(route.channel, missing);
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
    message: DueMessage,
    route: Route,
    pinned: boolean,
    error: unknown,
    refusals: Refusals,
  ): Promise<MessagePatch | null> {
    const { action, outcome, code } = await this.refused(message, route, error);
    refusals.attempts.push({
      channel: route.channel,
      outcome: outcome === 'maybe_done' ? 'unknown' : 'failed',
      code,
    });
    const patch =
      this.waitForQuota(message, route, pinned, action) ?? patchAfter(action, pinned, this.clock.now());
    if (patch === null) {
      refusals.missing.push(action.why);
      refusals.wait = this.waitForTemplate(message, route, action) ?? refusals.wait;
    }
    return patch;
  }

  /** A quota that is used up begins anew by itself: what can wait for it does. */
  private waitForQuota(
    message: DueMessage,
    route: Route,
    pinned: boolean,
    action: Action,
  ): MessagePatch | null {
    if (action.do !== 'open-circuit' || !action.holds || pinned) return null;
    const until = waitFor(message, action.retryAt, this.config.quietHours);
    if (until === null) return null;
    return { ...hold(quotaWait(route.channel, until, this.clock.now())), ...NO_WAY };
  }

  /** A template that somebody has to mend; those that come after this message do not ask it any more. */
  private waitForTemplate(message: DueMessage, route: Route, action: Action): Wait | null {
    if (action.do !== 'open-circuit' || action.holds || action.scope !== 'template') return null;
    const lost = sayRefused(route.channel, action.why);
    return templateWait(message, lost, this.clock.now(), this.config.quietHours);
  }

  private async refused(message: DueMessage, route: Route, error: unknown) {
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

/** What came of the ways so far. */
interface Refusals {
  attempts: SendResult['attempts'];
  /** In Chinese: why each has not taken the message. */
  missing: string[];
  wait: Wait | null;
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
