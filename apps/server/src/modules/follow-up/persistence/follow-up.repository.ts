import type { BestTime, FollowUpKind, FollowUpOutcome, FollowUpState } from '@cheban/contracts';
import { startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { CallFacts } from '../domain/call-facts.js';
import { FollowUpAttemptEntity, FollowUpTaskEntity } from './follow-up.entity.js';

/** A call task. Instants in milliseconds. */
export interface FollowUpTask {
  readonly id: string;
  readonly openKey: string | null;
  readonly kind: FollowUpKind;
  readonly storeId: string;
  readonly ownerId: string;
  readonly vehicleId: string | null;
  readonly subjectId: string | null;
  readonly facts: CallFacts;
  readonly title: string;
  readonly script: string;
  readonly why: string;
  readonly state: FollowUpState;
  readonly assigneeId: string | null;
  readonly bestTime: BestTime;
  readonly dueAt: number;
  readonly nextAt: number;
  readonly attempts: number;
  readonly noAnswers: number;
  readonly lastOutcome: FollowUpOutcome | null;
  readonly bookingId: string | null;
  readonly caseId: string | null;
  readonly closeReason: string | null;
  readonly closedAt: number | null;
  readonly createdAt: number;
}

export type NewTask = Pick<
  FollowUpTask,
  | 'openKey'
  | 'kind'
  | 'storeId'
  | 'ownerId'
  | 'vehicleId'
  | 'subjectId'
  | 'facts'
  | 'title'
  | 'script'
  | 'why'
  | 'assigneeId'
  | 'bestTime'
  | 'dueAt'
  | 'nextAt'
>;
export type TaskChange = Partial<Omit<FollowUpTask, 'id' | 'createdAt'>>;

export interface Attempt {
  readonly number: number;
  readonly staffId: string;
  readonly outcome: FollowUpOutcome;
  readonly note: string;
  readonly nextAt: number | null;
  readonly at: number;
}

const record = (entity: FollowUpTaskEntity): FollowUpTask => ({
  ...entity,
  dueAt: entity.dueAt.getTime(),
  nextAt: entity.nextAt.getTime(),
  closedAt: entity.closedAt?.getTime() ?? null,
  createdAt: entity.createdAt.getTime(),
});

/** Calls to make and the tries of each. */
@Injectable()
export class FollowUpRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<FollowUpTask | null> {
    const entity = await this.uow.reader.findOneBy(FollowUpTaskEntity, { id });
    return entity ? record(entity) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, FollowUpTask>> {
    if (ids.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(FollowUpTaskEntity, { id: In([...ids]) });
    return new Map(entities.map((entity) => [entity.id, record(entity)]));
  }

  async lockById(tx: Tx, id: string): Promise<FollowUpTask | null> {
    const entity = await tx.manager.findOne(FollowUpTaskEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  /** The one open task under a key, held until the transaction ends. */
  async lockOpen(tx: Tx, openKey: string): Promise<FollowUpTask | null> {
    const entity = await tx.manager.findOne(FollowUpTaskEntity, {
      where: { openKey },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  /** Active tasks of a car or a person, held until the transaction ends. */
  async lockActive(
    tx: Tx,
    of: { vehicleId: string } | { ownerId: string },
    kinds: readonly FollowUpKind[],
  ): Promise<FollowUpTask[]> {
    const entities = await tx.manager.find(FollowUpTaskEntity, {
      where: { ...of, kind: In([...kinds]), state: In(['open', 'waiting']) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return entities.map(record);
  }

  /** Tasks of a car that a booking has made needless, held until the transaction ends. */
  async lockCancelledBy(tx: Tx, vehicleId: string, bookingId: string): Promise<FollowUpTask[]> {
    const entities = await tx.manager.find(FollowUpTaskEntity, {
      where: { vehicleId, state: 'cancelled', bookingId },
      lock: { mode: 'pessimistic_write' },
    });
    return entities.map(record);
  }

  /** Takes a key for a task. False if the thing has led to a call before. */
  async takeKey(tx: Tx, dedupeKey: string, taskId: string): Promise<boolean> {
    const taken: { affectedRows: number } = await tx.manager.query(
      'INSERT IGNORE INTO follow_up_key (dedupe_key, task_id) VALUES (?, ?)',
      [dedupeKey, taskId],
    );
    return taken.affectedRows === 1;
  }

  async moveKey(tx: Tx, dedupeKey: string, taskId: string): Promise<void> {
    await tx.manager.query('UPDATE follow_up_key SET task_id = ? WHERE dedupe_key = ?', [taskId, dedupeKey]);
  }

  /** Takes keys for tasks in one statement; returns the ids of those whose thing has led to no task before. */
  async takeKeys(tx: Tx, wanted: readonly { key: string; id: string }[]): Promise<Set<string>> {
    if (wanted.length === 0) return new Set();
    await tx.manager.query('INSERT IGNORE INTO follow_up_key (dedupe_key, task_id) VALUES ?', [
      wanted.map(({ key, id }) => [key, id]),
    ]);
    const rows: { id: string }[] = await tx.manager.query(
      'SELECT task_id AS id FROM follow_up_key WHERE task_id IN (?)',
      [wanted.map(({ id }) => id)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Writes a task under a given id. False if another task holds its open key. */
  async insert(tx: Tx, id: string, task: NewTask): Promise<boolean> {
    return (await this.insertMany(tx, [{ id, ...task }])) === 1;
  }

  /** Writes tasks in one statement; returns how many, those left out whose open key is held. */
  async insertMany(tx: Tx, tasks: readonly (NewTask & { id: string })[]): Promise<number> {
    const now = this.clock.date();
    const rows = tasks.map((task) => ({
      id: task.id,
      open_key: task.openKey,
      kind: task.kind,
      store_id: task.storeId,
      owner_id: task.ownerId,
      vehicle_id: task.vehicleId,
      subject_id: task.subjectId,
      facts: JSON.stringify(task.facts),
      title: task.title.slice(0, 80),
      script: task.script.slice(0, 1000),
      why: task.why.slice(0, 300),
      state: 'open',
      assignee_id: task.assigneeId,
      best_time: task.bestTime,
      due_at: toDate(task.dueAt),
      next_at: toDate(task.nextAt),
      attempts: 0,
      no_answers: 0,
      created_at: now,
      updated_at: now,
    }));
    const [first] = rows;
    if (!first) return 0;
    const columns = Object.keys(first).map((name) => `\`${name}\``);
    const result: { affectedRows: number } = await tx.manager.query(
      `INSERT IGNORE INTO follow_up_task (${columns.join(', ')}) VALUES ?`,
      [rows.map((row) => Object.values(row))],
    );
    return result.affectedRows;
  }

  newId(): string {
    return newId(this.clock);
  }

  async update(tx: Tx, id: string, change: TaskChange): Promise<void> {
    const { dueAt, nextAt, closedAt, ...plain } = change;
    await tx.manager.update(
      FollowUpTaskEntity,
      { id },
      {
        ...plain,
        ...(dueAt === undefined ? {} : { dueAt: toDate(dueAt) }),
        ...(nextAt === undefined ? {} : { nextAt: toDate(nextAt) }),
        ...(closedAt === undefined ? {} : { closedAt: closedAt === null ? null : toDate(closedAt) }),
        updatedAt: this.clock.date(),
      },
    );
  }

  async addAttempt(tx: Tx, taskId: string, attempt: Attempt): Promise<void> {
    const { at, nextAt, ...plain } = attempt;
    await tx.manager.insert(FollowUpAttemptEntity, {
      taskId,
      ...plain,
      at: toDate(at),
      nextAt: nextAt === null ? null : toDate(nextAt),
    });
  }

  /** Tries of a task, the newest first. */
  async attemptsOf(taskId: string): Promise<Attempt[]> {
    const entities = await this.uow.reader.find(FollowUpAttemptEntity, {
      where: { taskId },
      order: { number: 'DESC' },
    });
    return entities.map(({ taskId: _, at, nextAt, ...plain }) => ({
      ...plain,
      at: at.getTime(),
      nextAt: nextAt?.getTime() ?? null,
    }));
  }

  /** When somebody last answered a call to this owner; null if nobody ever did. */
  async lastAnswered(ownerId: string): Promise<number | null> {
    const rows = await this.uow.read<{ at: Date | null }>(
      `SELECT MAX(a.\`at\`) AS \`at\` FROM follow_up_attempt a JOIN follow_up_task t ON t.id = a.task_id
        WHERE t.owner_id = ? AND a.outcome NOT IN ('no_answer', 'wrong_number', 'met', 'put_off', 'absent', 'declined')`,
      [ownerId],
    );
    return rows[0]?.at?.getTime() ?? null;
  }

  /** How many tasks of these stores were done on a business date. */
  async doneOn(storeIds: readonly string[], date: string): Promise<number> {
    const rows = await this.uow.read<{ n: string }>(
      `SELECT COUNT(*) AS n FROM follow_up_task
        WHERE store_id IN (?) AND state = 'done' AND closed_at >= ?`,
      [storeIds, toDate(startOfBusinessDay(date))],
    );
    return Number(rows[0]?.n ?? 0);
  }
}
