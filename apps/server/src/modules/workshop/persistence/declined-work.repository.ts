import type { DeclinedWorkState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { DeclinedWorkEntity } from './quote.entity.js';

/** Work that an owner put off. Instants in milliseconds, business dates. */
export interface DeclinedWork {
  readonly id: string;
  readonly storeId: string;
  readonly visitId: string;
  readonly quoteId: string;
  readonly vehicleId: string;
  readonly ownerId: string | null;
  readonly title: string;
  readonly note: string;
  readonly amountFen: number;
  readonly answered: boolean;
  readonly state: DeclinedWorkState;
  readonly chaseOn: string | null;
  /** The car's booking that may settle it; only while `booked`. */
  readonly bookingId: string | null;
  readonly declinedAt: number;
}

/** How it stands from now on. */
export interface DeclinedChange {
  readonly state: DeclinedWorkState;
  readonly chaseOn: string | null;
  readonly bookingId?: string;
  readonly note?: string;
  readonly staffId?: string;
}

const record = (entity: DeclinedWorkEntity): DeclinedWork => ({
  ...entity,
  answered: Boolean(entity.answered),
  declinedAt: entity.declinedAt.getTime(),
});

/** The work that owners put off. */
@Injectable()
export class DeclinedWorkRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async insert(
    tx: Tx,
    work: Omit<DeclinedWork, 'id' | 'declinedAt' | 'state' | 'bookingId'>,
  ): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(DeclinedWorkEntity, {
      id,
      ...work,
      state: 'open',
      bookingId: null,
      settleNote: null,
      settledBy: null,
      declinedAt: now,
      updatedAt: now,
    });
    return id;
  }

  async findById(id: string): Promise<DeclinedWork | null> {
    const entity = await this.uow.reader.findOneBy(DeclinedWorkEntity, { id });
    return entity ? record(entity) : null;
  }

  async ofVisits(visitIds: readonly string[]): Promise<DeclinedWork[]> {
    if (visitIds.length === 0) return [];
    const where = { visitId: In([...visitIds]) };
    return (await this.uow.reader.find(DeclinedWorkEntity, { where, order: { id: 'ASC' } })).map(record);
  }

  /** What this person put off and has not settled, newest first, at most 50. */
  async openOfOwner(ownerId: string): Promise<DeclinedWork[]> {
    const where = { ownerId, state: 'open' as const };
    const entities = await this.uow.reader.find(DeclinedWorkEntity, {
      where,
      order: { id: 'DESC' },
      take: 50,
    });
    return entities.map(record);
  }

  /** A page of a store's declined work, the next to ask about first. */
  async ofStore(
    storeId: string,
    filter: { state?: DeclinedWorkState; vehicleId?: string },
    page: { page: number; pageSize: number },
  ): Promise<{ items: DeclinedWork[]; total: number }> {
    const [entities, total] = await this.uow.reader.findAndCount(DeclinedWorkEntity, {
      where: { storeId, ...filter },
      order: { chaseOn: 'ASC', id: 'DESC' },
      skip: (page.page - 1) * page.pageSize,
      take: page.pageSize,
    });
    return { items: entities.map(record), total };
  }

  /** Open work of a car, the next to ask about first; with what its booking may settle. */
  async pendingOfCar(vehicleId: string): Promise<DeclinedWork[]> {
    const entities = await this.uow.reader.find(DeclinedWorkEntity, {
      where: { vehicleId, state: In(['open', 'booked']) },
      order: { chaseOn: 'ASC', id: 'ASC' },
    });
    return entities.map(record);
  }

  /** Open work that care asked about by a business date and that wants a call now, the longest due first. */
  async dueForCall(on: string, limit: number): Promise<DeclinedWork[]> {
    const entities = await this.uow.reader.find(DeclinedWorkEntity, {
      where: { chaseOn: LessThanOrEqual(on), state: 'open' },
      order: { chaseOn: 'ASC', id: 'ASC' },
      take: limit,
    });
    return entities.map(record);
  }

  /** Settles or puts off; false unless it still stands as `was`. */
  async settle(tx: Tx, was: DeclinedWork, change: DeclinedChange): Promise<boolean> {
    const { affected } = await tx.manager.update(
      DeclinedWorkEntity,
      { id: was.id, state: was.state, chaseOn: was.chaseOn ?? IsNull() },
      {
        state: change.state,
        chaseOn: change.chaseOn,
        bookingId: change.bookingId ?? null,
        updatedAt: this.clock.date(),
        ...(change.note === undefined ? {} : { settleNote: change.note || null }),
        ...(change.staffId === undefined ? {} : { settledBy: change.staffId }),
      },
    );
    return affected === 1;
  }
}
