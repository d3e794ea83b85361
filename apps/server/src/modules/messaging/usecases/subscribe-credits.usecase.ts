import type { routes, SubscribeScene } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { BodyOf, ViewOf } from '../../../platform/http/index.js';
import { MAX_TEMPLATES, sceneKinds } from '../domain/subscribe-scenes.js';
import {
  type CreditPair,
  CreditRepository,
  type LedgerEntry,
  pairKey,
} from '../persistence/credit.repository.js';
import { SendingRulesRepository } from '../persistence/sending-rules.repository.js';

type Routes = (typeof routes)['message'];

/** The client's report and WeChat's pop-up event of one accept are never further apart than this. */
const SAME_ACCEPT_MS = 2 * MINUTE_MS;

/**
 * The bank of subscribe credits: WeChat tells nobody how many sends an account still allows, so every accept, send,
 * refund and refusal is a ledger row and the credit is their sum.
 *
 * One accept is told twice: by the client at once, and by WeChat's pop-up event a moment later (or earlier). Each
 * report looks for an unconfirmed row of the other source within two minutes; if there is one, the two are the same
 * accept and only a `confirmed` row without change is added, else the credit is. The client's own reports count at
 * most once a minute per template, so that a report sent twice adds nothing; a second real accept within the minute is
 * still counted by its event. Missing one costs only a better channel; WeChat's 43101 corrects one too many.
 */
@Injectable()
export class SubscribeCredits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly credits: CreditRepository,
    private readonly rules: SendingRulesRepository,
    private readonly clock: Clock,
  ) {}

  /** The templates to ask for at a moment, at most three, each with the credits that are left. */
  async templates(accountId: string, scene: SubscribeScene): Promise<ViewOf<Routes['subscribeTemplates']>> {
    const kinds = sceneKinds[scene];
    const [templates, credits] = await Promise.all([
      this.rules.templates(kinds),
      this.credits.of([accountId]),
    ]);
    const wanted = kinds.flatMap((kind) =>
      templates.filter((template) => template.kind === kind && template.channel === 'subscribe'),
    );
    const seen = new Set<string>();
    const distinct = wanted.filter(({ templateId }) => !seen.has(templateId) && seen.add(templateId));
    return {
      templates: distinct.slice(0, MAX_TEMPLATES).map(({ templateId, title }) => ({
        templateId,
        title,
        credits: credits.get(pairKey({ accountId, templateId })) ?? 0,
      })),
    };
  }

  /** What the client says that the owner answered; unknown templates are ignored, and the last word about one counts. */
  async report(accountId: string, body: BodyOf<Routes['subscribeResults']>): Promise<void> {
    const words = new Map(body.results.map(({ templateId, result }) => [templateId, result]));
    // Checked before they meet an ascii column.
    const named = [...words.keys()].filter((templateId) => /^[\w-]+$/.test(templateId));
    await this.uow.run(async (tx) => {
      const used = await this.rules.knownTemplates('subscribe', named);
      const answered = (result: string) =>
        named.filter((templateId) => used.has(templateId) && words.get(templateId) === result);
      await this.accepted(tx, accountId, answered('accept'));
      for (const templateId of answered('ban'))
        await this.refuse(tx, accountId, templateId, `ban:${accountId}:${templateId}`);
    });
  }

  private async accepted(tx: Tx, accountId: string, templateIds: readonly string[]): Promise<void> {
    if (templateIds.length === 0) return;
    const now = this.clock.now();
    await this.credits.lockPairs(tx, accountId, templateIds, now);
    const popups = await this.credits.unconfirmed(tx, accountId, templateIds, {
      reason: 'popup',
      from: now - SAME_ACCEPT_MS,
      to: now,
    });
    const reports = templateIds.map((templateId) => ({
      accountId,
      templateId,
      dedupeKey: `client:${accountId}:${templateId}:${Math.floor(now / MINUTE_MS)}`,
      change: popups.has(templateId) ? 0 : 1,
      reason: 'accepted' as const,
      at: now,
    }));
    const before = await this.credits.written(
      tx,
      reports.map(({ dedupeKey }) => dedupeKey),
    );
    const added = reports.filter(({ dedupeKey }) => !before.has(dedupeKey));
    const confirmations = added.flatMap(({ templateId }) => {
      const popup = popups.get(templateId);
      return popup === undefined ? [] : [confirmed({ accountId, templateId }, popup, now)];
    });
    await this.credits.write(tx, [...added, ...confirmations]);
    const more = added.filter(({ change }) => change === 1).map(({ templateId }) => templateId);
    await this.credits.addAll(tx, accountId, more, 1, now);
  }

  /** WeChat's pop-up event says that the owner accepted. The caller has refused repetitions of the push. */
  async acceptedByEvent(tx: Tx, accountId: string, templateId: string, pushKey: string): Promise<void> {
    const now = this.clock.now();
    const pair = { accountId, templateId };
    await this.credits.lockPairs(tx, accountId, [templateId], now);
    const reports = await this.credits.unconfirmed(tx, accountId, [templateId], {
      reason: 'accepted',
      from: now - SAME_ACCEPT_MS,
      to: now,
    });
    const report = reports.get(templateId);
    if (report !== undefined) {
      await this.credits.write(tx, [confirmed(pair, report, now)]);
      return;
    }
    const written = await this.credits.write(tx, [
      { ...pair, dedupeKey: `popup:${pushKey}`, change: 1, reason: 'popup', at: now },
    ]);
    if (written === 1) await this.credits.add(tx, pair, 1, now);
  }

  /** The owner switched the template off: nothing is left, whatever we counted. */
  async refuse(tx: Tx, accountId: string, templateId: string, key: string): Promise<void> {
    const now = this.clock.now();
    const pair = { accountId, templateId };
    const lost = await this.credits.zero(tx, pair, now);
    if (lost === 0) return;
    const dedupeKey = `refused:${key}:${now}`.slice(0, 120);
    await this.credits.write(tx, [{ ...pair, dedupeKey, change: -lost, reason: 'refused', at: now }]);
  }
}

/** The two reports of one accept have met. */
const confirmed = (pair: CreditPair, ledgerId: string, at: number): LedgerEntry => ({
  ...pair,
  dedupeKey: `confirm:${ledgerId}`,
  change: 0,
  reason: 'confirmed',
  at,
});
