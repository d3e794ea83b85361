import type { CareEvent, MessageKind } from '@cheban/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventRules, MessageChecks } from '../../messaging/index.js';
import { RatingReader, VisitReader } from '../../workshop/index.js';
import { whyVisitNoticeEnded } from '../domain/visit-notices.js';

/** Kinds of messages about a visit, and the rules that say them. */
const rules = {
  visit_checked_in: 'visit_checked_in',
  visit_progress: 'visit_progress',
  visit_delayed: 'visit_delayed',
  visit_ready: 'visit_ready',
  visit_quote: 'visit_quote',
  rating_invitation: 'visit',
  rating_reminder: 'rating_reminder',
  visit_thanks: 'visit',
  visit_thanked: 'visit_thanked',
} as const satisfies Partial<Record<MessageKind, CareEvent>>;
const kinds = Object.keys(rules) as (keyof typeof rules)[];

/** Says at send time whether a message about a visit is still true, and whether its rule is still on. */
@Injectable()
export class VisitChecks implements OnModuleInit {
  constructor(
    private readonly checks: MessageChecks,
    private readonly visits: VisitReader,
    private readonly ratings: RatingReader,
    private readonly rules: EventRules,
  ) {}

  onModuleInit(): void {
    for (const kind of kinds) {
      this.checks.register(kind, async (message) => {
        const id = message.subjectId ?? '';
        const asks = kind === 'rating_invitation' || kind === 'rating_reminder';
        const rated = asks && (await this.ratings.ofVisits([id])).has(id);
        const answered = kind === 'visit_quote' && !(await this.visits.isAsking(id));
        const visit = await this.visits.findById(id);
        return (
          whyVisitNoticeEnded(kind, message.words.time, visit, rated, answered) ??
          this.rules.whyNot(message.storeId, rules[kind])
        );
      });
    }
  }
}
