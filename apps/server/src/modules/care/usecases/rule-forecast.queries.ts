import { addDays, atShanghai } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { Store } from '../../store/index.js';
import {
  asEffective,
  type CareRuleBody,
  type EffectiveRule,
  factsOfCustom,
  type RuleSet,
  windowOf,
} from '../domain/care-rule.js';
import { hiddenBy } from '../domain/care-series.js';
import { countPreview, dueRange, type PreviewCount, stagesWithin } from '../domain/preview-count.js';
import { builtInRule } from '../domain/rules/built-in-rules.js';
import { RuleSubjectRepository, type Subject } from '../persistence/rule-subject.repository.js';
import { RuleBook } from './rule-book.js';
import { segmentContext } from './segment-context.js';

/** A car of a rule with the reminders it would get. */
export interface ForecastSubject extends Subject {
  readonly stages: readonly { stage: number; on: string; at: number }[];
}

export interface Forecast {
  readonly rule: EffectiveRule;
  /** The store's rules with this one in its place. */
  readonly rules: RuleSet;
  readonly from: string;
  readonly to: string;
  readonly count: PreviewCount;
  /** Everybody, or one in `every` of them. */
  readonly subjects: readonly ForecastSubject[];
  readonly every: number;
}

/** Code of a rule that is not saved yet. */
const DRAFT = 'draft';

/** What a rule would say in the days to come: counted by index, looked at in a sample. */
@Injectable()
export class RuleForecast {
  constructor(
    private readonly book: RuleBook,
    private readonly subjects: RuleSubjectRepository,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** `most`: how many cars are looked at. Of a rule that is switched off: as if it were on. */
  async of(
    store: Store,
    code: string | null,
    body: CareRuleBody,
    days: number,
    most: number,
  ): Promise<Forecast> {
    const now = this.clock.now();
    const today = this.clock.today();
    const to = addDays(today, days - 1);
    const horizon = atShanghai(addDays(to, 1), '00:00');
    const name = code ?? DRAFT;
    const facts = builtInRule(name)?.facts ?? factsOfCustom(body);
    const rule = asEffective({ code: name, body, facts }, { scope: store.id });
    const rules: RuleSet = new Map(await this.book.forStore(store.id)).set(name, rule);
    const context = segmentContext(store.cycleMonths, today);
    const asked = { ...body, audience: audienceOf(rule, rules) };
    const range = dueRange(rule, today, to);
    const [counts, settled] = await Promise.all([
      hiddenByAll(rule, rules) ? [] : this.subjects.days(store.id, asked, context, range),
      this.settled(store.id, rule, now),
    ]);
    const count = countPreview(rule, counts, settled, now, horizon);
    const every = Math.max(1, Math.ceil(count.cars / most));
    const sample =
      count.messages === 0 ? [] : await this.subjects.sample(store.id, asked, context, range, every);
    const done = await this.doneOf(rule.code, sample, settled.size > 0);
    const subjects = sample.flatMap((subject) => {
      const stages = stagesWithin(rule, subject.dueOn, now, horizon).filter(
        ({ stage }) => !done.has(`${subject.vehicleId} ${subject.dueOn} ${stage}`),
      );
      return stages.length === 0 ? [] : [{ ...subject, stages }];
    });
    return { rule, rules, from: today, to, count, subjects, every };
  }

  private async settled(storeId: string, rule: EffectiveRule, now: number): Promise<Map<string, number>> {
    if (rule.code === DRAFT) return new Map();
    const { after } = windowOf(rule);
    const since = atShanghai(addDays(this.clock.today(), -Math.ceil(Math.max(0, after)) - 100), '00:00');
    const rows = await this.subjects.settled(storeId, rule.code, since, now);
    return new Map(rows.map(({ dueOn, stage, n }) => [`${dueOn} ${stage}`, n]));
  }

  /** Reminders of the sample that were told or stopped before. */
  private async doneOf(code: string, sample: readonly Subject[], any: boolean): Promise<Set<string>> {
    if (!any || sample.length === 0) return new Set();
    const rows: { vehicleId: string; dueOn: string; stage: number }[] = await this.uow.reader.query(
      `SELECT vehicle_id AS vehicleId, due_on AS dueOn, stage FROM care_item
        WHERE vehicle_id IN (?) AND \`rule\` = ? AND state IN ('told', 'stopped')`,
      [[...new Set(sample.map(({ vehicleId }) => vehicleId))], code],
    );
    return new Set(rows.map(({ vehicleId, dueOn, stage }) => `${vehicleId} ${dueOn} ${stage}`));
  }
}

/** The rule's own audience without those that a more special series takes. */
function audienceOf(rule: EffectiveRule, rules: RuleSet): CareRuleBody['audience'] {
  const others = hiddenBy(rule, rules).flatMap(({ body }) => (body.audience ? [{ not: body.audience }] : []));
  if (others.length === 0) return rule.body.audience;
  return { all: [...(rule.body.audience ? [rule.body.audience] : []), ...others] };
}

/** A series for everyone comes first: nobody gets this one. */
const hiddenByAll = (rule: EffectiveRule, rules: RuleSet) =>
  hiddenBy(rule, rules).some(({ body }) => body.audience === null);
