import { type CareRuleRow, type routes, saySegment } from '@cheban/contracts';
import { addDays, DAY_MS, startOfBusinessDay } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { may, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { pauseOf, TemplateFields, TemplateHealth, ToldQueries } from '../../messaging/index.js';
import { Advisors } from '../../staff/index.js';
import { type EffectiveRule, isPlanned } from '../domain/care-rule.js';
import { GROUP } from '../domain/rule-sets.js';
import { sayWhen } from '../domain/rule-words.js';
import { builtInRule } from '../domain/rules/built-in-rules.js';
import { eventRules } from '../domain/rules/event-rules.js';
import { CareRuleRepository, type Edition } from '../persistence/care-rule.repository.js';
import { CareCampaigns } from './care-campaigns.js';
import { RuleBook } from './rule-book.js';
import { RuleProblems } from './rule-problems.queries.js';

type Routes = (typeof routes)['careRule'];

const EDITIONS = 30;
/** Kinds of the messages that other rooms plan by a rule. */
const eventKinds = eventRules.map(({ body }) => body.kind);

/** The rules of a store as staff see them: what is in force, what waits, what it does. */
@Injectable()
export class RuleList {
  constructor(
    private readonly book: RuleBook,
    private readonly rules: CareRuleRepository,
    private readonly templates: TemplateFields,
    private readonly health: TemplateHealth,
    private readonly messages: ToldQueries,
    private readonly campaigns: CareCampaigns,
    private readonly staff: Advisors,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(actor: StaffActor, storeId: string): Promise<ViewOf<Routes['list']>> {
    storeOf(actor, storeId);
    return { items: await this.rows(actor, storeId) };
  }

  /** Campaigns that a rule of the store may name now. */
  async namable(actor: StaffActor, storeId: string): Promise<ViewOf<Routes['campaigns']>> {
    return { items: await this.campaigns.at(storeOf(actor, storeId)) };
  }

  /** Throws REQUEST.NOT_FOUND for a code that is neither in force nor waiting here. */
  async detail(actor: StaffActor, code: string, storeId: string): Promise<ViewOf<Routes['detail']>> {
    storeOf(actor, storeId);
    const row = (await this.rows(actor, storeId, code)).find((rule) => rule.code === code);
    if (!row) throw notFound();
    const scopes = [storeId, GROUP];
    const [editions, records, inForce] = await Promise.all([
      this.rules.editions(scopes, code, EDITIONS),
      this.rules.inScopes(scopes),
      this.book.forStore(storeId),
    ]);
    const body = inForce.get(code)?.body ?? editions[0]?.body;
    if (!body) throw notFound();
    const named = [body, ...editions.map((edition) => edition.body)].flatMap(
      ({ campaignId }) => campaignId ?? [],
    );
    const [fields, lent] = await Promise.all([this.templates.of(body.kind), this.campaigns.byIds(named)]);
    const campaigns = this.campaigns.views(lent);
    const gone = campaigns.filter(({ id, open }) => id === body.campaignId && !open);
    const names = await this.staff.names(
      editions.flatMap(({ writtenBy, decidedBy }) => [writtenBy, decidedBy]),
    );
    const quiet = this.config.quietHours;
    const last = (scope: string) =>
      records.find((rule) => rule.scope === scope && rule.code === code)?.lastVersion ?? 0;
    return {
      ...row,
      body,
      basedOn: { store: last(storeId), group: last(GROUP) },
      editions: editions.map((edition) => ({
        version: edition.version,
        scope: edition.scope === GROUP ? ('group' as const) : ('store' as const),
        state: edition.state,
        body: edition.body,
        recipients: edition.recipients,
        writtenBy: names.get(edition.writtenBy) ?? '已离职的同事',
        writtenAt: edition.writtenAt.toISOString(),
        decidedBy: edition.decidedBy === null ? null : (names.get(edition.decidedBy) ?? '已离职的同事'),
        decidedAt: edition.decidedAt?.toISOString() ?? null,
        note: edition.note,
      })),
      templates: fields.map((field) => ({ ...field })),
      campaigns,
      warnings: [
        ...RuleProblems.warnings(body, fields, row.templatePause?.channels ?? []),
        ...gone.map(({ title, when }) => `活动“${title}”${when}，消息不再带上它。`),
      ],
      limits: {
        quiet: quiet.from === quiet.to ? null : { from: quiet.from, to: quiet.to },
        approvalOver: this.config.care.approvalOver,
      },
    };
  }

  private async rows(actor: StaffActor, storeId: string, only?: string): Promise<CareRuleRow[]> {
    const now = this.clock.now();
    const today = this.clock.today();
    const scopes = [storeId, GROUP];
    const [since, until] = [now - 30 * DAY_MS, startOfBusinessDay(addDays(today, 31))];
    const [set, waiting, counts, ofEvents, standings] = await Promise.all([
      this.book.forStore(storeId),
      this.rules.waiting(scopes),
      this.rules.counts(storeId, toDate(since), toDate(now), toDate(until)),
      this.messages.counts(storeId, eventKinds, since, until),
      this.health.standings(),
    ]);
    const countOf = ({ code, body }: Pick<EffectiveRule, 'code' | 'body'>) =>
      (isPlanned({ body }) ? counts.get(code) : ofEvents.get(body.kind)) ?? { planned: 0, told: 0 };
    const names = await this.staff.names(waiting.map(({ writtenBy }) => writtenBy));
    // What nobody has approved yet is not in force, but it has to be seen.
    const unborn = waiting.filter(({ code }) => !set.has(code));
    const rows = [
      ...[...set.values()].map((rule) => ({ rule, scope: rule.scope })),
      ...unborn.map((edition) => ({ rule: bornOf(edition), scope: edition.scope })),
    ].filter(({ rule }) => only === undefined || rule.code === only);
    return rows.map(({ rule, scope }) => {
      const { body, code } = rule;
      const open =
        waiting.find((edition) => edition.code === code && edition.scope === storeId) ??
        waiting.find((edition) => edition.code === code);
      return {
        code,
        name: body.name,
        source: scope === storeId ? 'store' : scope === GROUP ? 'group' : 'built_in',
        builtIn: builtInRule(code) !== null,
        kind: body.kind,
        class: body.class,
        trigger: body.trigger,
        when: sayWhen(body),
        tellAt: body.tellAt,
        channels: body.channels,
        audience: saySegment(body.audience),
        state: rule.state,
        stateWhy: rule.stateWhy,
        templatePause: pauseOf(body, standings),
        version: rule.version,
        waiting: open
          ? {
              version: open.version,
              scope: open.scope === GROUP ? 'group' : 'store',
              writtenBy: names.get(open.writtenBy) ?? '已离职的同事',
              writtenAt: open.writtenAt.toISOString(),
              recipients: open.recipients,
              mayDecide:
                may(actor, 'care.approve') &&
                open.writtenBy !== actor.staffId &&
                (open.scope !== GROUP || actor.role === 'admin'),
            }
          : null,
        plannedNext30: countOf(rule).planned,
        toldLast30: countOf(rule).told,
      };
    });
  }
}

/** A rule that waits for its first yes, as a row of the list. */
function bornOf({
  code,
  body,
  scope,
}: Edition): Pick<EffectiveRule, 'code' | 'body' | 'scope' | 'state' | 'stateWhy' | 'version'> {
  return { code, body, scope, state: 'off', stateWhy: '等待审批，通过后启用。', version: 0 };
}
