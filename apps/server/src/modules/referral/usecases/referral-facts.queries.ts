import type { ReferralProblem } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { type Vehicle, VehicleDirectory, VehicleHistoryRepository } from '../../vehicle/index.js';
import { carProblem, personProblem, programmeProblem } from '../domain/referral-rules.js';
import { type Programme, ReferralRepository } from '../persistence/referral.repository.js';

const YEAR_DAYS = 365;

/** Looks up what the rules of an invitation ask. */
@Injectable()
export class ReferralFacts {
  constructor(
    private readonly repository: ReferralRepository,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly history: VehicleHistoryRepository,
    private readonly clock: Clock,
  ) {}

  /** Friends whom a person has brought within a year. */
  brought(inviterId: string): Promise<number> {
    return this.repository.broughtSince(inviterId, this.clock.now() - YEAR_DAYS * DAY_MS);
  }

  /** @param inviteeId null: nobody knows yet who it is */
  async person(
    inviterId: string,
    inviteeId: string | null,
    programme: Programme | null,
  ): Promise<ReferralProblem | null> {
    const open = programme?.open ?? false;
    const most = programme?.perInviter ?? 0;
    const brought = await this.brought(inviterId);
    if (inviteeId === null) return programmeProblem({ open, brought, most });
    const [phones, cars, last, inviteeBroughtInviter] = await Promise.all([
      this.owners.phonesOf([inviterId, inviteeId]),
      this.vehicles.ofOwner(inviteeId),
      this.repository.ofInvitee(inviteeId),
      this.repository.hasBrought(inviteeId, inviterId),
    ]);
    return personProblem({
      open,
      inviterId,
      inviteeId,
      inviterPhone: phones.get(inviterId)?.() ?? null,
      inviteePhone: phones.get(inviteeId)?.() ?? null,
      inviteeKnown: await this.areKnown(cars),
      inviteeBroughtInviter,
      inviteeTaken: last !== null && last.inviteeKey !== null,
      brought,
      most,
    });
  }

  async car(inviterId: string, vin: string, plate: string | null): Promise<ReferralProblem | null> {
    const [inviterCars, byVin, byPlate, carTaken] = await Promise.all([
      this.vehicles.ofOwner(inviterId),
      this.vehicles.findByVin(vin),
      plate === null ? [] : this.vehicles.findByPlate(plate),
      this.repository.isVinTaken(vin),
    ]);
    const carKnown = await this.areKnown([...(byVin ? [byVin] : []), ...byPlate]);
    return carProblem({ vin, plate, inviterCars, carKnown, carTaken });
  }

  /** Whether a car paid for a visit other than this one. */
  async paidBefore(vehicleId: string, visitId: string): Promise<boolean> {
    const records = await this.history.serviceRecordsOf([vehicleId]);
    return records.some((record) => record.paidFen > 0 && record.visitId !== visitId);
  }

  /** Whether one of these cars was sold by the group or has been in a workshop of it. */
  private async areKnown(cars: readonly Vehicle[]): Promise<boolean> {
    if (cars.some((car) => car.soldHere || car.lastPaidVisitOn !== null || car.lastServiceOn !== null))
      return true;
    return (await this.history.serviceRecordsOf(cars.map(({ id }) => id))).length > 0;
  }
}
