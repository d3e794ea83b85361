import { DAY_MS, deferOutOfQuietHours, type Instant, sayDate } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import {
  type EventRuleSet,
  EventRules,
  type MessagePlan,
  Messages,
  ruleOn,
  sayStage,
} from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { describeDue, VehicleDirectory } from '../../vehicle/index.js';
import { RatingReader, type Visit, VisitReader } from '../../workshop/index.js';
import { sayTime } from '../domain/say-time.js';
import { ratingInvitationAt, sayThanks } from '../domain/visit-notices.js';
import { aboutVisit, visitPage } from './about-visit.js';

/** Days in which thanks, or the reminder after them, may still be sent. */
const VALID_DAYS = 7;

/**
 * After a visit: one message that thanks, says what was done and what comes next, and asks for a rating. Who has given
 * a rating not long ago is thanked without being asked; a rating that nobody gives is asked for once more.
 */
@Injectable()
export class VisitThanks implements EventConsumer {
  readonly name = 'notification.visit-thanks';
  readonly types = ['visit.handed-over'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly messages: Messages,
    private readonly visits: VisitReader,
    private readonly ratings: RatingReader,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly rules: EventRules,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<VisitThanks>): Promise<void> {
    const visit = await this.visits.findById(event.payload.visitId);
    if (!visit || visit.ownerId === null) return;
    const rules = await this.rules.of(visit.storeId);
    await this.messages.planMany(tx, await this.plansOf({ ...visit, ownerId: visit.ownerId }, rules));
  }

  /**
   * Thanks by the rules, and the reminder after them, as if the car were handed over now. A rule that is off, or not among
   * them, says nothing.
   */
  async plansOf(visit: Visit & { ownerId: string }, rules: EventRuleSet): Promise<MessagePlan[]> {
    const now = this.clock.now();
    const at = ratingInvitationAt(now, this.config.demo, this.config.quietHours);
    const [store, why, asks] = await Promise.all([
      this.stores.findById(visit.storeId),
      this.why(visit),
      this.mayAsk(visit.ownerId, now),
    ]);
    const facts = {
      why,
      service: visit.serviceName,
      store: store?.name ?? '门店',
      phone: store?.phone ?? '',
    };
    const again = this.reminderAt(at);
    const ratingPage = `subpackages/rating/create/index?visitId=${visit.id}`;
    const moments = [
      { event: 'visit', kind: 'visit_thanks', when: asks, key: 'thanks', page: ratingPage, at },
      {
        event: 'visit_thanked',
        kind: 'visit_thanked',
        when: !asks,
        key: 'thanks',
        page: visitPage(visit),
        at,
      },
      {
        event: 'rating_reminder',
        kind: 'rating_reminder',
        when: asks && this.config.rating.reminderDays > 0,
        key: 'rating_reminder',
        page: ratingPage,
        at: again,
      },
    ] as const;
    return moments.flatMap(({ event, kind, when, key, page, at: notBefore }) => {
      const rule = when ? ruleOn(rules, event) : null;
      return (rule?.body.stages ?? []).slice(0, 1).map((stage) => ({
        ...sayStage(stage, facts),
        ...aboutVisit(visit, visit.ownerId),
        dedupeKey: `visit:${visit.id}:${key}`,
        kind,
        words: { store: facts.store, time: sayTime(visit.handedOverAt ?? now), service: visit.serviceName },
        page,
        actionLabel: rule?.body.actionLabel ?? null,
        channels: rule?.body.channels ?? [],
        notBefore,
        expiresAt: notBefore + VALID_DAYS * DAY_MS,
      }));
    });
  }

  private async why(visit: Visit): Promise<string> {
    const [orders, car, store] = await Promise.all([
      this.visits.ordersOf([visit.id]),
      this.vehicles.findById(visit.vehicleId),
      this.stores.findById(visit.storeId),
    ]);
    const today = this.clock.today();
    const due = car ? describeDue(car, today) : null;
    return sayThanks(store?.name ?? '门店', {
      serviceName: visit.serviceName,
      lines: orders.get(visit.id)?.lines.map(({ name }) => name) ?? [],
      next: due && due.dueOn > today ? `下次${due.title}预计 ${sayDate(due.dueOn, today)}` : '',
    });
  }

  /** Nobody is asked again soon after an answer: people tire of questions. */
  private async mayAsk(ownerId: string, now: Instant): Promise<boolean> {
    const { pauseDays } = this.config.rating;
    const last = pauseDays === 0 ? null : await this.ratings.lastOf(ownerId);
    return last === null || last <= now - pauseDays * DAY_MS;
  }

  private reminderAt(at: Instant): Instant {
    return deferOutOfQuietHours(at + this.config.rating.reminderDays * DAY_MS, this.config.quietHours);
  }
}
