import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { TRIAL_MS, waitFor } from '../domain/reaction.js';
import { quotaWait, type Wait } from '../domain/waits.js';
import { CreditRepository } from '../persistence/credit.repository.js';
import type { DueMessage, MessagePatch } from '../persistence/message.mapper.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { type Circuit, SendingRulesRepository } from '../persistence/sending-rules.repository.js';
import { type Candidate, hold, inboxOnly, type Patches } from './prepare-sending.usecase.js';
import type { Reach, Route } from './reach.queries.js';

/** A message that is committed as `sending` and may now go out. */
export interface InFlight {
  message: DueMessage;
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

/** What a chunk of candidates became. */
export interface Committed {
  inFlight: InFlight[];
  patches: Patches;
}

/** Who waits for a trial of a used-up quota comes back so soon: if it passed, the quota is new. */
const TRIAL_WAIT_MS = 60_000;

/** Makes candidates `sending`, each with its channel and its spent credit, in the transaction that goes before any call. */
@Injectable()
export class CommitSending {
  constructor(
    private readonly messages: MessageRepository,
    private readonly rules: SendingRulesRepository,
    private readonly credits: CreditRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Writes `earlier` patches of the same transaction together with its own. Candidates that must wait for another one to
   * the same recipient stay as they are.
   */
  async run(
    tx: Tx,
    claim: { id: string; until: number; now: number },
    candidates: readonly Candidate[],
    earlier: Patches,
  ): Promise<Committed> {
    const { now } = claim;
    const patches = [...earlier];
    const inFlight: InFlight[] = [];
    const spends: Spend[] = [];
    /** Messages that give their place under the cap back. */
    const waiting: DueMessage[] = [];
    const busy = new Set<string>();
    const trials = new Set<string>();
    for (const { message, reach, cap, pinned } of candidates) {
      const { route, rest, missing, wait } =
        bestOpen(reach) ?? (await this.open(tx, message, reach, trials, now));
      const later = route || pinned ? null : wait();
      if (later !== null) {
        // The way is one that opens later.
        if (cap !== null) waiting.push(message);
        patches.push({ id: message.id, patch: hold(later) });
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
        if (cap !== null && !pinned) waiting.push(message);
        continue;
      }
      busy.add(recipient);
      const { channel, accountId, templateId } = route;
      const attempts = message.attempts + 1;
      if (channel === 'subscribe') spends.push({ messageId: message.id, attempts, accountId, templateId });
      patches.push({
        id: message.id,
        patch: { state: 'sending', channel, accountId, attempts, claimId: claim.id, claimUntil: claim.until },
      });
      inFlight.push({
        message: { ...message, channel, accountId, attempts },
        route,
        rest,
        missing,
        wait,
        pinned,
      });
    }
    await this.messages.patch(tx, patches, ['planned', 'held'], null);
    await this.rules.freeCaps(tx, waiting);
    await this.spend(tx, spends, now);
    return { inFlight, patches };
  }

  private async spend(tx: Tx, spends: readonly Spend[], now: number): Promise<void> {
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
  }

  /** The ways that are really open: at most one trial for each circuit. */
  private async open(
    tx: Tx,
    message: DueMessage,
    reach: Reach,
    trials: Set<string>,
    now: number,
  ): Promise<Open> {
    const routes = reach.routes;
    // A transaction that meets a deadlock runs again: what is said here must not be said twice.
    const missing = [...reach.missing];
    const open: Route[] = [];
    for (const [index, route] of routes.entries()) {
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
  private mayWait(message: DueMessage, { holds }: Circuit, now: number): boolean {
    return holds && waitFor(message, now + TRIAL_WAIT_MS, this.config.quietHours) !== null;
  }
}

interface Spend {
  messageId: string;
  attempts: number;
  accountId: string;
  templateId: string;
}

interface Open {
  route: Route | undefined;
  rest: InFlight['rest'];
  missing: InFlight['missing'];
  wait: InFlight['wait'];
}

/** The usual case, for which nothing is written: the best way is not on trial. Null: look closer. */
function bestOpen(reach: Reach): Open | null {
  const route = reach.first;
  if (route === null || route.trials.length > 0) return null;
  // Others that are on trial are looked at again when their turn comes.
  const rest = () => reach.routes.slice(1).filter((one) => one.trials.length === 0);
  return { route, rest, missing: () => reach.missing, wait: () => reach.wait };
}

const lostRoute = (): MessagePatch => ({
  state: 'unknown',
  why: '上一次发送没有得到结果，而这个渠道已不可用，不再重发。',
  claimUntil: null,
});
