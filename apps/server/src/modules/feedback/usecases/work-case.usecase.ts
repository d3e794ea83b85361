import {
  type CaseCause,
  type CaseDetail,
  type CaseState,
  caseCauseLabel,
  caseStateLabel,
  type routes,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Photos } from '../../media/index.js';
import { Advisors } from '../../staff/index.js';
import { isReopening, mayMoveCase } from '../domain/case-lifecycle.js';
import { type CaseChange, CaseRepository, type ComplaintCase } from '../persistence/case.repository.js';
import { CaseQueries } from './case.queries.js';
import { OpenCase } from './open-case.usecase.js';
import { feedbackPhotos } from './visit-ratings.queries.js';

type StepBody = BodyOf<typeof routes.case.addStep>;

/** Writes a step of a complaint case; moves it on, closes it, opens it again, or gives it to somebody else. */
@Injectable()
export class WorkCase {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cases: CaseRepository,
    private readonly openCase: OpenCase,
    private readonly advisors: Advisors,
    private readonly photos: Photos,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly queries: CaseQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND, CASE.STATE, PHOTO.NOT_YOURS, or REQUEST.INVALID for a person who does not work in the store. */
  async run(actor: StaffActor, id: string, body: StepBody): Promise<CaseDetail> {
    return this.uow.run(async (tx) => {
      const found = await this.cases.lockById(tx, id);
      if (!found) throw notFound();
      ensureStore(actor, found.storeId);
      if (body.state !== undefined && found.state !== (body.seen ?? found.state))
        throw new AppError('CASE.STATE');
      const change: CaseChange = {
        ...(body.state === undefined ? {} : await this.moved(found, body.state, body.text)),
        ...(body.assigneeId === undefined ? {} : await this.assigned(found, body.assigneeId)),
      };
      if (Object.keys(change).length > 0) await this.cases.update(tx, id, change);
      const { text, state = null } = body;
      const stepId = await this.cases.addStep(tx, id, { staffId: actor.staffId, text, state });
      const uploader = { kind: 'staff', id: actor.staffId } as const;
      await this.photos.set(tx, { type: feedbackPhotos.step, id: stepId }, body.photoIds, uploader);
      await this.audit.write(tx, {
        actor,
        action: 'case.step',
        text: state === null ? '记录投诉处理过程' : `投诉单转为“${caseStateLabel[state]}”`,
        subjectId: id,
        storeId: found.storeId,
      });
      this.live.publish(tx, { topic: 'case', storeId: found.storeId, id, notice: null });
      return this.queries.detail(actor, id);
    });
  }

  /** Says what the case was about. Throws REQUEST.NOT_FOUND. */
  async setCauses(actor: StaffActor, id: string, causes: readonly CaseCause[]): Promise<CaseDetail> {
    return this.uow.run(async (tx) => {
      const found = await this.cases.lockById(tx, id);
      if (!found) throw notFound();
      ensureStore(actor, found.storeId);
      await this.cases.setCauses(tx, found, causes);
      const text = `投诉归因：${causes.map((cause) => caseCauseLabel[cause]).join('、') || '无'}`;
      await this.audit.write(tx, {
        actor,
        action: 'case.causes',
        text,
        subjectId: id,
        storeId: found.storeId,
      });
      return this.queries.detail(actor, id);
    });
  }

  private async moved(found: ComplaintCase, state: CaseState, text: string): Promise<CaseChange> {
    if (!mayMoveCase(found.state, state)) throw new AppError('CASE.STATE');
    const now = this.clock.now();
    if (state === 'closed') return { state, closedAt: now, closeReason: text };
    if (!isReopening(found.state, state)) return { state };
    const times = await this.openCase.clockOf(found.storeId, found.level, now);
    return { state, closedAt: null, closeReason: null, escalation: 0, ownerAnswer: null, ...times };
  }

  private async assigned(found: ComplaintCase, assigneeId: string): Promise<CaseChange> {
    await this.advisors.ensureColleague(assigneeId, found.storeId);
    return { assigneeId };
  }
}
