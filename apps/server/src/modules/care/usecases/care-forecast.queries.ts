import type { Channel, MessageKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type ForecastState, type MessagePlan, OpenMessages, SendForecast } from '../../messaging/index.js';
import type { EffectiveRule } from '../domain/care-rule.js';
import { takeNext } from '../domain/walk.js';
import type { CareItem } from '../persistence/care-item.repository.js';
import { ForecastRepository } from '../persistence/forecast.repository.js';
import type { CarFacts } from './care-facts.queries.js';
import { wordsOf } from './care-message.js';
import { decideTelling, type TellingWorld } from './tell-decision.js';
import { TellWorlds } from './tell-world.queries.js';

/** What will be said, or why it will not. Instants are milliseconds. */
export interface ForecastRow {
  readonly at: number;
  readonly outcome: 'told' | 'held';
  readonly storeId: string;
  readonly ownerId: string | null;
  readonly ownerName: string;
  readonly vehicleId: string | null;
  readonly plate: string | null;
  readonly model: string;
  readonly class: EffectiveRule['body']['class'];
  /** The first one leads; none for messages whose words are no rule. */
  readonly rules: readonly Pick<EffectiveRule, 'code' | 'body'>[];
  /** Of what is said, the leading one first. */
  readonly kinds: readonly MessageKind[];
  /** Empty for what another room has planned. */
  readonly items: readonly CareItem[];
  readonly channel: Channel | null;
  readonly title: string;
  readonly text: string;
  readonly why: string;
  readonly againAt: number | null;
}

interface Waiting {
  readonly notBefore: number;
  readonly plan: MessagePlan;
  readonly row: Omit<ForecastRow, 'at' | 'outcome' | 'channel' | 'why' | 'againAt'>;
}

const NOBODY = '未登记车主';

/**
 * The days to come, walked through by the code that tells and sends: at each instant on which something is due, the
 * decision is the real one, and what it uses up (caps, credits, reminders told along) is gone for the next. Files,
 * rules and wishes are taken as they are now. Writes nothing.
 */
@Injectable()
export class CareForecast {
  constructor(
    private readonly items: ForecastRepository,
    private readonly worlds: TellWorlds,
    private readonly sending: SendForecast,
    private readonly messages: OpenMessages,
    private readonly clock: Clock,
  ) {}

  /** Everything that happens before `end` about the cars of a store, or of one list. In order of time. */
  async until(
    about: { storeId: string } | { vehicleIds: readonly string[]; ownerIds: readonly string[] },
    end: number,
  ): Promise<ForecastRow[]> {
    const now = this.clock.now();
    const rows: ForecastRow[] = [];
    let open = await this.items.open(about, end);
    const later = await this.items.later([...new Set(open.map(({ vehicleId }) => vehicleId))], end);
    const waiting = await this.underWay(about, end);
    const people = await this.worlds.of(open, now);
    const owners = [...people.people.values()].flat().map(({ ownerId }) => ownerId);
    const state = await this.sending.start([...owners, ...waiting.map(({ plan }) => plan.ownerId)]);
    for (;;) {
      const next = takeNext<{ notBefore: number; item?: CareItem; message?: Waiting }>(
        [
          ...open.map((item) => ({ notBefore: item.notBefore, item })),
          ...waiting.map((message) => ({ notBefore: message.notBefore, message })),
        ],
        now,
        end,
      );
      if (next === null) return rows.sort((a, b) => a.at - b.at);
      const due = next.due.flatMap(({ item }) => item ?? []);
      open = next.rest.flatMap(({ item }) => item ?? []);
      const send = next.due.flatMap(({ message }) => message ?? []);
      for (const message of send) waiting.splice(waiting.indexOf(message), 1);
      if (due.length > 0) {
        const world = await this.worlds.of(due, next.at);
        const cars = new Set(due.map(({ vehicleId }) => vehicleId));
        const along = [...open, ...later].filter(({ vehicleId }) => cars.has(vehicleId));
        const decision = decideTelling(due, along, world);
        const told = new Set(decision.told.flatMap(({ items }) => items.map(({ id }) => id)));
        open = open.filter(({ id }) => !told.has(id));
        for (let index = later.length - 1; index >= 0; index -= 1)
          if (told.has(later[index]?.id ?? '')) later.splice(index, 1);
        for (const { items, plan } of decision.told)
          send.push({ notBefore: next.at, plan, row: rowOf(items, plan.ownerId, world, plan) });
        rows.push(...heldRows(due, decision, world, next.at));
      }
      await this.sendAll(send, next.at, state, rows, waiting);
    }
  }

  private async sendAll(
    send: readonly Waiting[],
    at: number,
    state: ForecastState,
    rows: ForecastRow[],
    waiting: Waiting[],
  ): Promise<void> {
    const verdicts = await this.sending.send(
      send.map(({ plan }) => plan),
      at,
      state,
    );
    for (const [index, message] of send.entries()) {
      const verdict = verdicts[index];
      if (!verdict) continue;
      const { row } = message;
      if (verdict.do === 'send') {
        rows.push({ ...row, at, outcome: 'told', channel: verdict.channel, why: verdict.why, againAt: null });
        continue;
      }
      const againAt =
        verdict.do === 'hold' && verdict.until !== null && verdict.until > at ? verdict.until : null;
      rows.push({ ...row, at, outcome: 'held', channel: null, why: verdict.why, againAt });
      if (againAt !== null) waiting.push({ ...message, notBefore: againAt });
    }
  }

  /** Messages that are told already and wait for their hour or their place. */
  private async underWay(about: Parameters<CareForecast['until']>[0], end: number): Promise<Waiting[]> {
    const plans = await this.messages.of(about, end);
    if (plans.length === 0) return [];
    const told = await this.items.ofMessages(plans);
    const known = plans.flatMap((plan) => {
      const items = told.get(plan.id) ?? [];
      return items.length > 0 ? [{ plan, items }] : [];
    });
    const others = plans.filter(({ id }) => !told.has(id));
    const now = this.clock.now();
    const [world, ofOthers] = await Promise.all([
      this.worlds.of(
        known.flatMap(({ items }) => items),
        now,
      ),
      this.worlds.ofMessages(others, now),
    ]);
    return [
      ...known.map(({ plan, items }) => ({
        notBefore: plan.notBefore,
        plan,
        row: rowOf(items, plan.ownerId, world, plan),
      })),
      ...others.map((plan) => ({ notBefore: plan.notBefore, plan, row: rowOfMessage(plan, ofOthers) })),
    ];
  }
}

/** What another room has planned: reminders of bookings and classes, the weather, thanks. */
function rowOfMessage(
  plan: MessagePlan,
  { facts, owners, ruleOf }: Awaited<ReturnType<TellWorlds['ofMessages']>>,
): Waiting['row'] {
  const car = plan.vehicleId === null ? null : facts.get(plan.vehicleId)?.car;
  const rule = ruleOf(plan);
  return {
    storeId: plan.storeId,
    ownerId: plan.ownerId,
    ownerName: owners.get(plan.ownerId)?.name || NOBODY,
    vehicleId: plan.vehicleId,
    plate: car?.plate ?? null,
    model: car ? `${car.brand} ${car.model}` : '',
    class: plan.class,
    rules: rule ? [rule] : [],
    kinds: [plan.kind],
    items: [],
    title: plan.title,
    text: plan.body,
  };
}

function rowOf(
  items: readonly CareItem[],
  ownerId: string | null,
  world: TellingWorld & { facts: ReadonlyMap<string, CarFacts> },
  words: { title: string; body: string },
): Waiting['row'] {
  const lead = items[0] as CareItem;
  const known = world.facts.get(lead.vehicleId);
  const rules = items.flatMap(({ rule }) => known?.rules.get(rule) ?? []);
  return {
    storeId: lead.storeId,
    ownerId,
    ownerName: (ownerId !== null && world.owners.get(ownerId)?.name) || NOBODY,
    vehicleId: lead.vehicleId,
    plate: known?.car?.plate ?? null,
    model: known?.car ? `${known.car.brand} ${known.car.model}` : '',
    class: rules[0]?.body.class ?? 'care',
    rules: [...new Map(rules.map((rule) => [rule.code, rule])).values()],
    kinds: [...new Set(rules.map(({ body }) => body.kind))],
    items,
    title: words.title,
    text: words.body,
  };
}

/** Reminders whose time has come and that nobody is told: why, and when they are looked at again. */
function heldRows(
  due: readonly CareItem[],
  { changes, moved }: ReturnType<typeof decideTelling>,
  world: Awaited<ReturnType<TellWorlds['of']>>,
  at: number,
): ForecastRow[] {
  const byId = new Map(changes.map((change) => [change.id, change]));
  const goneOn = new Set(moved);
  return due.flatMap((item) => {
    const change = byId.get(item.id);
    const why = change?.why ?? (goneOn.has(item.vehicleId) ? '到期日或规则已变化，会重新安排。' : null);
    if (why === null) return [];
    const rule = world.facts.get(item.vehicleId)?.rules.get(item.rule);
    const ownerId = world.people.get(item.vehicleId)?.[0]?.ownerId ?? null;
    const words = rule ? wordsOf(item, rule) : { title: '', body: '' };
    return [
      {
        ...rowOf([item], ownerId, world, { title: words.title, body: '' }),
        at,
        outcome: 'held' as const,
        channel: null,
        why,
        againAt: change?.notBefore !== undefined && change.notBefore > at ? change.notBefore : null,
      },
    ];
  });
}
