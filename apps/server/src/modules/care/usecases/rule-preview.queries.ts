import { type PreviewView, problemsOfSegment, type routes, topicOf } from '@cheban/contracts';
import { addDays, atShanghai, DAY_MS, shanghaiClock } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { invalidField, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { type MessagePlan, SendForecast, type SendVerdict } from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import type { CareRuleBody } from '../domain/care-rule.js';
import { personToTell, whyStopped } from '../domain/care-stops.js';
import { AudienceRepository } from '../persistence/audience.repository.js';
import { careMessage } from './care-message.js';
import { EditRule } from './edit-rule.usecase.js';
import { EventPreview } from './event-preview.queries.js';
import { type LookedAt, sumPreview } from './preview-sum.js';
import { RuleBook } from './rule-book.js';
import { type Forecast, type ForecastSubject, RuleForecast } from './rule-forecast.queries.js';
import { RuleProblems } from './rule-problems.queries.js';
import { segmentContext } from './segment-context.js';
import { campaignFor } from './tell-decision.js';
import { TellWorlds } from './tell-world.queries.js';

type Body = BodyOf<(typeof routes)['careRule']['preview']>;

/** So many cars are looked at one by one; of more, the split is scaled up from them. */
const LOOKED_AT = 400;

interface Looked {
  subject: ForecastSubject;
  /** Null where nobody is told. */
  plan: MessagePlan | null;
  ownerId: string | null;
  why: string;
  group: LookedAt['group'];
  sample: LookedAt['sample'];
}

/** Who would get a rule's reminders, by which way, at what cost, and who would not: before anything is saved. */
@Injectable()
export class RulePreview {
  constructor(
    private readonly forecast: RuleForecast,
    private readonly worlds: TellWorlds,
    private readonly sending: SendForecast,
    private readonly audience: AudienceRepository,
    private readonly problems: RuleProblems,
    private readonly events: EventPreview,
    private readonly edit: EditRule,
    private readonly book: RuleBook,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Throws REQUEST.NOT_FOUND if there is neither a draft nor such a rule, REQUEST.INVALID for an audience that nobody can
   * be counted by. Other problems are told beside the figures.
   */
  async run(actor: StaffActor, request: Body): Promise<PreviewView> {
    const store = await this.stores.findById(storeOf(actor, request.storeId));
    const known =
      request.code === null ? undefined : (await this.book.forStore(request.storeId)).get(request.code);
    const body = request.body ?? known?.body;
    if (!store || !body) throw notFound();
    const [unclear] = body.audience === null ? [] : problemsOfSegment(body.audience);
    if (unclear) throw invalidField('body.audience', unclear.message);
    const problems = await this.problems.of(request.code, body, store.id);
    if (body.trigger.type === 'event') {
      const seen = await this.events.run(store, body, body.trigger.event, request.days);
      return { ...seen, approval: this.approval(body, seen.people), problems };
    }
    const context = segmentContext(store.cycleMonths, this.clock.today());
    const [forecast, carsInAudience] = await Promise.all([
      this.forecast.of(store, request.code, body, request.days, LOOKED_AT),
      this.audience.countCars(store.id, body.audience, context),
    ]);
    const { rule, count, subjects, every, from, to } = forecast;
    const { looked, verdicts } = await this.look(forecast, store.id);
    const seen = subjects.reduce((sum, { stages }) => sum + stages.length, 0);
    return {
      ...sumPreview(
        looked.map((one) => ({
          ...one,
          messages: one.subject.stages.length,
          verdict: verdicts.get(one) ?? null,
        })),
        {
          messages: seen === 0 ? 0 : count.messages / seen,
          people: every === 1 ? 1 : count.cars / Math.max(1, subjects.length),
        },
        this.config.care.smsPriceFen,
        rule.body.channels.includes('call_task'),
      ),
      from,
      to,
      basis: '',
      exact: every === 1,
      byDay: [...count.byDay]
        .map(([on, messages]) => ({ on, messages }))
        .sort((a, b) => (a.on < b.on ? -1 : 1)),
      approval: this.approval(rule.body, count.cars),
      carsInAudience,
      problems,
    };
  }

  private approval(body: CareRuleBody, people: number): PreviewView['approval'] {
    const why = this.edit.needsApproval(body, people);
    return { needed: why !== null, why: why ?? '' };
  }

  /** Judges the sample by the code that really tells and sends, as things stand now. */
  private async look(
    { rule, rules, subjects }: Forecast,
    storeId: string,
  ): Promise<{ looked: Looked[]; verdicts: Map<Looked, SendVerdict> }> {
    const now = this.clock.now();
    const world = await this.worlds.of(
      subjects.map(({ vehicleId }) => ({ vehicleId, storeId })),
      now,
      rule.body.campaignId,
    );
    const store = world.stores.find(({ id }) => id === storeId);
    const calls = rule.body.channels.includes('call_task');
    const looked = subjects.map((subject): Looked => {
      const { vehicleId, dueOn, ownerId: only } = subject;
      const first = subject.stages[0];
      const on = first?.on ?? '';
      const known = world.facts.get(vehicleId);
      const due = { rule: rule.code, cycle: '-', dueOn, ownerId: only };
      const sample = {
        ownerId: world.people.get(vehicleId)?.[0]?.ownerId ?? null,
        ownerName: '',
        vehicleId,
        plate: known?.car?.plate ?? null,
        model: known?.car ? `${known.car.brand} ${known.car.model}` : '',
        on,
        at: first ? shanghaiClock(first.at) : rule.body.tellAt,
        title: '',
        text: '',
      };
      const nobody = (group: Looked['group'], why: string): Looked => ({
        subject,
        plan: null,
        ownerId: sample.ownerId,
        why,
        group,
        sample: {
          ...sample,
          ownerName: (sample.ownerId && world.owners.get(sample.ownerId)?.name) || '未登记车主',
        },
      });
      if (!known?.car || !store || !first) return nobody('held', '车辆已不在档案中。');
      const stopped = whyStopped(due, {
        ...known,
        rules,
        dues: [due],
        unmeant: new Set(),
        today: known.today,
      });
      if (stopped !== null) return nobody('held', stopped);
      const person = personToTell(
        world.people.get(vehicleId) ?? [],
        topicOf(rule.body.class, rule.body.kind) ?? rule.body.class,
        only,
        calls,
      );
      if (!('ownerId' in person)) return nobody(person.final ? 'held' : 'not_reached', person.reason);
      const item = {
        id: vehicleId,
        storeId,
        vehicleId,
        rule: rule.code,
        cycle: '-',
        stage: first.stage,
        dueOn,
        notBefore: first.at,
        expiresAt: first.at + DAY_MS,
        messageId: null,
        edition: rule.edition,
        round: 0,
      };
      const owner = world.owners.get(person.ownerId) ?? null;
      const plan = careMessage({
        bundle: { lead: item, told: [], named: [] },
        rules,
        car: known.car,
        ownerId: person.ownerId,
        owner,
        store,
        campaign: campaignFor(world, rule, vehicleId),
        today: first.on,
        now: first.at,
      });
      return {
        subject,
        plan,
        ownerId: person.ownerId,
        why: '',
        group: 'told',
        sample: {
          ...sample,
          ownerId: person.ownerId,
          ownerName: owner?.name ?? '已删除的车主',
          title: plan?.title ?? '',
          text: plan?.body ?? '',
        },
      };
    });
    const told = looked.filter(({ plan }) => plan !== null);
    // Caps depend on all the other rules of a day, which the calendar shows: here everybody has a place.
    const answers = await this.sending.send(
      told.map(({ plan }) => ({ ...(plan as MessagePlan), expiresAt: Number.MAX_SAFE_INTEGER })),
      atShanghai(addDays(this.clock.today(), 1), rule.body.tellAt),
      { places: new Map(), spent: new Map() },
    );
    const verdicts = new Map<Looked, SendVerdict>();
    told.forEach((one, index) => {
      const verdict = answers[index];
      if (verdict) verdicts.set(one, verdict);
    });
    return { looked, verdicts };
  }
}
