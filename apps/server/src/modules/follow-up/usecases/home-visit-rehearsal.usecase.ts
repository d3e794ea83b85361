import type { TalkAnswers } from '@cheban/contracts';
import { atShanghai, HOUR_MS, monthStart } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { FollowUpQueries } from './follow-up.queries.js';
import { PlanHomeVisits } from './plan-home-visits.usecase.js';
import { WorkFollowUp } from './work-follow-up.usecase.js';

/** A visit is held so long after the morning that it was planned for. */
const HELD_AFTER_MS = 6 * HOUR_MS;

/**
 * Plays the home visits of the month up to now, by the ways that people take, on a clock that the caller moves: for the
 * demo group, whose past has to have happened.
 */
@Injectable()
export class HomeVisitRehearsal {
  constructor(
    private readonly homeVisits: PlanHomeVisits,
    private readonly work: WorkFollowUp,
    private readonly queries: FollowUpQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * `said`: what the owners answer, in the order of their visits; there are no more visits than answers. `moveTo` makes it
   * an instant (milliseconds), never one to come. Does nothing where a visit was tried before.
   */
  async play(
    { storeId, said }: { readonly storeId: string; readonly said: readonly TalkAnswers[] },
    moveTo: (instant: number) => void,
  ): Promise<void> {
    const now = this.clock.now();
    const begin = atShanghai(monthStart(this.clock.today()), '08:30');
    if (begin >= now) return;
    moveTo(begin);
    await this.homeVisits.run();
    const reader: StaffActor = {
      kind: 'staff',
      sessionId: '',
      staffId: '',
      name: '',
      role: 'manager',
      storeIds: [storeId],
    };
    const { items } = await this.queries.list(reader, {
      page: 1,
      pageSize: 100,
      storeId,
      kind: 'home_visit',
      state: 'all',
    });
    if (items.some(({ attempts }) => attempts > 0)) return;
    const visits = items.sort((a, b) => a.nextAt.localeCompare(b.nextAt));
    for (const [index, answers] of said.entries()) {
      const visit = visits[index];
      const at = visit ? Date.parse(visit.nextAt) + HELD_AFTER_MS : now;
      if (!visit?.assigneeId || at >= now) return;
      moveTo(at);
      const actor: StaffActor = {
        ...reader,
        staffId: visit.assigneeId,
        name: visit.assigneeName ?? '',
        role: 'advisor',
      };
      await this.work.attempt(actor, visit.id, { outcome: 'met', seen: 0, note: '', answers });
    }
  }
}
