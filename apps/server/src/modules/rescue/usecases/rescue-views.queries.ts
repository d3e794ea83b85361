import type { RescueItem, RescueView, StaffRescueItem, StaffRescueView } from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { Photos } from '../../media/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { nextRescueStates, ownerMayCancel } from '../domain/rescue-lifecycle.js';
import { sayFee, sayRescue } from '../domain/rescue-words.js';
import { type RescueCall, RescueRepository, type RescueStep } from '../persistence/rescue.repository.js';

export const RESCUE_PHOTOS = 'rescue';
const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Calls for help as owners and staff see them; the same number of queries whatever their number. */
@Injectable()
export class RescueViews {
  constructor(
    private readonly repository: RescueRepository,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
    private readonly photos: Photos,
    private readonly clock: Clock,
  ) {}

  async forOwner(calls: readonly RescueCall[]): Promise<RescueItem[]> {
    const shown = await this.common(calls);
    return shown.map(({ view, store }) => ({ ...view, storePhone: store?.phone ?? '' }));
  }

  async oneForOwner(call: RescueCall): Promise<RescueView> {
    const [[item], photos, steps] = await Promise.all([
      this.forOwner([call]),
      this.photos.of(RESCUE_PHOTOS, [call.id]),
      this.repository.stepsOf(call.id),
    ]);
    if (!item) throw new Error('A call without a view');
    const { spot, address, words, costFen } = call;
    return {
      ...item,
      // Who comes and when stand beside it.
      text: sayRescue({ ...call, etaAt: null, helper: '' }, item.storeName, this.clock.now()),
      feeText: sayFee(call.fee, call.freeKm, call.distanceM),
      ...{ spot, address, words, costFen },
      photos: photos.get(call.id) ?? [],
      steps: steps.map((step) => this.stepView(call, step, item.storeName)),
      mayCancel: ownerMayCancel(call.state),
    };
  }

  async forStaff(calls: readonly RescueCall[]): Promise<StaffRescueItem[]> {
    const [shown, owners, names] = await Promise.all([
      this.common(calls),
      this.owners.findByIds(calls.map(({ ownerId }) => ownerId)),
      this.advisors.names(calls.map(({ takenBy }) => takenBy)),
    ]);
    return shown.map(({ view, call }) => {
      const owner = owners.get(call.ownerId);
      return {
        ...view,
        storeId: call.storeId,
        ownerId: call.ownerId,
        ownerName: owner?.name ?? '已注销车主',
        phoneMasked: owner?.phone ? maskPhone(owner.phone) : null,
        takenByName: call.takenBy === null ? null : (names.get(call.takenBy) ?? null),
        distanceKm: call.distanceM === null ? null : Math.round(call.distanceM / 100) / 10,
        costFen: call.costFen,
        endedAt: isoOrNull(call.endedAt),
      };
    });
  }

  async oneForStaff(call: RescueCall): Promise<StaffRescueView> {
    const [[item], photos, steps] = await Promise.all([
      this.forStaff([call]),
      this.photos.of(RESCUE_PHOTOS, [call.id]),
      this.repository.stepsOf(call.id),
    ]);
    if (!item) throw new Error('A call without a view');
    const names = await this.advisors.names(steps.map(({ staffId }) => staffId));
    const { spot, address, words } = call;
    return {
      ...item,
      ...{ spot, address, words },
      feeText: sayFee(call.fee, call.freeKm, call.distanceM),
      photos: photos.get(call.id) ?? [],
      steps: steps.map((step) => ({
        ...this.stepView(call, step, item.storeName),
        byName: step.staffId === null ? '车主' : (names.get(step.staffId) ?? ''),
        note: step.note,
      })),
      next: [...nextRescueStates(call.state)],
    };
  }

  private stepView(call: RescueCall, { at, state, etaAt }: RescueStep, storeName: string) {
    return { at: iso(at), state, text: sayRescue({ ...call, state, etaAt, helper: '' }, storeName, at) };
  }

  private async common(calls: readonly RescueCall[]) {
    const [cars, stores] = await Promise.all([
      this.vehicles.findByIds(calls.map(({ vehicleId }) => vehicleId)),
      this.stores.findByIds(calls.map(({ storeId }) => storeId)),
    ]);
    const byId = new Map(stores.map((store) => [store.id, store]));
    return calls.map((call) => {
      const car = cars.get(call.vehicleId);
      const store = byId.get(call.storeId);
      const { id, kind, state, vehicleId, helper, fee } = call;
      const view = {
        ...{ id, kind, state, vehicleId, helper, fee },
        plate: car?.plate ?? null,
        model: car?.model ?? '',
        storeName: store?.name ?? '',
        calledAt: iso(call.createdAt),
        etaAt: isoOrNull(call.etaAt),
      };
      return { call, store, view };
    });
  }
}
