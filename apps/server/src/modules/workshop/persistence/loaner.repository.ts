import type { LoanState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, MoreThan, MoreThanOrEqual, Not } from 'typeorm';
import { Clock } from '../../../platform/clock/index.js';
import { isDuplicate, newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { LoanDayEntity, LoanEntity, LoanerCarEntity, type LoanGauges } from './loaner.entity.js';

export interface LoanerCar {
  readonly id: string;
  readonly storeId: string;
  readonly code: string;
  readonly plate: string;
  readonly model: string;
  readonly active: boolean;
}

/** A loan of a loaner; first and last business date. */
export interface Loan {
  readonly id: string;
  readonly carId: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly visitId: string | null;
  readonly from: string;
  readonly to: string;
  readonly state: LoanState;
  readonly note: string;
  readonly out: LoanGauges | null;
  readonly back: LoanGauges | null;
}

const carRecord = (entity: LoanerCarEntity): LoanerCar => ({ ...entity, active: Boolean(entity.active) });
const loanRecord = ({ createdBy: _b, createdAt: _c, updatedAt: _u, ...entity }: LoanEntity): Loan => entity;

@Injectable()
export class LoanerRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async carsOf(storeId: string): Promise<LoanerCar[]> {
    const where = { storeId };
    return (await this.uow.reader.find(LoanerCarEntity, { where, order: { code: 'ASC' } })).map(carRecord);
  }

  async carsByIds(ids: readonly string[]): Promise<Map<string, LoanerCar>> {
    if (ids.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(LoanerCarEntity, { id: In([...ids]) });
    return new Map(entities.map((entity) => [entity.id, carRecord(entity)]));
  }

  /** Adds or changes by (store, code); returns the id. Of two who add the same at once the second changes it. */
  async saveCar(tx: Tx, car: Omit<LoanerCar, 'id'>): Promise<string> {
    const id = newId(this.clock);
    try {
      await tx.manager.insert(LoanerCarEntity, { id, ...car });
      return id;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const key = { storeId: car.storeId, code: car.code };
    const known = await tx.manager.findOneByOrFail(LoanerCarEntity, key);
    await tx.manager.update(LoanerCarEntity, { id: known.id }, car);
    return known.id;
  }

  /** Loans of a store that touch these days and were not cancelled, in order. */
  async loansOf(storeId: string, from: string, to: string): Promise<Loan[]> {
    const entities = await this.uow.reader.find(LoanEntity, {
      where: { storeId, from: LessThanOrEqual(to), to: MoreThanOrEqual(from), state: Not('cancelled') },
      order: { from: 'ASC', id: 'ASC' },
    });
    return entities.map(loanRecord);
  }

  /** Loans of a person that are kept or out, the first to begin first. */
  async openOfOwner(ownerId: string): Promise<Loan[]> {
    const entities = await this.uow.reader.find(LoanEntity, {
      where: { ownerId, state: In(['booked', 'out']) },
      order: { from: 'ASC', id: 'ASC' },
    });
    return entities.map(loanRecord);
  }

  async findLoan(id: string): Promise<Loan | null> {
    const entity = await this.uow.reader.findOneBy(LoanEntity, { id });
    return entity ? loanRecord(entity) : null;
  }

  /** Takes every day of the car for the loan; throws a duplicate if one is taken already. */
  async insertLoan(
    tx: Tx,
    loan: Omit<Loan, 'id' | 'state' | 'out' | 'back'> & { createdBy: string },
    days: readonly string[],
  ): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    const rows = days.map((on) => ({ carId: loan.carId, on, loanId: id }));
    await tx.manager.insert(LoanDayEntity, rows);
    await tx.manager.insert(LoanEntity, {
      id,
      ...loan,
      state: 'booked',
      out: null,
      back: null,
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }

  /** Goes from one state to the next; false if somebody was faster. */
  async change(
    tx: Tx,
    id: string,
    from: LoanState,
    change: { state: LoanState; out?: LoanGauges; back?: LoanGauges },
  ): Promise<boolean> {
    const { affected } = await tx.manager.update(
      LoanEntity,
      { id, state: from },
      { ...change, updatedAt: this.clock.date() },
    );
    return affected === 1;
  }

  /** Frees the days of a loan after a business date; all of them without one. */
  async freeDays(tx: Tx, loanId: string, after?: string): Promise<void> {
    await tx.manager.delete(LoanDayEntity, {
      loanId,
      ...(after === undefined ? {} : { on: MoreThan(after) }),
    });
  }
}
