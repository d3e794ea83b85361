import { type Channel, channelLabel } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Metrics } from '../../../platform/metrics/index.js';
import { type Cap, capOf, passGates } from '../domain/gates.js';
import type { Wait } from '../domain/waits.js';
import type { DueMessage, MessagePatch } from '../persistence/message.mapper.js';
import { SendingRulesRepository } from '../persistence/sending-rules.repository.js';
import { WishRepository } from '../persistence/wish.repository.js';
import { MessageChecks } from './message-checks.usecase.js';
import { type Reach, ReachQueries } from './reach.queries.js';

/** A message that has passed the gates. */
export interface Candidate {
  message: DueMessage;
  /** Ways to the phone, and why others are missing. */
  reach: Reach;
  /** It may have arrived by this route before: only this route, only with the same id. */
  pinned: boolean;
  cap: Cap | null;
}

/** What becomes of messages. */
export type Patches = { id: string; patch: MessagePatch }[];

/** Takes due messages through the gates, many at once. */
@Injectable()
export class PrepareSending {
  constructor(
    private readonly rules: SendingRulesRepository,
    private readonly checks: MessageChecks,
    private readonly reach: ReachQueries,
    private readonly wishes: WishRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Says which of the locked messages may go out now, with their places under the caps and their credits held for this
   * transaction, and what becomes of the others; that is for the caller to write.
   */
  async run(
    tx: Tx,
    due: readonly DueMessage[],
    now: number,
  ): Promise<{ ready: Candidate[]; patches: Patches }> {
    const wishes = await this.wishes.of(due.map((message) => message.ownerId));
    const untrue = await this.checks.findUntrue(due.filter((message) => message.expiresAt > now));
    const reach = await this.reach.of(due, now, { tx, wishes });
    const quiet = this.config.quietHours;
    const caps = {
      service: null,
      care: capOf('care', now, quiet),
      marketing: capOf('marketing', now, quiet),
    };
    const patches: Patches = [];
    const passed: Candidate[] = [];
    for (const message of due) {
      const pinned = message.channel !== null && message.attempts > 0;
      const verdict = passGates({
        class: message.class,
        expiresAt: message.expiresAt,
        now,
        untrue: untrue.get(message.id) ?? null,
        refused: wishes.refusal(message),
        leaving: wishes.waitsForLeaving(message),
        quiet,
      });
      if (verdict.do === 'go') {
        passed.push(candidateOf(message, reach.get(message.id) ?? NOWHERE, pinned, caps[message.class]));
      } else if (pinned && verdict.do === 'end') {
        const why = `上一次发送没有得到结果，现在已不再适合发送：${verdict.why}`;
        patches.push({ id: message.id, patch: { state: 'unknown', why, claimUntil: null } });
      } else if (verdict.do === 'end') {
        patches.push({ id: message.id, patch: { state: verdict.state, why: verdict.why, claimUntil: null } });
      } else {
        patches.push({ id: message.id, patch: hold(verdict) });
      }
    }
    const granted = await this.takePlaces(tx, passed);
    const ready = passed.filter((candidate) => {
      const { message, cap, pinned } = candidate;
      if (cap === null || pinned || granted.has(message.id)) return true;
      patches.push({
        id: message.id,
        patch: hold({ until: Math.min(cap.nextAt, message.expiresAt), why: cap.why }),
      });
      return false;
    });
    return { ready, patches };
  }

  /** Ids of the messages that have a place under their cap. Repetitions of an unclear try have theirs from the first. */
  private async takePlaces(tx: Tx, passed: readonly Candidate[]): Promise<Set<string>> {
    const capped = passed.flatMap(({ cap, message, pinned }) =>
      cap === null || pinned
        ? []
        : [{ messageId: message.id, ownerId: message.ownerId, cap, isNew: message.attempts === 0 }],
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

function candidateOf(message: DueMessage, reach: Reach, pinned: boolean, cap: Cap | null): Candidate {
  return { message, reach: pinned ? onlyAsBefore(reach, message) : reach, pinned, cap };
}

/** A message that may have arrived goes no other way than the one it went. */
function onlyAsBefore(reach: Reach, message: DueMessage): Reach {
  const routes = reach.routes.filter(
    (route) => route.channel === message.channel && route.accountId === message.accountId,
  );
  return { first: routes[0] ?? null, routes, missing: reach.missing, wait: reach.wait };
}

const NOWHERE: Reach = { first: null, routes: [], missing: [], wait: null };

/** Put off until then. */
export const hold = ({
  until,
  why,
  waitsFor = null,
}: Pick<Wait, 'until' | 'why'> & Partial<Wait>): MessagePatch => ({
  state: 'held',
  notBefore: until,
  why,
  waitsFor,
  claimUntil: null,
});

/** Which way it went, and why not an earlier one; in Chinese. */
export function wentBy(channel: Channel, missing: readonly string[]): string {
  const by = `由${channelLabel[channel]}送出。`;
  return missing.length === 0 ? by : [...new Set(missing), by].join('，').slice(0, 300);
}

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
