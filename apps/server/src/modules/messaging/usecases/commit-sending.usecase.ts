import { channelLabel } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { TRIAL_MS, waitFor } from '../domain/reaction.js';
import { CreditRepository, pairKey } from '../persistence/credit.repository.js';
import { type Message, type MessagePatch } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';
import {
  type Circuit,
  circuitName,
  SendingRulesRepository,
} from '../persistence/sending-rules.repository.js';
import { type Candidate, hold, inboxOnly } from './prepare-sending.usecase.js';
import { quotaWait, type Reach, type Route, type Wait, waitsFor } from './reach.queries.js';

/** A message that is committed as `sending` and may now go out. */
export interface InFlight {
  message: Message;
  /** The committed way. */
  route: Route;
  /** The ways that follow if it fails. */
  rest: () => readonly Route[];
  /** Why other channels were not taken; after `rest` of all of them, before it of the better ones. */
  missing: () => readonly string[];
  /** What to wait for if the ways fail; complete after `rest`. */
  wait: () => Wait | null;
  /** It may have arrived by this route before: only this route, only with the same id. */
  pinned: boolean;
}

/** What one chunk of candidates became. */
export interface Committed {
  inFlight: InFlight[];
  patches: { id: string; patch: MessagePatch }[];
}

/** Who waits for a trial of a used-up quota comes back so soon: if it passed, the quota is new. */
const TRIAL_WAIT_MS = 60_000;

/**
 * Commits a chunk of candidates as `sending`, each with its channel and its spent credit, before any network call. Small
 * chunks keep small what a killed worker leaves in doubt.
 */
@Injectable()
export class CommitSending {
  constructor(
    private readonly messages: MessageRepository,
    private readonly rules: SendingRulesRepository,
    private readonly credits: CreditRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Candidates that somebody has taken back since they were claimed are left out. Those that must wait for another one
   * to the same recipient are given back.
   */
  async run(tx: Tx, claimId: string, claimUntil: number, chunk: readonly Candidate[]): Promise<Committed> {
    const now = this.clock.now();
    const ours = await this.messages.lockClaimed(
      tx,
      chunk.map(({ message }) => message.id),
      claimId,
    );
    const candidates = chunk.filter(({ message }) => ours.has(message.id));
    const patches: { id: string; patch: MessagePatch }[] = [];
    const inFlight: InFlight[] = [];
    const spends: { messageId: string; attempts: number; accountId: string; templateId: string }[] = [];
    const credits = await this.credits.lock(
      tx,
      // A subscribe message is never second best.
      candidates.flatMap(({ reach: { first } }) => (first?.channel === 'subscribe' ? [first.accountId] : [])),
    );
    // What a refusal of the last chunk has closed must not be asked again by this one.
    const circuits = await this.rules.circuits();
    const busy = new Set<string>();
    const trials = new Set<string>();
    for (const candidate of candidates) {
      const { message, reach, cap, pinned } = candidate;
      const { route, rest, missing, wait } =
        bestOpen(reach, credits, circuits) ??
        (await this.open(tx, message, reach, { credits, circuits, trials, now }));
      if (!route && !pinned && wait() !== null) {
        // The way is one that opens later: the message waits for it and gives its place under the cap back.
        if (cap !== null) await this.rules.freeCaps(tx, [message.id]);
        const { until, why } = wait() as Wait;
        patches.push({ id: message.id, patch: hold(until, why) });
        continue;
      }
      if (!route) {
        patches.push({ id: message.id, patch: pinned ? lostRoute() : inboxOnly(missing(), now) });
        continue;
      }
      // WeChat refuses two sends at once to one person and template (43108), and credits are counted one by one.
      const to = route.channel === 'sms' ? message.ownerId : route.accountId;
      const recipient = `${route.channel} ${to} ${route.templateId}`;
      if (busy.has(recipient)) {
        patches.push({ id: message.id, patch: { claimUntil: null } });
        continue;
      }
      busy.add(recipient);
      const attempts = message.attempts + 1;
      if (route.channel === 'subscribe')
        spends.push({
          messageId: message.id,
          attempts,
          accountId: route.accountId,
          templateId: route.templateId,
        });
      patches.push({
        id: message.id,
        patch: { state: 'sending', channel: route.channel, accountId: route.accountId, attempts, claimUntil },
      });
      const sending = { ...message, channel: route.channel, accountId: route.accountId, attempts };
      inFlight.push({ message: sending, route, rest, missing, wait, pinned });
    }
    await this.messages.patch(tx, patches, ['planned', 'held'], claimId);
    await this.credits.spend(tx, spends, now);
    await this.credits.write(
      tx,
      spends.map(({ messageId, attempts, accountId, templateId }) => ({
        dedupeKey: `sent:${messageId}:${attempts}`,
        accountId,
        templateId,
        change: -1,
        reason: 'sent',
        at: now,
      })),
    );
    return { inFlight, patches };
  }

  /** The ways that are really open: credits as they stand under lock, and at most one trial for each circuit. */
  private async open(
    tx: Tx,
    message: Message,
    reach: Reach,
    {
      credits,
      circuits,
      trials,
      now,
    }: {
      credits: ReadonlyMap<string, number>;
      circuits: ReadonlyMap<string, Circuit>;
      trials: Set<string>;
      now: number;
    },
  ): Promise<Open> {
    const routes = reach.routes;
    // A transaction that meets a deadlock runs again: what is said here must not be said twice.
    const missing = [...reach.missing];
    const open: Route[] = [];
    for (const [index, route] of routes.entries()) {
      if (route.channel === 'subscribe' && (credits.get(pairKey(route)) ?? 0) < 1) {
        missing.push('没有可用的订阅次数');
        continue;
      }
      const closed = closedSince(route, circuits);
      if (closed && open.length === 0 && waitsFor(message, closed, this.config.quietHours)) {
        const wait = quotaWait(route.channel, closed.retryAt, now);
        return { route: undefined, rest: () => [], missing: () => missing, wait: () => wait };
      }
      if (closed) {
        missing.push(`${channelLabel[route.channel]}暂停使用：${closed.reason}`);
        continue;
      }
      let free = true;
      for (const circuit of route.trials) {
        free =
          free && !trials.has(circuit.name) && (await this.rules.takeTrial(tx, circuit, now, now + TRIAL_MS));
        trials.add(circuit.name);
      }
      if (!free && open.length === 0 && route.trials.some((one) => this.mayWait(message, one, now))) {
        const wait = quotaWait(route.channel, now + TRIAL_WAIT_MS, now);
        return { route: undefined, rest: () => [], missing: () => missing, wait: () => wait };
      }
      if (free) open.push(route);
      else missing.push(`${route.trials[0]?.reason ?? '渠道暂停使用'}`);
      // Only the first open route may be on trial now: the others are looked at again when their turn comes.
      if (open.length === 1 && route.trials.length > 0) {
        open.push(...routes.slice(index + 1).filter((one) => one.trials.length === 0));
        break;
      }
    }
    return { route: open[0], rest: () => open.slice(1), missing: () => missing, wait: () => reach.wait };
  }

  /** Somebody else is trying whether the quota is new. */
  private mayWait(message: Message, { holds }: Circuit, now: number): boolean {
    return holds && waitFor(message, now + TRIAL_WAIT_MS, this.config.quietHours) !== null;
  }
}

interface Open {
  route: Route | undefined;
  rest: InFlight['rest'];
  missing: InFlight['missing'];
  wait: InFlight['wait'];
}

/** The usual case, for which nothing is written: the best way is open and not on trial. Null: look closer. */
function bestOpen(
  reach: Reach,
  credits: ReadonlyMap<string, number>,
  circuits: ReadonlyMap<string, Circuit>,
): Open | null {
  const route = reach.first;
  if (route === null || route.trials.length > 0 || closedSince(route, circuits)) return null;
  if (route.channel === 'subscribe' && (credits.get(pairKey(route)) ?? 0) < 1) return null;
  // Others that are on trial are looked at again when their turn comes.
  const rest = () =>
    reach.routes.slice(1).filter((one) => one.trials.length === 0 && !closedSince(one, circuits));
  return { route, rest, missing: () => reach.missing, wait: () => reach.wait };
}

/** The circuit that was opened on this way after it was looked for. */
function closedSince(route: Route, circuits: ReadonlyMap<string, Circuit>): Circuit | undefined {
  if (circuits.size === 0) return undefined;
  return [circuitName(route.channel), circuitName(route.channel, route.templateId)]
    .map((name) => circuits.get(name))
    .find((circuit) => circuit && !route.trials.some(({ name }) => name === circuit.name));
}

const lostRoute = (): MessagePatch => ({
  state: 'unknown',
  why: '上一次发送没有得到结果，而这个渠道已不可用，不再重发。',
  claimUntil: null,
});
