import type { VisitRules } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { defaultRules } from '../domain/visit-rules.js';
import {
  PromiseCompensationEntity,
  ServiceIncludesEntity,
  type StoredBill,
  VisitCorrectionEntity,
  VisitRuleEntity,
} from './quote.entity.js';
import { VisitEntity } from './visit.entity.js';

/** A broken promise and what it pays. Instants in milliseconds. */
export interface Compensation extends Omit<PromiseCompensationEntity, 'promisedAt' | 'brokenAt'> {
  promisedAt: number;
  brokenAt: number;
}

export interface Correction extends Omit<VisitCorrectionEntity, 'correctedAt'> {
  correctedAt: number;
}

function rulesIn({ storeId: _store, updatedAt: _at, ...rules }: VisitRuleEntity): VisitRules {
  return { ...rules, approvalFirst: Boolean(rules.approvalFirst) };
}

/** Rules of stores, broken promises, corrections, and what services include. */
/** What a service includes, in the store's own words, with the address of a short film. */
export type ServiceIncludes = Pick<ServiceIncludesEntity, 'items' | 'videoUrl'>;

@Injectable()
export class VisitPaperRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async rulesOf(storeId: string): Promise<VisitRules> {
    const entity = await this.uow.reader.findOneBy(VisitRuleEntity, { storeId });
    return entity ? rulesIn(entity) : defaultRules;
  }

  /** Changes these fields only, so that two people who change others do not undo each other. Returns what stands now. */
  async changeRules(tx: Tx, storeId: string, change: Partial<VisitRules>): Promise<VisitRules> {
    const updatedAt = this.clock.date();
    const first = { storeId, ...defaultRules, updatedAt };
    await tx.manager.createQueryBuilder().insert().into(VisitRuleEntity).values(first).orIgnore().execute();
    await tx.manager.update(VisitRuleEntity, { storeId }, { ...change, updatedAt });
    return rulesIn(await tx.manager.findOneByOrFail(VisitRuleEntity, { storeId }));
  }

  /** Visits still being worked on whose first promise ran out within [from, to] (milliseconds), without a compensation yet. */
  async brokenPromises(from: number, to: number, limit: number): Promise<string[]> {
    const rows = await this.uow.reader
      .createQueryBuilder(VisitEntity, 'visit')
      .select('visit.id', 'id')
      .leftJoin(PromiseCompensationEntity, 'paid', 'paid.visitId = visit.id')
      .where("visit.openVehicleId IS NOT NULL AND visit.step <> 'ready' AND paid.visitId IS NULL")
      .andWhere('visit.firstPromisedAt BETWEEN :from AND :to', { from: toDate(from), to: toDate(to) })
      .orderBy('visit.firstPromisedAt')
      .limit(limit)
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** The key decides: false if this visit's promise has been paid for already. */
  async insertCompensation(tx: Tx, { promisedAt, brokenAt, ...row }: Compensation): Promise<boolean> {
    try {
      await tx.manager.insert(PromiseCompensationEntity, {
        ...row,
        promisedAt: toDate(promisedAt),
        brokenAt: toDate(brokenAt),
      });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async compensationsOf(visitIds: readonly string[]): Promise<Map<string, Compensation>> {
    if (visitIds.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(PromiseCompensationEntity, { visitId: In([...visitIds]) });
    return new Map(
      entities.map((entity) => [
        entity.visitId,
        { ...entity, promisedAt: entity.promisedAt.getTime(), brokenAt: entity.brokenAt.getTime() },
      ]),
    );
  }

  /** Corrections of these visits, in order. */
  async correctionsOf(visitIds: readonly string[]): Promise<Correction[]> {
    if (visitIds.length === 0) return [];
    const entities = await this.uow.reader.find(VisitCorrectionEntity, {
      where: { visitId: In([...visitIds]) },
      order: { visitId: 'ASC', number: 'ASC' },
    });
    return entities.map((entity) => ({ ...entity, correctedAt: entity.correctedAt.getTime() }));
  }

  /** Throws a duplicate if a correction of this number is there already. */
  async insertCorrection(
    tx: Tx,
    row: {
      visitId: string;
      number: number;
      before: StoredBill;
      after: StoredBill;
      reason: string;
      staffId: string;
    },
  ): Promise<void> {
    await tx.manager.insert(VisitCorrectionEntity, { ...row, correctedAt: this.clock.date() });
  }

  async includesOf(serviceIds: readonly string[]): Promise<Map<string, ServiceIncludes>> {
    if (serviceIds.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(ServiceIncludesEntity, { serviceId: In([...serviceIds]) });
    return new Map(entities.map(({ serviceId, items, videoUrl }) => [serviceId, { items, videoUrl }]));
  }

  async saveIncludes(tx: Tx, serviceId: string, includes: ServiceIncludes): Promise<void> {
    const row = { serviceId, ...includes, updatedAt: this.clock.date() };
    await tx.manager.save(ServiceIncludesEntity, row, { transaction: false });
  }
}
