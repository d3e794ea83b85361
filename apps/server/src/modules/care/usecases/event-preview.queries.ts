import type { CareEvent, PreviewView } from '@cheban/contracts';
import { addDays, atShanghai, businessDate, shanghaiClock } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { EventOccasions, SendForecast } from '../../messaging/index.js';
import type { Store } from '../../store/index.js';
import type { CareRuleBody } from '../domain/care-rule.js';
import { sumPreview } from './preview-sum.js';
import { TellWorlds } from './tell-world.queries.js';

/** So many people are looked at one by one; of more, the split is scaled up from them. */
const LOOKED_AT = 300;

/**
 * Who would get the messages of a rule about something that happens: those for whom it stands already, or everybody
 * whom it would concern if it happened now. The room that plans such messages makes them, in the words of the draft.
 */
@Injectable()
export class EventPreview {
  constructor(
    private readonly occasions: EventOccasions,
    private readonly worlds: TellWorlds,
    private readonly sending: SendForecast,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(
    store: Store,
    body: CareRuleBody,
    event: CareEvent,
    days: number,
  ): Promise<Omit<PreviewView, 'problems' | 'approval'>> {
    const { now, from, to, occasions } = await this.ask(store, body, event, days);
    const { basis, plans, total } = occasions;
    const [{ facts, owners }, verdicts] = await Promise.all([
      this.worlds.ofMessages(plans, now),
      // Caps and the hour depend on the day it happens: here everybody has a place, at a decent hour.
      this.sending.send(
        plans.map((plan) => ({ ...plan, expiresAt: Number.MAX_SAFE_INTEGER })),
        atShanghai(addDays(from, 1), body.tellAt),
        { places: new Map(), spent: new Map() },
      ),
    ]);
    const looked = plans.map((plan, index) => {
      const car = plan.vehicleId === null ? null : facts.get(plan.vehicleId)?.car;
      return {
        messages: 1,
        ownerId: plan.ownerId,
        verdict: verdicts[index] ?? null,
        why: '',
        group: 'told' as const,
        sample: {
          ownerId: plan.ownerId,
          ownerName: owners.get(plan.ownerId)?.name || '未登记车主',
          vehicleId: plan.vehicleId,
          plate: car?.plate ?? null,
          model: car ? `${car.brand} ${car.model}` : '',
          on: businessDate(plan.notBefore),
          at: shanghaiClock(plan.notBefore),
          title: plan.title,
          text: plan.body,
        },
      };
    });
    const scale = plans.length === 0 ? 0 : total / plans.length;
    const byDay = new Map<string, number>();
    for (const { sample } of looked) byDay.set(sample.on, (byDay.get(sample.on) ?? 0) + 1);
    const sum = sumPreview(looked, { messages: scale, people: scale }, this.config.care.smsPriceFen, false);
    return {
      ...sum,
      from,
      to,
      basis,
      carsInAudience: new Set(plans.flatMap(({ vehicleId }) => vehicleId ?? [])).size,
      exact: total === plans.length,
      byDay: [...byDay]
        .map(([on, messages]) => ({ on, messages: Math.round(messages * scale) }))
        .sort((a, b) => (a.on < b.on ? -1 : 1)),
    };
  }

  /** People whom it would be told to in the days to come. */
  async people(store: Store, body: CareRuleBody, event: CareEvent, days: number): Promise<number> {
    const { plans, total } = (await this.ask(store, body, event, days)).occasions;
    const owners = new Set(plans.map(({ ownerId }) => ownerId)).size;
    return plans.length === 0 ? 0 : Math.round((owners * total) / plans.length);
  }

  private async ask(store: Store, body: CareRuleBody, event: CareEvent, days: number) {
    const now = this.clock.now();
    const from = this.clock.today();
    const to = addDays(from, days - 1);
    const occasions = await this.occasions.of(event, {
      storeId: store.id,
      // As if it were on: staff look before they switch it on.
      rule: { state: 'on', stateWhy: '', body },
      now,
      until: atShanghai(addDays(to, 1), '00:00'),
      most: LOOKED_AT,
    });
    return { now, from, to, occasions };
  }
}
