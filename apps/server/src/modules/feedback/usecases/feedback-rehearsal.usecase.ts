import type { routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor, StaffActor } from '../../../platform/auth/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { CaseRepository } from '../persistence/case.repository.js';
import { Improvements } from './improvements.usecase.js';
import { RateVisit } from './rate-visit.usecase.js';
import { WorkCase } from './work-case.usecase.js';

type Said = Omit<BodyOf<typeof routes.visit.rate>, 'photoIds'>;
type Step = Pick<BodyOf<typeof routes.case.addStep>, 'text' | 'state'>;

/**
 * Ratings and what is done about bad ones, by the ways that people take: for the demo group, whose past has to have
 * happened. All of it happens now, by a clock that the caller moves.
 */
@Injectable()
export class FeedbackRehearsal {
  constructor(
    private readonly ratings: RateVisit,
    private readonly cases: CaseRepository,
    private readonly work: WorkCase,
    private readonly improvements: Improvements,
  ) {}

  /** Returns the id of the complaint case that it opened, if it was that bad. Throws what a rating throws. */
  async rate(ownerId: string, visitId: string, said: Said): Promise<string | null> {
    const actor: OwnerActor = { kind: 'account', sessionId: '', accountId: '', ownerId, consented: true };
    await this.ratings.run(actor, visitId, { ...said, photoIds: [] });
    const [newest] = await this.cases.ofOwner(ownerId, 1);
    return newest?.visitId === visitId ? newest.id : null;
  }

  /** Throws what a step of a case throws. */
  async step(actor: StaffActor, caseId: string, step: Step): Promise<void> {
    await this.work.run(actor, caseId, { ...step, photoIds: [] });
  }

  /** Throws what an improvement throws. */
  async improve(actor: StaffActor, plan: BodyOf<typeof routes.improvement.create>): Promise<void> {
    await this.improvements.create(actor, plan);
  }
}
