import { type CareStory, type MessageState, messageKindLabel, type routes } from '@cheban/contracts';
import { addDays, atShanghai, businessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { DeliveryLog, Wishes } from '../../messaging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { RULE_TEST } from '../domain/care-stops.js';
import { ForecastRepository } from '../persistence/forecast.repository.js';
import { CarPeople } from './car-people.queries.js';
import { CareForecast } from './care-forecast.queries.js';
import { wordsOf } from './care-message.js';
import { RuleBook } from './rule-book.js';
import { TellWorlds } from './tell-world.queries.js';

type View = ViewOf<(typeof routes)['careCalendar']['why']>;

const NOT_BOUND = '车主尚未在微信绑定，只能电话联系；绑定后到期的提醒会立即送达。';
const PAST = 100;
const COMING_DAYS = 60;
const outcomes: Record<string, CareStory['outcome']> = {
  planned: 'held',
  held: 'held',
  told: 'told',
  stopped: 'stopped',
  missed: 'missed',
};
/** What became of a message tells more than that it was made. */
const outcomeOf: Record<MessageState, CareStory['outcome']> = {
  planned: 'held',
  held: 'held',
  sending: 'held',
  accepted: 'told',
  delivered: 'told',
  failed: 'failed',
  suppressed: 'stopped',
  expired: 'missed',
  unknown: 'unknown',
};
type Sent = Awaited<ReturnType<DeliveryLog['settledOf']>>[number];

/**
 * "Why did I (not) get this?": all that one owner was told or not, by rules, by campaigns and by hand, and what comes,
 * each with its reason.
 */
@Injectable()
export class CareWhy {
  constructor(
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly items: ForecastRepository,
    private readonly forecast: CareForecast,
    private readonly people: CarPeople,
    private readonly messages: DeliveryLog,
    private readonly wishes: Wishes,
    private readonly worlds: TellWorlds,
    private readonly book: RuleBook,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND for somebody without a car in the actor's stores. */
  async run(actor: StaffActor, ownerId: string): Promise<View> {
    const owner = await this.owners.findById(ownerId);
    const cars = (await this.vehicles.ofOwner(ownerId)).filter(({ storeId }) =>
      actor.storeIds.includes(storeId),
    );
    if (!owner || cars.length === 0) throw notFound();
    const vehicleIds = cars.map(({ id }) => id);
    const carOf = new Map(cars.map((car) => [car.id, car]));
    const end = atShanghai(addDays(this.clock.today(), COMING_DAYS + 1), '00:00');
    const [past, settled, coming, people, table, wishes] = await Promise.all([
      this.items.past(vehicleIds, PAST),
      this.messages.settledOf(ownerId, actor.storeIds, PAST),
      this.forecast.until({ vehicleIds, ownerIds: [ownerId] }, end),
      this.people.of(vehicleIds),
      this.book.fresh(),
      this.wishes.of([ownerId]),
    ]);
    const messages = await this.messages.byIds(past.flatMap(({ messageId }) => messageId ?? []));
    const others = await this.others(
      settled.filter(({ id }) => !messages.has(id)),
      carOf,
    );
    const me = [...people.values()].flat().find((person) => person.ownerId === ownerId);
    const reminders = past.map((item): CareStory => {
      const rule = table.forStore(item.storeId).get(item.rule);
      const message = item.messageId === null ? undefined : messages.get(item.messageId);
      const words = rule ? wordsOf(item, rule) : { title: '' };
      const outcome = outcomes[item.state] ?? 'held';
      return {
        ...saidOf(carOf.get(item.vehicleId), message),
        at: toDate(message?.sentAt ?? item.notBefore).toISOString(),
        code: item.rule,
        rule: rule?.body.name ?? item.rule,
        stage: item.stage,
        dueOn: item.dueOn,
        outcome: outcome === 'told' && message ? outcomeOf[message.state] : outcome,
        title: message?.title ?? words.title,
        why: message?.why || item.why,
      };
    });
    return {
      notes: [...(me && !me.bound ? [NOT_BOUND] : []), ...wishes.notes(ownerId, this.clock.now())],
      past: [...reminders, ...others].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, PAST),
      coming: coming.flatMap((row) => {
        const [lead] = row.items;
        const [rule] = row.rules;
        const code = lead?.rule ?? rule?.code;
        if (code === undefined) return [];
        return [
          {
            at: toDate(row.at).toISOString(),
            code,
            rule: row.rules.map(({ body }) => body.name).join('、') || code,
            plate: row.plate,
            model: row.model,
            stage: lead?.stage ?? 0,
            dueOn: lead?.dueOn ?? businessDate(row.at),
            outcome: row.outcome === 'told' ? 'coming' : row.againAt === null ? 'stopped' : 'held',
            title: row.title || rule?.body.name || '',
            text: row.text,
            channel: row.channel,
            messageId: lead?.messageId ?? null,
            state: null,
            why: row.why,
          },
        ];
      }),
    };
  }

  /** Messages of other rooms and of people, as stories; one that a rule lent its words to has its name. */
  private async others(sent: readonly Sent[], cars: ReadonlyMap<string, Vehicle>): Promise<CareStory[]> {
    const { ruleOf } = await this.worlds.ofMessages(sent, this.clock.now());
    return sent.map((message) => {
      const test = message.subjectType === RULE_TEST;
      const rule = test ? undefined : ruleOf(message);
      const at = message.sentAt ?? message.notBefore;
      const name = rule?.body.name ?? messageKindLabel[message.kind];
      return {
        ...saidOf(message.vehicleId === null ? undefined : cars.get(message.vehicleId), message),
        at: toDate(at).toISOString(),
        code: rule?.code ?? null,
        rule: test ? `${name}（测试）` : message.again ? `${name}（人工补发）` : name,
        stage: 0,
        dueOn: businessDate(at),
        outcome: outcomeOf[message.state],
        title: message.title,
        why: message.why,
      };
    });
  }
}

const saidOf = (car: Vehicle | undefined, message: Omit<Sent, 'again'> | undefined) => ({
  plate: car?.plate ?? null,
  model: car ? `${car.brand} ${car.model}` : '',
  text: message?.body ?? '',
  channel: message?.channel ?? null,
  messageId: message?.id ?? null,
  state: message?.state ?? null,
});
