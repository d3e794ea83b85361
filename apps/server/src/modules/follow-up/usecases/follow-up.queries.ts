import {
  bestTimeLabel,
  type FollowUpDetail,
  type FollowUpRow,
  followUpKindLabel,
  followUpOutcomeLabel,
  followUpStateLabel,
  type routes,
} from '@cheban/contracts';
import { addDays, csvOf, maskPhone, shanghaiStamp, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { isActive, outcomesOf } from '../domain/outcomes.js';
import { FollowUpRepository, type FollowUpTask } from '../persistence/follow-up.repository.js';
import { type FollowUpFilter, FollowUpListRepository } from '../persistence/follow-up-list.repository.js';
import { TalkRepository } from '../persistence/talk.repository.js';
import { CallContext, type Named } from './call-context.queries.js';

type Routes = (typeof routes)['followUp'];

const MOST_EXPORTED = 10_000;
const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Calls as staff see them; those of foreign stores answer like missing ones. */
@Injectable()
export class FollowUpQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tasks: FollowUpRepository,
    private readonly lists: FollowUpListRepository,
    private readonly talks: TalkRepository,
    private readonly context: CallContext,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async list(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    const { page, pageSize } = query;
    const filter = this.filterOf(actor, query);
    const [{ tasks, total }, counters, doneToday] = await Promise.all([
      this.lists.page(filter, pageSize, (page - 1) * pageSize),
      this.lists.counters(filter.storeIds, actor.staffId, this.clock.now()),
      filter.storeIds.length === 0 ? 0 : this.tasks.doneOn(filter.storeIds, this.clock.today()),
    ]);
    return { items: await this.rows(tasks), total, page, pageSize, counters: { ...counters, doneToday } };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async detail(actor: StaffActor, id: string): Promise<FollowUpDetail> {
    const task = await this.tasks.findById(id);
    if (!task) throw notFound();
    ensureStore(actor, task.storeId);
    const [tries, answers] = await Promise.all([this.tasks.attemptsOf(id), this.talks.answerOf(id)]);
    const named = await this.context.of(
      [task],
      tries.map(({ staffId }) => staffId),
    );
    const around = await this.context.around(task, named, actor.name);
    const standing = { ...task, hasCar: task.vehicleId !== null };
    return {
      ...rowOf(task, named, this.clock.now()),
      ...around,
      why: task.why,
      closeReason: task.closeReason,
      bookingId: task.bookingId,
      caseId: task.caseId,
      tries: tries.map(({ at, staffId, outcome, note, nextAt }) => ({
        at: iso(at),
        by: named.names.get(staffId) ?? '已离职同事',
        outcome,
        note,
        nextAt: isoOrNull(nextAt),
      })),
      answers,
      outcomes: outcomesOf(standing),
    };
  }

  /** The filtered list as CSV, phones masked; written down who took it. Throws STORE.NOT_FOUND. */
  async sheet(actor: StaffActor, query: QueryOf<Routes['exportFile']>): Promise<string> {
    const filter = this.filterOf(actor, query);
    const { tasks } = await this.lists.page(filter, MOST_EXPORTED, 0);
    const rows = await this.rows(tasks);
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'follow-up.export',
        text: `导出回访任务 ${rows.length} 条`,
        storeId: query.storeId ?? null,
      }),
    );
    return csvOf([HEAD, ...rows.map(cellsOf)]);
  }

  private filterOf(
    actor: StaffActor,
    query: QueryOf<Routes['exportFile']> & { page?: number; pageSize?: number },
  ): FollowUpFilter {
    return {
      storeIds: storesOf(actor, query.storeId),
      kind: query.kind,
      state: query.state,
      assigneeId: query.mine ? actor.staffId : undefined,
      dueBefore: query.overdue ? this.clock.now() : undefined,
      ownerId: query.ownerId,
      createdFrom: query.from === undefined ? undefined : startOfBusinessDay(query.from),
      createdBefore: query.to === undefined ? undefined : startOfBusinessDay(addDays(query.to, 1)),
    };
  }

  /** Four queries whatever the number of tasks. */
  private async rows(tasks: readonly FollowUpTask[]): Promise<FollowUpRow[]> {
    const named = await this.context.of(tasks);
    const now = this.clock.now();
    return tasks.map((task) => rowOf(task, named, now));
  }
}

/** A call as it stands in the list, with everybody it names. */
function rowOf(task: FollowUpTask, { owners, vehicles, stores, names }: Named, now: number): FollowUpRow {
  const owner = owners.get(task.ownerId);
  const car = task.vehicleId === null ? null : (vehicles.get(task.vehicleId) ?? null);
  return {
    id: task.id,
    kind: task.kind,
    title: task.title,
    state: task.state,
    storeId: task.storeId,
    storeName: stores.get(task.storeId)?.name ?? '',
    ownerId: task.ownerId,
    ownerName: owner?.name ?? '',
    phoneMasked: owner?.phone ? maskPhone(owner.phone) : null,
    vehicleId: task.vehicleId,
    plate: car?.plate ?? null,
    model: car ? `${car.brand} ${car.model}`.trim() : null,
    assigneeId: task.assigneeId,
    assigneeName: (task.assigneeId === null ? null : names.get(task.assigneeId)) ?? null,
    dueAt: iso(task.dueAt),
    nextAt: iso(task.nextAt),
    overdue: isActive(task.state) && task.dueAt < now,
    bestTime: task.bestTime,
    bestTimeText: bestTimeLabel[task.bestTime],
    attempts: task.attempts,
    lastOutcome: task.lastOutcome,
    closedAt: isoOrNull(task.closedAt),
    createdAt: iso(task.createdAt),
  };
}

const HEAD = [
  '类型',
  '事由',
  '门店',
  '车主',
  '电话',
  '车牌',
  '车型',
  '状态',
  '负责人',
  '拨打次数',
  '最近结果',
  '下次拨打',
  '完成期限',
  '是否超时',
];

function cellsOf(row: FollowUpRow): string[] {
  return [
    followUpKindLabel[row.kind],
    row.title,
    row.storeName,
    row.ownerName,
    row.phoneMasked ?? '',
    row.plate ?? '',
    row.model ?? '',
    followUpStateLabel[row.state],
    row.assigneeName ?? '',
    String(row.attempts),
    row.lastOutcome === null ? '' : followUpOutcomeLabel[row.lastOutcome],
    row.closedAt === null ? sayInstant(row.nextAt) : '',
    sayInstant(row.dueAt),
    row.overdue ? '是' : '',
  ];
}

const sayInstant = (text: string): string => shanghaiStamp(Date.parse(text));
