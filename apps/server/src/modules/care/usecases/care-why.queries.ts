import { type CareStory, type routes } from '@cheban/contracts';
import { addDays, atShanghai, businessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { OpenMessages } from '../../messaging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { ForecastRepository } from '../persistence/forecast.repository.js';
import { CarPeople } from './car-people.queries.js';
import { CareForecast } from './care-forecast.queries.js';
import { wordsOf } from './care-message.js';
import { RuleBook } from './rule-book.js';

type View = ViewOf<(typeof routes)['careCalendar']['why']>;

const PAST = 100;
const COMING_DAYS = 60;
const outcomes: Record<string, CareStory['outcome']> = {
  planned: 'held',
  held: 'held',
  told: 'told',
  stopped: 'stopped',
  missed: 'missed',
};

/** "Why did I (not) get this?": one owner's reminders, past and to come, each with its reason. */
@Injectable()
export class CareWhy {
  constructor(
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly items: ForecastRepository,
    private readonly forecast: CareForecast,
    private readonly people: CarPeople,
    private readonly messages: OpenMessages,
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
    const [past, coming, people, table] = await Promise.all([
      this.items.past(vehicleIds, PAST),
      this.forecast.until({ vehicleIds, ownerIds: [ownerId] }, end),
      this.people.of(vehicleIds),
      this.book.fresh(),
    ]);
    const messages = await this.messages.outcomes(past.flatMap(({ messageId }) => messageId ?? []));
    const me = [...people.values()].flat().find((person) => person.ownerId === ownerId);
    return {
      notes: me && !me.bound ? ['车主尚未在微信绑定，只能电话联系；绑定后到期的提醒会立即送达。'] : [],
      past: past.map((item) => {
        const rule = table.forStore(item.storeId).get(item.rule);
        const car = carOf.get(item.vehicleId);
        const message = item.messageId === null ? undefined : messages.get(item.messageId);
        const words = rule ? wordsOf(item, rule) : { title: '' };
        return {
          at: toDate(message?.sentAt ?? item.notBefore).toISOString(),
          code: item.rule,
          rule: rule?.body.name ?? item.rule,
          plate: car?.plate ?? null,
          model: car ? `${car.brand} ${car.model}` : '',
          stage: item.stage,
          dueOn: item.dueOn,
          outcome: outcomes[item.state] ?? 'held',
          title: message?.title ?? words.title,
          text: message?.body ?? '',
          channel: message?.channel ?? null,
          messageId: message?.id ?? null,
          state: message?.state ?? null,
          why: message?.why || item.why,
        };
      }),
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
            outcome: row.outcome === 'told' ? ('coming' as const) : ('held' as const),
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
}
