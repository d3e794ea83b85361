import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Photos } from '../../media/index.js';
import { QuoteRepository } from '../persistence/quote.repository.js';
import type { Visit } from '../persistence/visit.repository.js';
import { AnswerQuote } from './answer-quote.usecase.js';
import { KeepPromise } from './keep-promise.usecase.js';
import { visitPhotos } from './visit-extras.queries.js';

/** What the end of a visit settles: open questions, the promise, the papers. */
@Injectable()
export class SettleVisit {
  constructor(
    private readonly quotes: QuoteRepository,
    private readonly answers: AnswerQuote,
    private readonly promises: KeepPromise,
    private readonly photos: Photos,
  ) {}

  /** The caller holds the visit's lock; `now` in milliseconds. Throws PHOTO.NOT_YOURS. */
  async run(
    tx: Tx,
    actor: StaffActor,
    visit: Visit,
    documentIds: readonly string[],
    now: number,
  ): Promise<void> {
    for (const quote of await this.quotes.ofVisits([visit.id])) {
      if (quote.state !== 'waiting' || !(await this.quotes.end(tx, quote.id, 'lapsed'))) continue;
      await this.answers.putOff(tx, visit, quote, false);
    }
    await this.promises.settle(tx, visit, visit.readyAt ?? now);
    const uploader = { kind: 'staff', id: actor.staffId } as const;
    await this.photos.set(tx, { type: visitPhotos.document, id: visit.id }, documentIds, uploader);
  }
}
