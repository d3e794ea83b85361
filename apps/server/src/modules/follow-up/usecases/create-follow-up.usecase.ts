import type { CreateFollowUpBody, FollowUpDetail } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { FollowUpRepository } from '../persistence/follow-up.repository.js';
import { FollowUpQueries } from './follow-up.queries.js';
import { OpenFollowUp } from './open-follow-up.usecase.js';

/** A colleague plans a call by hand. */
@Injectable()
export class CreateFollowUp {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tasks: FollowUpRepository,
    private readonly open: OpenFollowUp,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly advisors: Advisors,
    private readonly audit: Audit,
    private readonly queries: FollowUpQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws STORE.NOT_FOUND, REQUEST.NOT_FOUND for an owner without a car in one's stores, VEHICLE.NOT_FOUND for a car
   * that is not theirs, REQUEST.INVALID for a time that has passed or a person of another store.
   */
  async run(actor: StaffActor, body: CreateFollowUpBody): Promise<FollowUpDetail> {
    const storeId = storeOf(actor, body.storeId);
    const cars = await this.vehicles.ofOwner(body.ownerId);
    if (!cars.some((car) => actor.storeIds.includes(car.storeId))) throw notFound();
    if (body.vehicleId !== null && !cars.some(({ id }) => id === body.vehicleId))
      throw new AppError('VEHICLE.NOT_FOUND');
    const dueAt = Date.parse(body.dueAt);
    if (dueAt <= this.clock.now()) throw invalidField('dueAt', '完成期限要晚于现在');
    const { assigneeId } = body;
    if (assigneeId !== null) await this.advisors.ensureColleague(assigneeId, storeId);
    return this.uow.run(async (tx) => {
      if (!(await this.owners.hold(tx, body.ownerId))) throw notFound();
      const id = await this.open.run(tx, {
        key: `by-hand:${this.tasks.newId()}`,
        kind: body.kind,
        storeId,
        ownerId: body.ownerId,
        vehicleId: body.vehicleId,
        subjectId: null,
        facts: {},
        title: body.title,
        script: body.script,
        why: `${actor.name}创建。`,
        from: this.clock.now(),
        dueAt,
        assigneeId,
      });
      if (id === null) throw new Error('A key that nobody can have had before');
      await this.audit.write(tx, {
        actor,
        action: 'follow-up.create',
        text: '创建电话任务',
        subjectId: id,
        storeId,
      });
      return this.queries.detail(actor, id);
    });
  }
}
