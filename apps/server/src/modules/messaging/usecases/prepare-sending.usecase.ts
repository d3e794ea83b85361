import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Metrics } from '../../../platform/metrics/index.js';
import { type Cap, capOf, passGates } from '../domain/gates.js';
import { TRIAL_MS } from '../domain/reaction.js';
import { CreditRepository, pairKey } from '../persistence/credit.repository.js';
import { type Message, type MessagePatch } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { SendingRulesRepository } from '../persistence/sending-rules.repository.js';
import { WishRepository } from '../persistence/wish.repository.js';
import { MessageChecks } from './message-checks.usecase.js';
import { type Reach, ReachQueries, type Route } from './reach.queries.js';

/** A message that is committed as `sending` and may now go out. */
export interface InFlight {
  message: Message;
  /** The first route is the committed one; the others follow if it fails. */
  routes: Route[];
  /** Why better channels were not taken. */
  missing: string[];
  /** It may have arrived by this route before: only this route, only with the same id. */
  pinned: boolean;
}

type Candidate = InFlight & { cap: Cap | null; waitUntil: number | null };

/**
 * Takes claimed messages through the gates and commits what becomes of each before any network call: `sending` with
 * its channel, its cap place and its spent credit in one transaction.
 */
@Injectable()
export class PrepareSending {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly rules: SendingRulesRepository,
    private readonly credits: CreditRepository,
    private readonly checks: MessageChecks,
    private readonly reach: ReachQueries,
    private readonly wishes: WishRepository,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Returns what to send now. Messages that must wait for another one to the same recipient are given back. */
  async run(claimId: string, claimUntil: number, claimed: readonly Message[]): Promise<InFlight[]> {
    const now = this.clock.now();
    const [untrue, reach, wishes] = await Promise.all([
      this.checks.findUntrue(claimed.filter((message) => message.expiresAt > now)),
      this.reach.of(claimed, now),
      this.wishes.of(claimed.map((message) => message.ownerId)),
    ]);
    const settled: { id: string; patch: MessagePatch }[] = [];
    const candidates: Candidate[] = [];
    for (const message of claimed) {
      const pinned = message.channel !== null && message.attempts > 0;
      const verdict = passGates({
        class: message.class,
        expiresAt: message.expiresAt,
        now,
        untrue: untrue.get(message.id) ?? null,
        refused: wishes.refusal(message),
        quiet: this.config.quietHours,
      });
      if (verdict.do === 'go') {
        candidates.push(
          candidateOf(
            message,
            reach.get(message.id),
            pinned,
            capOf(message.class, now, this.config.quietHours),
          ),
        );
      } else if (pinned && verdict.do === 'end') {
        const why = `上一次发送没有得到结果，现在已不再适合发送：${verdict.why}`;
        settled.push({ id: message.id, patch: { state: 'unknown', why, claimUntil: null } });
      } else if (verdict.do === 'end') {
        settled.push({ id: message.id, patch: { state: verdict.state, why: verdict.why, claimUntil: null } });
      } else {
        settled.push({ id: message.id, patch: hold(verdict.until, verdict.why) });
      }
    }
    const { inFlight, patches } = await this.uow.run(async (tx) => {
      const decided = await this.decide(tx, candidates, now, claimUntil);
      const all = [...settled, ...decided.patches];
      await this.messages.patch(tx, all, ['planned', 'held'], claimId);
      return { inFlight: decided.inFlight, patches: all };
    });
    for (const { patch } of patches) {
      if (patch.state && patch.state !== 'sending')
        this.metrics.messages.inc({ state: patch.state, channel: patch.channel ?? 'none' });
    }
    return inFlight;
  }

  private async decide(tx: Tx, candidates: readonly Candidate[], now: number, claimUntil: number) {
    const patches: { id: string; patch: MessagePatch }[] = [];
    const inFlight: InFlight[] = [];
    const spends: { candidate: Candidate; accountId: string; templateId: string }[] = [];
    const capped = candidates.flatMap(({ cap, message, pinned }) =>
      cap === null || pinned ? [] : [{ messageId: message.id, ownerId: message.ownerId, cap }],
    );
    const granted = await this.rules.takeCaps(tx, capped);
    const credits = await this.credits.lock(
      tx,
      candidates.flatMap(({ routes }) =>
        routes.flatMap((route) => (route.channel === 'subscribe' ? [route.accountId] : [])),
      ),
    );
    const busy = new Set<string>();
    const trials = new Set<string>();
    for (const candidate of candidates) {
      const { message, cap, pinned } = candidate;
      if (cap !== null && !pinned && !granted.has(message.id)) {
        patches.push({ id: message.id, patch: hold(Math.min(cap.nextAt, message.expiresAt), cap.why) });
        continue;
      }
      const routes = await this.open(tx, candidate, credits, trials, now);
      const route = routes[0];
      if (!route && !pinned && candidate.waitUntil !== null && candidate.waitUntil < message.expiresAt) {
        // The only way is one that opens later: the message waits for it and gives its place under the cap back.
        if (cap !== null) await this.rules.freeCaps(tx, [message.id]);
        patches.push({ id: message.id, patch: hold(candidate.waitUntil, OFFER_SMS_LATER) });
        continue;
      }
      if (!route) {
        patches.push({ id: message.id, patch: pinned ? lostRoute() : inboxOnly(candidate.missing, now) });
        continue;
      }
      // WeChat refuses two sends at once to one person and template (43108), and credits are counted one by one.
      const recipient = `${route.channel} ${route.channel === 'sms' ? route.phone : route.accountId} ${route.templateId}`;
      if (busy.has(recipient)) {
        patches.push({ id: message.id, patch: { claimUntil: null } });
        continue;
      }
      busy.add(recipient);
      if (route.channel === 'subscribe') spends.push({ candidate, ...route });
      const attempts = message.attempts + 1;
      patches.push({
        id: message.id,
        patch: { state: 'sending', channel: route.channel, accountId: route.accountId, attempts, claimUntil },
      });
      const sending = { ...message, channel: route.channel, accountId: route.accountId, attempts };
      inFlight.push({ message: sending, routes, missing: candidate.missing, pinned });
    }
    await this.credits.spend(tx, spends, now);
    await this.credits.write(
      tx,
      spends.map(({ candidate, accountId, templateId }) => ({
        dedupeKey: `sent:${candidate.message.id}:${candidate.message.attempts + 1}`,
        accountId,
        templateId,
        change: -1,
        reason: 'sent',
        at: now,
      })),
    );
    return { patches, inFlight };
  }

  /** The routes that are really open: credits as they stand under lock, and at most one trial for each circuit. */
  private async open(
    tx: Tx,
    candidate: Candidate,
    credits: Map<string, number>,
    trials: Set<string>,
    now: number,
  ): Promise<Route[]> {
    const open: Route[] = [];
    for (const route of candidate.routes) {
      if (route.channel === 'subscribe' && (credits.get(pairKey(route)) ?? 0) < 1) {
        candidate.missing.push('没有可用的订阅次数');
        continue;
      }
      let free = true;
      for (const circuit of route.trials) {
        free =
          free && !trials.has(circuit.name) && (await this.rules.takeTrial(tx, circuit, now, now + TRIAL_MS));
        trials.add(circuit.name);
      }
      if (free) open.push(route);
      else candidate.missing.push(`${route.trials[0]?.reason ?? '渠道暂停使用'}`);
      // Only the first open route may be on trial now: the others are looked at again when their turn comes.
      if (open.length === 1 && route.trials.length > 0) {
        return [
          ...open,
          ...candidate.routes
            .slice(candidate.routes.indexOf(route) + 1)
            .filter((one) => one.trials.length === 0),
        ];
      }
    }
    return open;
  }
}

function candidateOf(
  message: Message,
  reach: Reach | undefined,
  pinned: boolean,
  cap: Cap | null,
): Candidate {
  const all = reach?.routes ?? [];
  const routes = pinned
    ? all.filter((route) => route.channel === message.channel && route.accountId === message.accountId)
    : all;
  const waitUntil = reach?.waitUntil ?? null;
  return { message, routes, missing: [...(reach?.missing ?? [])], pinned, cap, waitUntil };
}

const OFFER_SMS_LATER = '优惠短信只在 9:00–20:00 发送，到时再发。';

const hold = (until: number, why: string): MessagePatch => ({
  state: 'held',
  notBefore: until,
  why,
  claimUntil: null,
});

/** Nothing reaches the phone: the message stands in the inbox, and says why. */
export function inboxOnly(missing: readonly string[], now: number): MessagePatch {
  const reasons = [...new Set(missing)].join('、');
  const why = reasons === '' ? '这类消息只放入站内消息，不打扰车主。' : `${reasons}，已放入站内消息。`;
  return {
    state: 'delivered',
    channel: 'inbox',
    accountId: null,
    why: why.slice(0, 300),
    sentAt: now,
    claimUntil: null,
  };
}

const lostRoute = (): MessagePatch => ({
  state: 'unknown',
  why: '上一次发送没有得到结果，而这个渠道已不可用，不再重发。',
  claimUntil: null,
});
