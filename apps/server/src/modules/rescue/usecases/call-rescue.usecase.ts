import type { RescueItem, RescueStoreView, RescueView, routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { Photos } from '../../media/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { distanceFrom, feeFor } from '../domain/distance.js';
import { ownerMayCancel } from '../domain/rescue-lifecycle.js';
import { sayCall } from '../domain/rescue-words.js';
import { type NewRescue, type RescueCall, RescueRepository } from '../persistence/rescue.repository.js';
import { RESCUE_PHOTOS, RescueViews } from './rescue-views.queries.js';

type CallBody = BodyOf<(typeof routes)['rescue']['call']>;
const MOST_SHOWN = 30;
/** Why a call ended whose caller has sold the car meanwhile. */
const SOLD = '车已转手，新车主在呼叫救援';

/** An owner calls for help on the road, looks how it goes, and says that it is not needed any more. */
@Injectable()
export class CallRescue {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: RescueRepository,
    private readonly views: RescueViews,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly photos: Photos,
    private readonly outbox: Outbox,
    private readonly live: Live,
  ) {}

  async mine({ ownerId }: OwnerActor): Promise<RescueItem[]> {
    const calls = await this.repository.ofOwner(ownerId, MOST_SHOWN);
    return this.views.forOwner([...calls.filter(isOpen), ...calls.filter((call) => !isOpen(call))]);
  }

  /** Whom to ring without a car on file: all stores of the group. */
  async storePhones(): Promise<RescueStoreView[]> {
    return (await this.stores.all()).map(({ name, phone }) => ({ name, phone }));
  }

  /** Throws REQUEST.NOT_FOUND for a call of somebody else. */
  async detail(actor: OwnerActor, id: string): Promise<RescueView> {
    return this.views.oneForOwner(this.own(actor, await this.repository.findById(id)));
  }

  /**
   * A car has one open call (unique key): whoever taps again is shown the one that stands. Throws VEHICLE.NOT_FOUND for a
   * car that is not theirs, RESCUE.TAKEN if somebody else of the car called for it, PHOTO.NOT_YOURS.
   */
  call(actor: OwnerActor, body: CallBody): Promise<RescueView> {
    return this.uow.run(async (tx) => {
      const { vehicleId } = body;
      const isTheirs = await this.vehicles.holdTie(tx, actor.ownerId, vehicleId);
      const car = isTheirs ? await this.vehicles.findById(vehicleId) : null;
      const store = car && (await this.stores.findById(car.storeId));
      if (!store) throw new AppError('VEHICLE.NOT_FOUND');
      const { kind, spot, address, words } = body;
      const distanceM = distanceFrom(store, spot);
      const { id: storeId, rescueFreeKm: freeKm } = store;
      const fee = feeFor(distanceM, freeKm);
      const { ownerId } = actor;
      const row = { storeId, ownerId, vehicleId, kind, spot, address, words, fee, freeKm, distanceM };
      const id =
        (await this.insert(tx, row)) ?? ((await this.outlive(tx, row)) && (await this.insert(tx, row)));
      if (!id) {
        const open = await this.repository.openOfCar(vehicleId);
        if (open?.ownerId !== ownerId) throw new AppError('RESCUE.TAKEN');
        return this.views.oneForOwner(open);
      }
      await this.repository.addStep(tx, id, { state: 'requested', staffId: null, etaAt: null, note: '' });
      const uploader = { kind: 'owner', id: actor.ownerId } as const;
      await this.photos.set(tx, { type: RESCUE_PHOTOS, id }, body.photoIds, uploader);
      this.live.publish(tx, { topic: 'rescue', storeId, id, notice: sayCall(kind) });
      return this.fresh(id);
    });
  }

  /** Throws REQUEST.NOT_FOUND, or RESCUE.STATE once help is there or it is over. */
  cancel(actor: OwnerActor, id: string, reason: string): Promise<RescueView> {
    return this.uow.run(async (tx) => {
      const call = this.own(actor, await this.repository.lockById(tx, id));
      if (!ownerMayCancel(call.state)) throw new AppError('RESCUE.STATE');
      await this.end(tx, call, reason);
      return this.fresh(id);
    });
  }

  /** Null if the car has an open call. */
  private async insert(tx: Tx, row: NewRescue): Promise<string | null> {
    try {
      return await this.repository.insert(tx, row);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return null;
    }
  }

  /** Ends the call of somebody whose car it is not any more: whoever bought it must not be left on the road for that. */
  private async outlive(tx: Tx, { vehicleId, ownerId }: NewRescue): Promise<boolean> {
    const open = await this.repository.openOfCar(vehicleId);
    if (open?.ownerId === ownerId) return false;
    // Ended meanwhile: the car is free.
    if (!open) return true;
    const people = await this.vehicles.peopleOf(vehicleId);
    if (people.some((one) => one.ownerId === open.ownerId)) return false;
    const call = await this.repository.lockById(tx, open.id);
    if (!call || !isOpen(call)) return true;
    const { id, storeId } = call;
    const state = 'cancelled';
    await this.repository.move(tx, id, state, { cancelledBy: 'staff', reason: SOLD });
    await this.repository.addStep(tx, id, { state, staffId: null, etaAt: null, note: SOLD });
    await this.outbox.append(tx, { type: 'rescue.moved', storeId, payload: { rescueId: id, state } });
    this.live.publish(tx, { topic: 'rescue', storeId, id, notice: `救援已取消：${SOLD}` });
    return true;
  }

  private async end(tx: Tx, { id, storeId }: RescueCall, reason: string): Promise<void> {
    await this.repository.move(tx, id, 'cancelled', { cancelledBy: 'owner', reason });
    await this.repository.addStep(tx, id, { state: 'cancelled', staffId: null, etaAt: null, note: reason });
    this.live.publish(tx, { topic: 'rescue', storeId, id, notice: '车主取消了救援' });
  }

  private own({ ownerId }: OwnerActor, call: RescueCall | null): RescueCall {
    if (call?.ownerId !== ownerId) throw notFound();
    return call;
  }

  private async fresh(id: string): Promise<RescueView> {
    const call = await this.repository.findById(id);
    if (!call) throw notFound();
    return this.views.oneForOwner(call);
  }
}

const isOpen = ({ endedAt }: RescueCall) => endedAt === null;
