import { type OwnerDetail, privacyVersion } from '@cheban/contracts';
import { maskPhone, maskVin } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { describeDue, describeTiles, ELSEWHERE, groupOf, VehicleDirectory } from '../../vehicle/index.js';
import { OwnerScope } from './owner-scope.js';

/** One owner on one screen: who, cars, what falls due, open things. */
@Injectable()
export class OwnerPage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OwnerScope,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async detail(actor: StaffActor, ownerId: string): Promise<OwnerDetail> {
    await this.scope.ensure(actor, ownerId);
    const [owner, accounts, cars, stores] = await Promise.all([
      this.owners.findById(ownerId),
      this.owners.accountsOf(ownerId),
      this.vehicles.ofOwner(ownerId),
      this.stores.all(),
    ]);
    if (!owner) throw notFound();
    const [open, cases, [totals], advisors] = await Promise.all([
      this.openBookings(cars.map((car) => car.id)),
      this.openCases(ownerId),
      this.totals(cars.map((car) => car.id)),
      this.advisors(cars.flatMap((car) => (car.advisorId ? [car.advisorId] : []))),
    ]);
    const today = this.clock.today();
    const consent = accounts.find((account) => account.consentVersion === privacyVersion);
    return {
      id: owner.id,
      name: owner.name,
      sex: owner.sex,
      phone: owner.phone === null ? null : maskPhone(owner.phone),
      birthday:
        owner.birthdayOn === null
          ? null
          : `${owner.birthdayCalendar === 'lunar' ? '农历 ' : ''}${owner.birthdayOn}${owner.birthdayLeap ? '（闰月）' : ''}`,
      region: owner.region,
      occupation: owner.occupation,
      hobbies: owner.hobbies,
      licenceExpiresOn: owner.licenceExpiresOn,
      consented: consent !== undefined,
      consentedAt: consent?.consentAt ? toDate(consent.consentAt).toISOString() : null,
      bound: accounts.length > 0,
      vehicles: cars.map((car) => {
        const store = stores.find((entry) => entry.id === car.storeId);
        return {
          id: car.id,
          role: car.role,
          plate: car.plate,
          vin: maskVin(car.vin),
          brand: car.brand,
          model: car.model,
          colour: car.colour,
          use: car.use,
          soldOn: car.soldOn,
          soldHere: car.soldHere,
          advisorName: (car.advisorId ? advisors.get(car.advisorId) : null) ?? car.advisorName,
          storeId: car.storeId,
          storeName: store?.name ?? '',
          latestKm: car.latestKm,
          latestKmOn: car.latestKmOn,
          kmPerDay: car.kmPerDay,
          group: groupOf(car.lastPaidVisitOn, store?.cycleMonths ?? 6, today),
          due: describeDue(car, today),
          tiles: describeTiles(car, today),
          openBookingId: open.get(car.id) ?? null,
        };
      }),
      openCases: cases.map((row) => ({ id: row.id, title: row.title, dueAt: row.dueAt.toISOString() })),
      totals: { visits: Number(totals?.visits ?? 0), paidFen: Number(totals?.paidFen ?? 0) },
    };
  }

  /** Shows phone, plates and VINs in clear; every look leaves one audit row with its reason. */
  async unmask(
    actor: StaffActor,
    ownerId: string,
    reason: string,
  ): Promise<{ phone: string | null; vehicles: { id: string; plate: string | null; vin: string | null }[] }> {
    await this.scope.ensure(actor, ownerId);
    const owner = await this.owners.findById(ownerId);
    if (!owner) throw notFound();
    const cars = await this.vehicles.ofOwner(ownerId);
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'owner.unmask',
        text: `查看完整号码：${reason}`,
        subjectId: ownerId,
        storeId: cars[0]?.storeId ?? null,
      }),
    );
    return { phone: owner.phone, vehicles: cars.map(({ id, plate, vin }) => ({ id, plate, vin })) };
  }

  private async openBookings(vehicleIds: string[]): Promise<Map<string, string>> {
    if (vehicleIds.length === 0) return new Map();
    const rows: { id: string; vehicleId: string }[] = await this.uow.reader.query(
      'SELECT id, open_vehicle_id AS vehicleId FROM booking WHERE open_vehicle_id IN (?)',
      [vehicleIds],
    );
    return new Map(rows.map((row) => [row.vehicleId, row.id]));
  }

  private openCases(ownerId: string): Promise<{ id: string; title: string; dueAt: Date }[]> {
    return this.uow.reader.query(
      "SELECT id, title, due_at AS dueAt FROM complaint_case WHERE owner_id = ? AND state <> 'closed' ORDER BY due_at",
      [ownerId],
    );
  }

  private async totals(vehicleIds: string[]): Promise<{ visits: string; paidFen: string | null }[]> {
    if (vehicleIds.length === 0) return [];
    return this.uow.reader.query(
      'SELECT COUNT(*) AS visits, SUM(paid_fen) AS paidFen FROM service_record WHERE vehicle_id IN (?) AND settled = 1 AND kind <> ?',
      [vehicleIds, ELSEWHERE],
    );
  }

  private async advisors(ids: string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows: { id: string; name: string }[] = await this.uow.reader.query(
      'SELECT id, name FROM staff WHERE id IN (?)',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  }
}
