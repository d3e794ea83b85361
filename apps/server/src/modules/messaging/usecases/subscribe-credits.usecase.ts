import type { routes, SubscribeScene } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { BodyOf, ViewOf } from '../../../platform/http/index.js';
import { MAX_TEMPLATES, sceneKinds } from '../domain/subscribe-scenes.js';
import { CreditRepository, pairKey } from '../persistence/credit.repository.js';
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

  /** What the client says that the owner answered; unknown templates are ignored. */
  async report(accountId: string, body: BodyOf<Routes['subscribeResults']>): Promise<void> {
    await this.uow.run(async (tx) => {
      for (const { templateId, result } of body.results) {
        // Checked before it meets an ascii column.
        if (!/^[\w-]+$/.test(templateId)) continue;
        if ((await this.rules.kindsOf('subscribe', templateId)).length === 0) continue;
        if (result === 'accept') await this.accepted(tx, accountId, templateId);
        if (result === 'ban') await this.refuse(tx, accountId, templateId, `ban:${accountId}:${templateId}`);
      }
    });
  }

  private async accepted(tx: Tx, accountId: string, templateId: string): Promise<void> {
    const now = this.clock.now();
    const pair = { accountId, templateId };
    await this.credits.lockPair(tx, pair, now);
    const popup = await this.credits.unconfirmed(tx, pair, 'popup', now - SAME_ACCEPT_MS, now);
    const change = popup === null ? 1 : 0;
    const dedupeKey = `client:${accountId}:${templateId}:${Math.floor(now / MINUTE_MS)}`;
    const written = await this.credits.write(tx, [
      { ...pair, dedupeKey, change, reason: 'accepted', at: now },
    ]);
    if (written === 0) return;
    if (popup === null) await this.credits.add(tx, pair, 1, now);
    else await this.confirm(tx, pair, popup, now);
  }

  /** WeChat's pop-up event says that the owner accepted. The caller has refused repetitions of the push. */
  async acceptedByEvent(tx: Tx, accountId: string, templateId: string, pushKey: string): Promise<void> {
    const now = this.clock.now();
    const pair = { accountId, templateId };
    await this.credits.lockPair(tx, pair, now);
    const report = await this.credits.unconfirmed(tx, pair, 'accepted', now - SAME_ACCEPT_MS, now);
    if (report !== null) return this.confirm(tx, pair, report, now);
    const written = await this.credits.write(tx, [
      { ...pair, dedupeKey: `popup:${pushKey}`, change: 1, reason: 'popup', at: now },
    ]);
    if (written === 1) await this.credits.add(tx, pair, 1, now);
  }

  private async confirm(tx: Tx, pair: { accountId: string; templateId: string }, id: string, at: number) {
    await this.credits.write(tx, [
      { ...pair, dedupeKey: `confirm:${id}`, change: 0, reason: 'confirmed', at },
    ]);
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
