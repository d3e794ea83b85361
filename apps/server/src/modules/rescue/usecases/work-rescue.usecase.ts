import { type RescueState, rescueStateLabel, type routes, type StaffRescueView } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { mayMoveRescue } from '../domain/rescue-lifecycle.js';
import { type RescueCall, type RescueChange, RescueRepository } from '../persistence/rescue.repository.js';
import { RescueViews } from './rescue-views.queries.js';

type MoveBody = BodyOf<(typeof routes)['staffRescue']['move']>;

/** Staff take a call for help, set out, arrive, finish or cancel; whoever comes second is told so. */
@Injectable()
export class WorkRescue {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: RescueRepository,
    private readonly views: RescueViews,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND. */
  async detail(actor: StaffActor, id: string): Promise<StaffRescueView> {
    return this.views.oneForStaff(this.here(actor, await this.repository.findById(id)));
  }

  /** Throws REQUEST.NOT_FOUND, or RESCUE.STATE if it has moved on meanwhile. */
  move(actor: StaffActor, id: string, body: MoveBody): Promise<StaffRescueView> {
    return this.uow.run(async (tx) => {
      const call = this.here(actor, await this.repository.lockById(tx, id));
      const { to, seen, note } = body;
      if (call.state !== seen || !mayMoveRescue(call.state, to)) throw new AppError('RESCUE.STATE');
      const etaAt = this.etaOf(to, body);
      await this.repository.move(tx, id, to, this.changeOf(actor, body, etaAt));
      await this.repository.addStep(tx, id, {
        state: to,
        staffId: actor.staffId,
        etaAt: etaAt ?? null,
        note,
      });
      const { storeId } = call;
      await this.outbox.append(tx, { type: 'rescue.moved', storeId, payload: { rescueId: id, state: to } });
      const text = `救援转为“${rescueStateLabel[to]}”`;
      await this.audit.write(tx, { actor, action: 'rescue.move', text, subjectId: id, storeId });
      this.live.publish(tx, { topic: 'rescue', storeId, id, notice: null });
      return this.detail(actor, id);
    });
  }

  private etaOf(to: RescueState, { etaMinutes }: MoveBody): number | undefined {
    const speaks = to === 'accepted' || to === 'on_the_way';
    return speaks && etaMinutes !== undefined ? this.clock.now() + etaMinutes * MINUTE_MS : undefined;
  }

  private changeOf(actor: StaffActor, body: MoveBody, etaAt: number | undefined): RescueChange {
    const { to, helper, note, costFen } = body;
    return {
      ...(to === 'accepted' ? { takenBy: actor.staffId } : {}),
      ...(etaAt === undefined ? {} : { etaAt }),
      ...(helper === undefined ? {} : { helper }),
      ...(to === 'done' && costFen !== undefined ? { costFen } : {}),
      ...(to === 'cancelled' ? { cancelledBy: 'staff' as const, reason: note } : {}),
    };
  }

  private here(actor: StaffActor, call: RescueCall | null): RescueCall {
    if (!call) throw notFound();
    ensureStore(actor, call.storeId);
    return call;
  }
}
