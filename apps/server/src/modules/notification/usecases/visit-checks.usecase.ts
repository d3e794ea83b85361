import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageChecks } from '../../messaging/index.js';
import { RatingReader, VisitReader } from '../../workshop/index.js';
import { whyVisitNoticeEnded } from '../domain/visit-notices.js';

const kinds = [
  'visit_checked_in',
  'visit_progress',
  'visit_delayed',
  'visit_ready',
  'visit_quote',
  'rating_invitation',
  'rating_reminder',
  'visit_thanks',
] as const;

/** Says at send time whether a message about a visit is still true. */
@Injectable()
export class VisitChecks implements OnModuleInit {
  constructor(
    private readonly checks: MessageChecks,
    private readonly visits: VisitReader,
    private readonly ratings: RatingReader,
  ) {}

  onModuleInit(): void {
    for (const kind of kinds) {
      this.checks.register(kind, async (message) => {
        const id = message.subjectId ?? '';
        const asks = kind === 'rating_invitation' || kind === 'rating_reminder';
        const rated = asks && (await this.ratings.ofVisits([id])).has(id);
        const answered = kind === 'visit_quote' && !(await this.visits.isAsking(id));
        const visit = await this.visits.findById(id);
        return whyVisitNoticeEnded(kind, message.words.time, visit, rated, answered);
      });
    }
  }
}
