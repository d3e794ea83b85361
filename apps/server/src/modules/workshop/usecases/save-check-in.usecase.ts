import type { routes, StaffVisitView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { VisitRepository } from '../persistence/visit.repository.js';
import { VisitQueries } from './visit.queries.js';
import { VisitDesk } from './visit-desk.queries.js';
import { visitPhotos } from './visit-extras.queries.js';
import { VisitJournal } from './visit-journal.usecase.js';

/** Completes or corrects the check-in record (接车单) while the work has not begun. */
@Injectable()
export class SaveCheckIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: VisitDesk,
    private readonly visits: VisitRepository,
    private readonly photos: Photos,
    private readonly journal: VisitJournal,
    private readonly queries: VisitQueries,
  ) {}

  /** Throws REQUEST.NOT_FOUND, VISIT.LOCKED, VISIT.STATE once the work has begun, or PHOTO.NOT_YOURS. */
  async run(
    actor: StaffActor,
    id: string,
    body: BodyOf<typeof routes.workshop.saveCheckIn>,
  ): Promise<StaffVisitView> {
    return this.uow.run(async (tx) => {
      const visit = await this.desk.take(tx, actor, id);
      if (visit.step !== 'checked_in') throw new AppError('VISIT.STATE');
      const { fuelEighths, belongings, ownerWords, fault, walkAround } = body;
      await this.visits.update(tx, id, {
        ...(fuelEighths === undefined ? {} : { fuelEighths }),
        ...(belongings === undefined ? {} : { belongings }),
        ...(ownerWords === undefined ? {} : { ownerWords }),
        ...(fault === undefined ? {} : { fault }),
        ...(walkAround === undefined ? {} : { walkAround }),
      });
      if (walkAround !== undefined) {
        const photoIds = walkAround.map(({ photoId }) => photoId);
        const uploader = { kind: 'staff', id: actor.staffId } as const;
        await this.photos.set(tx, { type: visitPhotos.checkIn, id }, photoIds, uploader);
      }
      await this.journal.record(tx, actor, visit, 'visit.save-check-in', '修改了接车单');
      await this.journal.show(tx, visit, null);
      return this.queries.staffView(actor, id);
    });
  }
}
