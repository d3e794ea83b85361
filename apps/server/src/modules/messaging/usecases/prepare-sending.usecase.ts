import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Metrics } from '../../../platform/metrics/index.js';
import { type Cap, capOf, passGates } from '../domain/gates.js';
import { type Message, type MessagePatch } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { SendingRulesRepository } from '../persistence/sending-rules.repository.js';
import { WishRepository } from '../persistence/wish.repository.js';
import { MessageChecks } from './message-checks.usecase.js';
import { type Reach, ReachQueries } from './reach.queries.js';

/** A message that has passed the gates. */
export interface Candidate {
  message: Message;
  /** Ways to the phone, and why others are missing. */
  reach: Reach;
  /** It may have arrived by this route before: only this route, only with the same id. */
  pinned: boolean;
  cap: Cap | null;
}

/** Takes claimed messages through the gates, many at once. */
@Injectable()
export class PrepareSending {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly rules: SendingRulesRepository,
    private readonly checks: MessageChecks,
    private readonly reach: ReachQueries,
    private readonly wishes: WishRepository,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Says which of the claimed messages may go out; what becomes of the others, and the places under the caps, is
   * committed. A candidate is still to be committed as `sending` (CommitSending) before its network call.
   */
  async run(claimId: string, claimed: readonly Message[]): Promise<Candidate[]> {
    const now = this.clock.now();
    const [untrue, reach, wishes] = await Promise.all([
      this.checks.findUntrue(claimed.filter((message) => message.expiresAt > now)),
      this.reach.of(claimed, now),
      this.wishes.of(claimed.map((message) => message.ownerId)),
    ]);
    const quiet = this.config.quietHours;
    const caps = {
      service: null,
      care: capOf('care', now, quiet),
      marketing: capOf('marketing', now, quiet),
    };
    const settled: { id: string; patch: MessagePatch }[] = [];
    const passed: Candidate[] = [];
    for (const message of claimed) {
      const pinned = message.channel !== null && message.attempts > 0;
      const verdict = passGates({
        class: message.class,
        expiresAt: message.expiresAt,
        now,
        untrue: untrue.get(message.id) ?? null,
        refused: wishes.refusal(message),
        quiet,
      });
      if (verdict.do === 'go') {
        passed.push(candidateOf(message, reach.get(message.id) ?? NOWHERE, pinned, caps[message.class]));
      } else if (pinned && verdict.do === 'end') {
        const why = `上一次发送没有得到结果，现在已不再适合发送：${verdict.why}`;
        settled.push({ id: message.id, patch: { state: 'unknown', why, claimUntil: null } });
      } else if (verdict.do === 'end') {
        settled.push({ id: message.id, patch: { state: verdict.state, why: verdict.why, claimUntil: null } });
      } else {
        settled.push({ id: message.id, patch: hold(verdict.until, verdict.why) });
      }
    }
    const { ready, patches } = await this.uow.run(async (tx) => {
      const granted = await this.takePlaces(tx, passed);
      const over = passed.flatMap(({ message, cap, pinned }) =>
        cap === null || pinned || granted.has(message.id)
          ? []
          : [{ id: message.id, patch: hold(Math.min(cap.nextAt, message.expiresAt), cap.why) }],
      );
      const all = [...settled, ...over];
      await this.messages.patch(tx, all, ['planned', 'held'], claimId);
      const waiting = new Set(over.map(({ id }) => id));
      return { ready: passed.filter(({ message }) => !waiting.has(message.id)), patches: all };
    });
    countStates(this.metrics, patches);
    return ready;
  }

  /** Ids of the messages that have a place under their cap. Repetitions of an unclear try have theirs from the first. */
  private async takePlaces(tx: Tx, passed: readonly Candidate[]): Promise<Set<string>> {
    const capped = passed.flatMap(({ cap, message, pinned }) =>
      cap === null || pinned ? [] : [{ messageId: message.id, ownerId: message.ownerId, cap }],
    );
    return capped.length === 0 ? new Set() : this.rules.takeCaps(tx, capped);
  }
}

/** Counts what messages became, by state and channel. */
export function countStates(
  metrics: Metrics,
  patches: readonly { patch: MessagePatch; channel?: string | null }[],
): void {
  const counts = new Map<string, { state: string; channel: string; n: number }>();
  for (const { patch, channel } of patches) {
    if (!patch.state) continue;
    const by = patch.channel ?? channel ?? 'none';
    const key = `${patch.state} ${by}`;
    const count = counts.get(key);
    if (count) count.n += 1;
    else counts.set(key, { state: patch.state, channel: by, n: 1 });
  }
  for (const { n, ...labels } of counts.values()) metrics.messages.inc(labels, n);
}

function candidateOf(message: Message, reach: Reach, pinned: boolean, cap: Cap | null): Candidate {
  return { message, reach: pinned ? onlyAsBefore(reach, message) : reach, pinned, cap };
}

/** A message that may have arrived goes no other way than the one it went. */
function onlyAsBefore(reach: Reach, message: Message): Reach {
  const routes = reach.routes.filter(
    (route) => route.channel === message.channel && route.accountId === message.accountId,
  );
  return { first: routes[0] ?? null, routes, missing: reach.missing, wait: reach.wait };
}

const NOWHERE: Reach = { first: null, routes: [], missing: [], wait: null };

export const hold = (until: number, why: string): MessagePatch => ({
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
