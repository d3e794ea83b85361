import type { CaseCause, CaseLevel, CaseState, OwnerAnswer } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { CaseCauseEntity, CaseStepEntity, ComplaintCaseEntity } from './feedback.entity.js';

/** A complaint case. Instants in milliseconds. */
export interface ComplaintCase {
  readonly id: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly vehicleId: string | null;
  readonly visitId: string | null;
  readonly title: string;
  readonly state: CaseState;
  readonly level: CaseLevel;
  readonly assigneeId: string | null;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly closedAt: number | null;
  readonly closeReason: string | null;
  /** When half of the time is over; null for cases from before there was escalation. */
  readonly halfAt: number | null;
  readonly escalation: number;
  readonly ownerAnswer: OwnerAnswer | null;
}

export interface CaseStep {
  readonly id: string;
  readonly staffId: string | null;
  readonly text: string;
  readonly state: CaseState | null;
  readonly at: number;
}

export type NewCase = Omit<
  ComplaintCase,
  'id' | 'state' | 'closedAt' | 'closeReason' | 'escalation' | 'ownerAnswer'
>;
export type CaseChange = Partial<
  Pick<
    ComplaintCase,
    'state' | 'assigneeId' | 'dueAt' | 'halfAt' | 'escalation' | 'ownerAnswer' | 'closedAt' | 'closeReason'
  >
>;

/** Totals of staff tables are counted no further than this. */
const MOST_COUNTED = 10_000;

const record = (entity: ComplaintCaseEntity): ComplaintCase => ({
  ...entity,
  openedAt: entity.openedAt.getTime(),
  dueAt: entity.dueAt.getTime(),
  closedAt: entity.closedAt?.getTime() ?? null,
  halfAt: entity.halfAt?.getTime() ?? null,
});

@Injectable()
export class CaseRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<ComplaintCase | null> {
    const entity = await this.uow.reader.findOneBy(ComplaintCaseEntity, { id });
    return entity ? record(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<ComplaintCase | null> {
    const entity = await tx.manager.findOne(ComplaintCaseEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  /** Cases of a store that are not closed, the one due first on top. */
  async openOfStore(storeId: string): Promise<ComplaintCase[]> {
    const entities = await this.uow.reader.find(ComplaintCaseEntity, {
      where: { storeId, state: Not('closed') },
      order: { dueAt: 'ASC', id: 'ASC' },
    });
    return entities.map(record);
  }

  /** A page of cases: open ones first by due time, then closed ones, newest first. */
  async page(
    storeIds: readonly string[],
    state: CaseState | undefined,
    page: number,
    pageSize: number,
  ): Promise<{ cases: ComplaintCase[]; total: number }> {
    if (storeIds.length === 0) return { cases: [], total: 0 };
    const where = `store_id IN (?)${state === undefined ? '' : ' AND state = ?'}`;
    const parameters = state === undefined ? [storeIds] : [storeIds, state];
    const ids: { id: string }[] = await this.uow.reader.query(
      `SELECT id FROM complaint_case WHERE ${where}
        ORDER BY closed_at IS NOT NULL, CASE WHEN closed_at IS NULL THEN due_at END, closed_at DESC, id
        LIMIT ? OFFSET ?`,
      [...parameters, pageSize, (page - 1) * pageSize],
    );
    const counted: { total: string | number }[] = await this.uow.reader.query(
      `SELECT COUNT(*) AS total FROM (SELECT 1 FROM complaint_case WHERE ${where} LIMIT ?) counted`,
      [...parameters, MOST_COUNTED],
    );
    const entities = await this.uow.reader.findBy(ComplaintCaseEntity, { id: In(ids.map((row) => row.id)) });
    const byId = new Map(entities.map((entity) => [entity.id, record(entity)]));
    return {
      cases: ids.flatMap((row) => byId.get(row.id) ?? []),
      total: Number(counted[0]?.total ?? 0),
    };
  }

  /** How many open cases each of these people has; people without one are left out. */
  async openCountOf(assigneeIds: readonly string[]): Promise<Map<string, number>> {
    if (assigneeIds.length === 0) return new Map();
    const rows: { id: string; open: string | number }[] = await this.uow.reader.query(
      `SELECT assignee_id AS id, COUNT(*) AS open FROM complaint_case
        WHERE assignee_id IN (?) AND state <> 'closed' GROUP BY assignee_id`,
      [assigneeIds],
    );
    return new Map(rows.map((row) => [row.id, Number(row.open)]));
  }

  async insert(tx: Tx, opened: NewCase): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(ComplaintCaseEntity, {
      id,
      ...opened,
      state: 'open',
      openedAt: toDate(opened.openedAt),
      dueAt: toDate(opened.dueAt),
      halfAt: opened.halfAt === null ? null : toDate(opened.halfAt),
      escalation: 0,
      ownerAnswer: null,
      closedAt: null,
      closeReason: null,
    });
    return id;
  }

  async update(tx: Tx, id: string, change: CaseChange): Promise<void> {
    const { dueAt, halfAt, closedAt, ...plain } = change;
    await tx.manager.update(
      ComplaintCaseEntity,
      { id },
      {
        ...plain,
        ...(dueAt === undefined ? {} : { dueAt: toDate(dueAt) }),
        ...(halfAt === undefined ? {} : { halfAt: halfAt === null ? null : toDate(halfAt) }),
        ...(closedAt === undefined ? {} : { closedAt: closedAt === null ? null : toDate(closedAt) }),
      },
    );
  }

  /** Cases that are not closed and must be told higher up: half or all of their time is over. */
  async toEscalate(now: number, limit: number): Promise<string[]> {
    const rows = await this.uow.read<{ id: string }>(
      `SELECT id FROM complaint_case WHERE closed_at IS NULL
          AND ((escalation < 2 AND due_at <= ?) OR (escalation < 1 AND half_at <= ?)) ORDER BY due_at LIMIT ?`,
      [toDate(now), toDate(now), limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Cases of a person, newest first. */
  async ofOwner(ownerId: string, limit: number): Promise<ComplaintCase[]> {
    const entities = await this.uow.reader.find(ComplaintCaseEntity, {
      where: { ownerId },
      order: { openedAt: 'DESC', id: 'DESC' },
      take: limit,
    });
    return entities.map(record);
  }

  async causesOf(caseId: string): Promise<CaseCause[]> {
    const entities = await this.uow.reader.find(CaseCauseEntity, {
      where: { caseId },
      order: { cause: 'ASC' },
    });
    return entities.map(({ cause }) => cause);
  }

  /** Makes these the causes of a case; one of which its owner was told already stays. */
  async setCauses(tx: Tx, found: ComplaintCase, causes: readonly CaseCause[]): Promise<void> {
    await tx.manager.query(
      'DELETE FROM case_cause WHERE case_id = ? AND told_by IS NULL AND cause NOT IN (?)',
      [found.id, causes.length === 0 ? [''] : causes],
    );
    if (causes.length === 0) return;
    await tx.manager.query(
      'INSERT IGNORE INTO case_cause (case_id, cause, store_id, owner_id, `at`) VALUES ?',
      [causes.map((cause) => [found.id, cause, found.storeId, found.ownerId, toDate(found.openedAt)])],
    );
  }

  /** Returns the id of the step. */
  async addStep(tx: Tx, caseId: string, step: Omit<CaseStep, 'id' | 'at'>): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(CaseStepEntity, { id, caseId, ...step, at: this.clock.date() });
    return id;
  }

  /** Steps of a case, oldest first. */
  async stepsOf(caseId: string): Promise<CaseStep[]> {
    const entities = await this.uow.reader.find(CaseStepEntity, {
      where: { caseId },
      order: { at: 'ASC', id: 'ASC' },
    });
    return entities.map(({ caseId: _, at, ...step }) => ({ ...step, at: at.getTime() }));
  }
}
