import { DAY_MS, deferOutOfQuietHours, type Instant, sayDate } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type StoredEvent } from '../../../platform/outbox/index.js';
import { type EventRule, EventRules, type MessagePlan, Messages, sayStage } from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { describeDue, VehicleDirectory } from '../../vehicle/index.js';
import { RatingReader, type Visit, VisitReader } from '../../workshop/index.js';
import { sayTime } from '../domain/say-time.js';
import { plainThanks, ratingInvitationAt, ratingReminder, sayThanks } from '../domain/visit-notices.js';

/** Days in which thanks, or the reminder after them, may still be sent. */
const VALID_DAYS = 7;

/**
 * After a visit: one message that thanks, says what was done and what comes next, and asks for a rating. Who has given
 * a rating not long ago is thanked without being asked; a rating that nobody gives is asked for once more.
 */
@Injectable()
export class VisitThanks implements EventConsumer {
  readonly name = 'notification.visit-thanks';
  readonly types = ['visit.handed-over'];

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

  async handle(tx: Tx, event: StoredEvent): Promise<void> {
    const { visitId } = event.payload as { visitId: string };
    const visit = await this.visits.findById(visitId);
    if (!visit || visit.ownerId === null) return;
    const rule = await this.rules.on(visit.storeId, 'visit');
    if (rule)
      await this.messages.planMany(tx, await this.plansOf({ ...visit, ownerId: visit.ownerId }, rule));
  }

  /** Thanks by a rule, and the reminder after them, as if the car were handed over now. */
  async plansOf(visit: Visit & { ownerId: string }, rule: EventRule): Promise<MessagePlan[]> {
    const now = this.clock.now();
    const at = ratingInvitationAt(now, this.config.demo, this.config.quietHours);
    const [store, why, asks] = await Promise.all([
      this.stores.findById(visit.storeId),
      this.why(visit),
      this.mayAsk(visit.ownerId, now),
    ]);
    const names = { store: store?.name ?? '门店', phone: store?.phone ?? '' };
    const common = {
      storeId: visit.storeId,
      ownerId: visit.ownerId,
      vehicleId: visit.vehicleId,
      class: 'service' as const,
      subjectType: 'visit',
      subjectId: visit.id,
      channels: rule.body.channels,
      words: { store: names.store, time: sayTime(visit.handedOverAt ?? now), service: visit.serviceName },
    };
    const ratingPage = `subpackages/rating/create/index?visitId=${visit.id}`;
    const stage = rule.body.stages[0];
    const plans: MessagePlan[] = [
      {
        ...common,
        ...(asks && stage ? sayStage(stage, { why, ...names }) : plainThanks(why, names.phone)),
        kind: 'visit_thanks',
        dedupeKey: `visit:${visit.id}:thanks`,
        page: asks ? ratingPage : `subpackages/visit/detail/index?id=${visit.id}`,
        actionLabel: asks ? rule.body.actionLabel : '查看报告',
        // Plain thanks are no reason for a phone to ring: they stand in the inbox.
        channels: asks ? rule.body.channels : [],
        notBefore: at,
        expiresAt: at + VALID_DAYS * DAY_MS,
      },
    ];
    if (asks && this.config.rating.reminderDays > 0) {
      const again = this.reminderAt(at);
      plans.push({
        ...common,
        ...ratingReminder(names.store, visit.serviceName),
        kind: 'rating_reminder',
        dedupeKey: `visit:${visit.id}:rating_reminder`,
        page: ratingPage,
        actionLabel: '去评价',
        notBefore: again,
        expiresAt: again + VALID_DAYS * DAY_MS,
      });
    }
    return plans;
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
