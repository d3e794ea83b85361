import type { routes, StaffVisitView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { BookingTransitions } from '../../booking/index.js';
import { Photos } from '../../media/index.js';
import { VehicleCare } from '../../vehicle/index.js';
import { type NewVisit, VisitRepository } from '../persistence/visit.repository.js';
import { CheckInPlan } from './check-in-plan.queries.js';
import { VisitQueries } from './visit.queries.js';
import { visitPhotos } from './visit-extras.queries.js';
import { VisitJournal } from './visit-journal.usecase.js';
import { WalkInPlace } from './walk-in-place.usecase.js';

/** Takes a car in (接车), booked or not, and promises when it will be done. */
@Injectable()
export class CheckIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plan: CheckInPlan,
    private readonly places: WalkInPlace,
    private readonly visits: VisitRepository,
    private readonly bookings: BookingTransitions,
    private readonly care: VehicleCare,
    private readonly photos: Photos,
    private readonly journal: VisitJournal,
    private readonly queries: VisitQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws STORE.NOT_FOUND, REQUEST.NOT_FOUND, VEHICLE.NOT_FOUND, BOOKING.STATE, VISIT.ALREADY_IN or
   * PHOTO.NOT_YOURS, and what `WalkInPlace` throws. An odometer reading that cannot be true is kept aside and does not stop the check-in; the
   * hand-over asks again.
   */
  async run(actor: StaffActor, body: BodyOf<typeof routes.workshop.checkIn>): Promise<StaffVisitView> {
    const storeId = storeOf(actor, body.storeId);
    return this.uow.run(async (tx) => {
      const planned = await this.plan.plan(actor, storeId, await this.places.take(actor, storeId, body));
      const visit = { ...planned, id: await this.insert(tx, planned) };
      if (visit.bookingId !== null) await this.bookings.markArrived(tx, visit.bookingId, visit.id);
      if (visit.mileageKm !== null) {
        const reading = { km: visit.mileageKm, on: this.clock.today(), source: 'visit' } as const;
        await this.care.recordReading(tx, visit.vehicleId, reading);
      }
      await this.photos.set(
        tx,
        { type: visitPhotos.checkIn, id: visit.id },
        visit.walkAround.map(({ photoId }) => photoId),
        { kind: 'staff', id: actor.staffId },
      );
      await this.journal.step(tx, visit, 'checked_in', actor.staffId);
      await this.journal.tell(tx, visit, 'visit.checked-in', { step: 'checked_in' });
      await this.journal.record(tx, actor, visit, 'visit.check-in', `接车：${visit.serviceName}`);
      await this.journal.show(tx, visit, '已接车');
      return this.queries.staffView(actor, visit.id);
    });
  }

  /** The unique keys decide: two people who check the same car in at once make one visit. */
  private async insert(tx: Tx, visit: NewVisit): Promise<string> {
    try {
      return await this.visits.insert(tx, visit);
    } catch (error) {
      if (isDuplicate(error)) throw new AppError('VISIT.ALREADY_IN');
      throw error;
    }
  }
}
