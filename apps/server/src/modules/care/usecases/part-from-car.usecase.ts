import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { BookingReader } from '../../booking/index.js';
import { type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { VisitReader } from '../../workshop/index.js';
import { ReshapePlan } from './reshape-plan.usecase.js';

/** An owner who has sold a car says so in the garage: nobody should have to wait for a reminder to answer it. */
@Injectable()
export class PartFromCar {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly vehicles: VehicleDirectory,
    private readonly bookings: BookingReader,
    private readonly visits: VisitReader,
    private readonly plan: ReshapePlan,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Throws VEHICLE.NOT_FOUND (foreign, missing or parted from), VEHICLE.EXPECTED while this person's booking or visit is open. */
  async run(actor: OwnerActor, vehicleId: string): Promise<void> {
    const car = await this.vehicles.ofOwnerById(actor.ownerId, vehicleId);
    if (!car) throw new AppError('VEHICLE.NOT_FOUND');
    await this.uow.run(async (tx) => {
      const ended = await this.part(tx, actor.ownerId, car);
      if (ended)
        await this.outbox.append(tx, {
          type: 'care.answered',
          storeId: car.storeId,
          payload: { vehicleId: car.id, ownerId: actor.ownerId, rule: 'service', answer: 'sold' },
        });
      await this.audit.write(tx, {
        actor,
        action: 'vehicle.part',
        text: '车主告知车已卖出，移出车库',
        subjectId: car.id,
        storeId: car.storeId,
      });
    });
  }

  /**
   * The same by a message's answer. Throws VEHICLE.EXPECTED.
   * @returns whether the car's plan has ended
   */
  async part(tx: Tx, ownerId: string, car: Vehicle): Promise<boolean> {
    // A booking that is being written is seen below; one that comes later finds no car.
    await this.vehicles.lockTies(tx, ownerId);
    const open = await Promise.all([
      this.bookings.openOfVehicles([car.id]),
      this.visits.openOfVehicles([car.id]),
    ]);
    if (open.flat().some((expected) => expected.ownerId === ownerId)) throw new AppError('VEHICLE.EXPECTED');
    return this.plan.sold(tx, ownerId, car);
  }
}
