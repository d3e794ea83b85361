import type { FollowUpDetail } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { BookingReader } from '../../booking/index.js';
import { Wishes } from '../../messaging/index.js';
import { type Owner, OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { describeDue, describeTiles, type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { addressOf, scriptOf } from '../domain/scripts.js';
import type { FollowUpTask } from '../persistence/follow-up.repository.js';

/** Whom and what calls name, by id. */
export interface Named {
  readonly owners: ReadonlyMap<string, Owner>;
  readonly vehicles: ReadonlyMap<string, Vehicle>;
  readonly stores: ReadonlyMap<string, Store>;
  /** Of staff. */
  readonly names: ReadonlyMap<string, string>;
}

/** People, cars and stores around calls. */
@Injectable()
export class CallContext {
  constructor(
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
    private readonly bookings: BookingReader,
    private readonly wishes: Wishes,
    private readonly clock: Clock,
  ) {}

  /** Everybody that a list of calls names, and some more of the staff, in four queries. */
  async of(tasks: readonly FollowUpTask[], staffIds: readonly string[] = []): Promise<Named> {
    const [owners, vehicles, stores, names] = await Promise.all([
      this.owners.findByIds(tasks.map(({ ownerId }) => ownerId)),
      this.vehicles.findByIds(tasks.flatMap(({ vehicleId }) => (vehicleId === null ? [] : [vehicleId]))),
      this.stores.findByIds(tasks.map(({ storeId }) => storeId)),
      this.advisors.names([...tasks.map(({ assigneeId }) => assigneeId), ...staffIds]),
    ]);
    return { owners, vehicles, stores: new Map(stores.map((store) => [store.id, store])), names };
  }

  /** What whoever calls should have before them: the words, the cars and what falls due, the owner's wish for quiet. */
  async around(
    task: FollowUpTask,
    { owners, stores }: Named,
    staffName: string,
  ): Promise<Pick<FollowUpDetail, 'script' | 'cars' | 'quietUntil'>> {
    const [owner, store] = [owners.get(task.ownerId), stores.get(task.storeId)];
    const [cars, wishes] = await Promise.all([
      this.vehicles.ofOwner(task.ownerId),
      this.wishes.of([task.ownerId]),
    ]);
    const open = await this.bookings.openOfVehicles(cars.map(({ id }) => id));
    const today = this.clock.today();
    const meant = cars.find(({ id }) => id === task.vehicleId) ?? null;
    const quietUntil = wishes.quietUntil(task.ownerId, this.clock.now());
    return {
      script: scriptOf(
        task.kind,
        task.facts,
        {
          owner: addressOf(owner ?? { name: '', sex: 'unknown' }),
          store: store?.name ?? '门店',
          model: meant ? `${meant.brand}${meant.model}` : '',
          staff: staffName,
          today,
        },
        task.script,
      ),
      quietUntil: quietUntil === null ? null : toDate(quietUntil).toISOString(),
      // The car that the call is about stands first.
      cars: [...cars]
        .sort((a, b) => Number(b.id === task.vehicleId) - Number(a.id === task.vehicleId))
        .map((car) => ({
          id: car.id,
          plate: car.plate,
          model: `${car.brand} ${car.model}`.trim(),
          due: describeDue(car, today),
          tiles: describeTiles(car, today),
          lastVisitOn: car.lastPaidVisitOn,
          openBookingId: open.find(({ vehicleId }) => vehicleId === car.id)?.id ?? null,
        })),
    };
  }
}
