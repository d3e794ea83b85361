import type { LoanerCarView, LoanView, OwnerLoanView, routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type OwnerActor, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { loanDays } from '../domain/loan-days.js';
import type { LoanGauges } from '../persistence/loaner.entity.js';
import { type Loan, LoanerRepository } from '../persistence/loaner.repository.js';
import { VisitRepository } from '../persistence/visit.repository.js';
import { LoanViews } from './loan-views.queries.js';

type GaugesBody = BodyOf<typeof routes.loaner.handOut>;
const MOST_DAYS_SHOWN = 62;

/** Loaner cars (代步车): kept for days that nobody else can take, handed out, taken back. */
@Injectable()
export class Loaners {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: LoanerRepository,
    private readonly visits: VisitRepository,
    private readonly views: LoanViews,
    private readonly photos: Photos,
    private readonly owners: OwnerDirectory,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What is kept for the person, and what they drive. */
  async ofOwner(actor: OwnerActor): Promise<OwnerLoanView[]> {
    return this.views.forOwner(await this.repository.openOfOwner(actor.ownerId));
  }

  /** Throws STORE.NOT_FOUND, or STORE.PERIOD_INVALID for more than two months. */
  async calendar(actor: StaffActor, query: QueryOf<typeof routes.loaner.calendar>): Promise<LoanerCarView[]> {
    const storeId = storeOf(actor, query.storeId);
    if (loanDays(query.from, query.to, MOST_DAYS_SHOWN) === null) throw new AppError('STORE.PERIOD_INVALID');
    const [cars, loans] = await Promise.all([
      this.repository.carsOf(storeId),
      this.repository.loansOf(storeId, query.from, query.to),
    ]);
    const shown = await this.views.of(loans);
    return cars.map(({ storeId: _store, ...car }) => ({
      ...car,
      loans: shown.filter((loan) => loan.carId === car.id),
    }));
  }

  /** Throws STORE.NOT_FOUND. */
  async saveCar(
    actor: StaffActor,
    id: string,
    code: string,
    body: BodyOf<typeof routes.loaner.saveCar>,
  ): Promise<{ id: string }> {
    const storeId = storeOf(actor, id);
    return this.uow.run(async (tx) => {
      const carId = await this.repository.saveCar(tx, { ...body, storeId, code });
      const text = `保存代步车 ${body.plate}`;
      await this.audit.write(tx, { actor, action: 'loaner.save-car', text, subjectId: carId, storeId });
      return { id: carId };
    });
  }

  async detail(actor: StaffActor, id: string): Promise<LoanView> {
    return this.views.one(await this.find(actor, id));
  }

  /** The key of (car, day) decides. Throws REQUEST.NOT_FOUND, STORE.PERIOD_INVALID or LOANER.TAKEN. */
  async book(actor: StaffActor, body: BodyOf<typeof routes.loaner.book>): Promise<LoanView> {
    return this.uow.run(async (tx) => {
      const car = (await this.repository.carsByIds([body.carId])).get(body.carId);
      if (!car?.active) throw notFound();
      ensureStore(actor, car.storeId);
      const days = loanDays(body.from, body.to);
      if (days === null || body.to < this.clock.today()) throw new AppError('STORE.PERIOD_INVALID');
      await this.ensureDriver(tx, actor, car.storeId, body.ownerId, body.visitId);
      const { carId, ownerId, visitId = null, from, to, note } = body;
      const loan = {
        carId,
        ownerId,
        visitId,
        from,
        to,
        note,
        storeId: car.storeId,
        createdBy: actor.staffId,
      };
      try {
        const id = await this.repository.insertLoan(tx, loan, days);
        await this.record(
          tx,
          actor,
          { ...loan, id },
          'loaner.book',
          `预留代步车 ${car.plate}，${from} 至 ${to}`,
        );
        return await this.detail(actor, id);
      } catch (error) {
        if (isDuplicate(error)) throw new AppError('LOANER.TAKEN');
        throw error;
      }
    });
  }

  /** Throws REQUEST.NOT_FOUND, or LOANER.STATE once it has left. */
  async cancel(actor: StaffActor, id: string): Promise<LoanView> {
    return this.uow.run(async (tx) => {
      const loan = await this.find(actor, id);
      if (!(await this.repository.change(tx, id, 'booked', { state: 'cancelled' })))
        throw new AppError('LOANER.STATE');
      await this.repository.freeDays(tx, id);
      await this.record(tx, actor, loan, 'loaner.cancel', '取消代步车预留');
      return this.detail(actor, id);
    });
  }

  /** Throws REQUEST.NOT_FOUND, LOANER.STATE or PHOTO.NOT_YOURS. */
  async handOut(actor: StaffActor, id: string, body: GaugesBody): Promise<LoanView> {
    return this.uow.run(async (tx) => {
      const loan = await this.find(actor, id);
      const change = { state: 'out', out: this.gauges(actor, body) } as const;
      if (!(await this.repository.change(tx, id, 'booked', change))) throw new AppError('LOANER.STATE');
      await this.keepPhotos(tx, actor, 'loan_out', id, body);
      await this.record(tx, actor, loan, 'loaner.hand-out', `借出代步车，${body.km} 公里`);
      return this.detail(actor, id);
    });
  }

  /** Frees the days that are left. Throws REQUEST.NOT_FOUND, LOANER.STATE, LOANER.KM or PHOTO.NOT_YOURS. */
  async takeBack(actor: StaffActor, id: string, body: GaugesBody): Promise<LoanView> {
    return this.uow.run(async (tx) => {
      const loan = await this.find(actor, id);
      if (loan.out !== null && body.km < loan.out.km) throw new AppError('LOANER.KM');
      const change = { state: 'returned', back: this.gauges(actor, body) } as const;
      if (!(await this.repository.change(tx, id, 'out', change))) throw new AppError('LOANER.STATE');
      await this.repository.freeDays(tx, id, this.clock.today());
      await this.keepPhotos(tx, actor, 'loan_back', id, body);
      await this.record(tx, actor, loan, 'loaner.return', `收回代步车，${body.km} 公里`);
      return this.detail(actor, id);
    });
  }

  private async find(actor: StaffActor, id: string): Promise<Loan> {
    const loan = await this.repository.findLoan(id);
    if (!loan) throw notFound();
    ensureStore(actor, loan.storeId);
    return loan;
  }

  /** A loaner goes to the person of a visit, or to somebody with a car on file at the actor's stores. */
  private async ensureDriver(
    tx: Tx,
    actor: StaffActor,
    storeId: string,
    ownerId: string,
    visitId: string | undefined,
  ): Promise<void> {
    if (!(await this.owners.hold(tx, ownerId))) throw notFound();
    if (visitId !== undefined) {
      const visit = await this.visits.findById(visitId);
      if (visit?.storeId !== storeId || visit.ownerId !== ownerId) throw notFound();
    } else if (!(await this.views.isCustomer(actor, ownerId))) throw notFound();
  }

  private gauges(actor: StaffActor, { km, fuelEighths, note }: GaugesBody): LoanGauges {
    return { at: this.clock.date().toISOString(), staffId: actor.staffId, km, fuelEighths, note };
  }

  private async keepPhotos(
    tx: Tx,
    actor: StaffActor,
    type: 'loan_out' | 'loan_back',
    id: string,
    body: GaugesBody,
  ): Promise<void> {
    await this.photos.set(tx, { type, id }, body.photoIds, { kind: 'staff', id: actor.staffId });
  }

  private async record(
    tx: Tx,
    actor: StaffActor,
    loan: { id: string; storeId: string },
    action: string,
    text: string,
  ): Promise<void> {
    await this.audit.write(tx, { actor, action, text, subjectId: loan.id, storeId: loan.storeId });
  }
}
