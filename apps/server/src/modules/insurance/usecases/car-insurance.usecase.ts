import { type CarInsuranceView, claimHotlineOf, type routes } from '@cheban/contracts';
import { diffDays, sayDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';

/** An owner looks at the insurance of a car, and asks to be called about renewing it. */
@Injectable()
export class CarInsurance {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND for a car that is not theirs. */
  async ofCar({ ownerId }: OwnerActor, vehicleId: string): Promise<CarInsuranceView> {
    const car = await this.vehicles.ofOwnerById(ownerId, vehicleId);
    if (!car) throw notFound();
    const store = await this.stores.findById(car.storeId);
    const { insurer, insuranceExpiresOn: expiresOn, plate, model } = car;
    const hotline = claimHotlineOf(insurer);
    return {
      ...{ vehicleId, plate, model, insurer, expiresOn },
      daysLeft: expiresOn === null ? null : diffDays(this.clock.today(), expiresOn),
      storeName: store?.name ?? '',
      storePhone: store?.phone ?? '',
      hotline: hotline && { name: hotline.name, phone: hotline.phone },
    };
  }

  /**
   * One open call about a car and person, however often it is asked for; it goes to the car's own advisor. What the
   * owner answers on the phone reshapes the reminders of this end of insurance. Throws REQUEST.NOT_FOUND.
   */
  contact(
    { ownerId }: OwnerActor,
    vehicleId: string,
  ): Promise<ViewOf<(typeof routes)['insurance']['contact']>> {
    return this.uow.run(async (tx) => {
      const isTheirs = await this.vehicles.holdTie(tx, ownerId, vehicleId);
      const car = isTheirs ? await this.vehicles.findById(vehicleId) : null;
      if (!car) throw notFound();
      const { storeId, insuranceExpiresOn: dueOn, insurer } = car;
      const until = dueOn === null ? '到期日还没有登记' : `${sayDate(dueOn, this.clock.today())}到期`;
      await this.outbox.append(tx, {
        type: 'follow-up.wanted',
        storeId,
        payload: {
          key: `renewal:${vehicleId}:${ownerId}:${this.clock.now()}`,
          openKey: `renew:${vehicleId}:${ownerId}`,
          kind: 'custom',
          ownerId,
          vehicleId,
          subjectId: null,
          title: '续保：车主请您联系',
          why: `车主在小程序里请顾问联系，谈续保：${insurer ?? '保险公司未登记'}，${until}。请备好至少三家的报价。`,
          assigneeId: car.advisorId,
          ...(dueOn === null
            ? {}
            : {
                dues: [
                  {
                    rule: 'insurance',
                    cycle: dueOn,
                    label: '车险',
                    dueOn,
                    topic: 'due' as const,
                    endsWithVisit: false,
                  },
                ],
              }),
        },
      });
      const store = await this.stores.findById(storeId);
      return { text: `已转告${store?.name ?? '门店'}，顾问会备好几家报价与您联系` };
    });
  }
}
