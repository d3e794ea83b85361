import type { Channel } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { newId, UnitOfWork } from '../../../platform/database/index.js';
import { capOf, passGates } from '../domain/gates.js';
import { pairKey } from '../persistence/credit.repository.js';
import type { Message } from '../persistence/message.mapper.js';
import { WishRepository } from '../persistence/wish.repository.js';
import type { MessagePlan } from './messages.usecase.js';
import { inboxOnly, wentBy } from './prepare-sending.usecase.js';
import { type Reach, ReachQueries } from './reach.queries.js';

/** What would become of a message. */
export type SendVerdict =
  | { readonly do: 'send'; readonly channel: Channel; readonly why: string }
  /** `until` null: until somebody mends what keeps it. */
  | { readonly do: 'hold'; readonly until: number | null; readonly why: string }
  | { readonly do: 'end'; readonly why: string };

/** What earlier messages of the same forecast have used up: places under caps, and credits. */
export interface ForecastState {
  /** `owner period` → places taken. */
  readonly places: Map<string, number>;
  /** Account and template → credits. */
  readonly spent: Map<string, number>;
}

/**
 * Says what would become of messages at an instant to come, by the gates, caps and channels that really send them.
 * Writes nothing. The files are read as they are now.
 */
@Injectable()
export class SendForecast {
  constructor(
    private readonly reach: ReachQueries,
    private readonly wishes: WishRepository,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The places that owners have taken already, in any period that is not over. */
  async start(ownerIds: readonly string[]): Promise<ForecastState> {
    const state: ForecastState = { places: new Map(), spent: new Map() };
    if (ownerIds.length === 0) return state;
    const rows = await this.uow.read<{ owner_id: string; period: string; n: string }>(
      'SELECT owner_id, period, COUNT(*) AS n FROM message_cap WHERE owner_id IN (?) GROUP BY owner_id, period',
      [[...new Set(ownerIds)]],
    );
    for (const { owner_id, period, n } of rows) state.places.set(`${owner_id} ${period}`, Number(n));
    return state;
  }

  /** Sends in thought, in the order given, at one instant; a verdict for each. */
  async send(plans: readonly MessagePlan[], now: number, state: ForecastState): Promise<SendVerdict[]> {
    const verdicts = new Map<number, SendVerdict>();
    let rest = plans.map((plan, index) => ({ index, message: this.asMessage(plan) }));
    const wishes = await this.wishes.of(plans.map(({ ownerId }) => ownerId));
    // One message of a person at a time: each may use up the credit or the place that the next one counts on.
    while (rest.length > 0) {
      const seen = new Set<string>();
      const turn = rest.filter(({ message }) => !seen.has(message.ownerId) && seen.add(message.ownerId));
      const taken = new Set(turn);
      rest = rest.filter((one) => !taken.has(one));
      const reach = await this.reach.of(
        turn.map(({ message }) => message),
        now,
        { spent: state.spent, wishes },
      );
      for (const { index, message } of turn) {
        const gate = passGates({
          class: message.class,
          expiresAt: message.expiresAt,
          now,
          untrue: null,
          refused: wishes.refusal(message),
          leaving: wishes.waitsForLeaving(message),
          quiet: this.config.quietHours,
        });
        verdicts.set(index, this.judge(message, gate, reach.get(message.id), now, state));
      }
    }
    return plans.map((_, index) => verdicts.get(index) ?? { do: 'end', why: '' });
  }

  private judge(
    message: Message,
    gate: ReturnType<typeof passGates>,
    reach: Reach | undefined,
    now: number,
    state: ForecastState,
  ): SendVerdict {
    if (gate.do === 'hold') return { do: 'hold', until: gate.until, why: gate.why };
    if (gate.do === 'end') return { do: 'end', why: gate.why };
    const cap = capOf(message.class, now, this.config.quietHours);
    if (cap !== null) {
      const key = `${message.ownerId} ${cap.period}`;
      const places = state.places.get(key) ?? 0;
      if (places >= cap.limit)
        return { do: 'hold', until: Math.min(cap.nextAt, message.expiresAt), why: cap.why };
      state.places.set(key, places + 1);
    }
    const route = reach?.routes[0];
    if (!route) {
      if (reach?.wait) {
        const { until, why, waitsFor } = reach.wait;
        return { do: 'hold', until: waitsFor === 'template' ? null : until, why };
      }
      return { do: 'send', channel: 'inbox', why: inboxOnly(reach?.missing ?? [], now).why ?? '' };
    }
    if (route.channel === 'subscribe')
      state.spent.set(pairKey(route), (state.spent.get(pairKey(route)) ?? 0) + 1);
    return { do: 'send', channel: route.channel, why: wentBy(route.channel, reach?.missing ?? []) };
  }

  private asMessage(plan: MessagePlan): Message {
    const { dedupeKey: _, ...said } = plan;
    return {
      ...said,
      channels: plan.channels ?? null,
      id: newId(this.clock),
      state: 'planned',
      channel: null,
      accountId: null,
      why: '',
      attempts: 0,
      claimUntil: null,
      providerId: null,
      sentAt: null,
      readAt: null,
      createdAt: this.clock.now(),
    } as Message;
  }
}
