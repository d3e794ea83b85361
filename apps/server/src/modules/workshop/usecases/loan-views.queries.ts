import type { LoanView, OwnerLoanView, PhotoView } from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { Photos } from '../../media/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import type { LoanGauges } from '../persistence/loaner.entity.js';
import { type Loan, LoanerRepository } from '../persistence/loaner.repository.js';

/** Loans as staff see them; six queries whatever their number. */
@Injectable()
export class LoanViews {
  constructor(
    private readonly repository: LoanerRepository,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly advisors: Advisors,
    private readonly stores: StoreCatalog,
    private readonly photos: Photos,
    private readonly clock: Clock,
  ) {}

  async of(loans: readonly Loan[]): Promise<LoanView[]> {
    const ids = loans.map(({ id }) => id);
    const [cars, owners, names, out, back] = await Promise.all([
      this.repository.carsByIds([...new Set(loans.map(({ carId }) => carId))]),
      this.owners.findByIds(loans.map(({ ownerId }) => ownerId)),
      this.advisors.names(loans.flatMap((loan) => [loan.out?.staffId ?? null, loan.back?.staffId ?? null])),
      this.photos.of('loan_out', ids),
      this.photos.of('loan_back', ids),
    ]);
    const gauges = (said: LoanGauges | null, photos: PhotoView[] | undefined) =>
      said && {
        at: said.at,
        by: names.get(said.staffId) ?? null,
        km: said.km,
        fuelEighths: said.fuelEighths,
        note: said.note,
        photos: photos ?? [],
      };
    return loans.map((loan) => {
      const car = cars.get(loan.carId);
      const owner = owners.get(loan.ownerId);
      return {
        ...loan,
        plate: car?.plate ?? '',
        model: car?.model ?? '',
        ownerName: owner?.name ?? '未登记车主',
        phoneMasked: owner?.phone ? maskPhone(owner.phone) : null,
        overdue: this.overdue(loan),
        out: gauges(loan.out, out.get(loan.id)),
        back: gauges(loan.back, back.get(loan.id)),
      };
    });
  }

  /** Loans as whoever drives the cars sees them. */
  async forOwner(loans: readonly Loan[]): Promise<OwnerLoanView[]> {
    const [cars, stores] = await Promise.all([
      this.repository.carsByIds([...new Set(loans.map(({ carId }) => carId))]),
      this.stores.findByIds(loans.map(({ storeId }) => storeId)),
    ]);
    return loans.map((loan) => {
      const car = cars.get(loan.carId);
      const store = stores.find(({ id }) => id === loan.storeId);
      return {
        id: loan.id,
        plate: car?.plate ?? '',
        model: car?.model ?? '',
        storeId: loan.storeId,
        storeName: store?.name ?? '',
        storeAddress: store?.address ?? '',
        storePhone: store?.phone ?? '',
        visitId: loan.visitId,
        from: loan.from,
        to: loan.to,
        state: loan.state,
        overdue: this.overdue(loan),
        outAt: loan.out?.at ?? null,
        outFuelEighths: loan.out?.fuelEighths ?? null,
      };
    });
  }

  /** Out, and past its last day. */
  private overdue(loan: Loan): boolean {
    return loan.state === 'out' && loan.to < this.clock.today();
  }

  async one(loan: Loan): Promise<LoanView> {
    const [view] = await this.of([loan]);
    if (!view) throw notFound();
    return view;
  }

  /** True if the person has a car on file at one of the actor's stores. */
  async isCustomer(actor: StaffActor, ownerId: string): Promise<boolean> {
    const cars = await this.vehicles.ofOwner(ownerId);
    return cars.some((car) => actor.storeIds.includes(car.storeId));
  }
}
