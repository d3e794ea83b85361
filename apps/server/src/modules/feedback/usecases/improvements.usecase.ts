import { caseCauseLabel, type ImprovementView, improvementStateLabel, type routes } from '@cheban/contracts';
import { addMonths, DAY_MS, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf, storesOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { Advisors } from '../../staff/index.js';
import { type Improvement, ImprovementRepository } from '../persistence/improvement.repository.js';

type Area = typeof routes.improvement;
const iso = (at: number) => toDate(at).toISOString();
/** Mission C: every month the top three causes become plans. */
const TOP = 3;
const WINDOW_MS = 30 * DAY_MS;

/** Causes of complaints, and the actions that remove them. */
@Injectable()
export class Improvements {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly improvements: ImprovementRepository,
    private readonly advisors: Advisors,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async causes(actor: StaffActor, query: QueryOf<Area['causes']>): Promise<ViewOf<Area['causes']>> {
    const storeId = storeOf(actor, query.storeId);
    const month = query.month ?? this.clock.today().slice(0, 7);
    const first = `${month}-01`;
    const [counts, open] = await Promise.all([
      this.improvements.causes(storeId, startOfBusinessDay(first), startOfBusinessDay(addMonths(first, 1))),
      this.improvements.openOf(storeId),
    ]);
    return {
      month,
      items: counts.map((count, index) => ({
        ...count,
        label: caseCauseLabel[count.cause],
        top: index < TOP,
        improvementId: open.get(count.cause) ?? null,
      })),
    };
  }

  /** Throws STORE.NOT_FOUND. */
  async list(actor: StaffActor, query: QueryOf<Area['list']>): Promise<ViewOf<Area['list']>> {
    const { page, pageSize } = query;
    const storeIds = storesOf(actor, query.storeId);
    const { items, total } = await this.improvements.page(storeIds, query.state, page, pageSize);
    return { items: await this.views(items), total, page, pageSize };
  }

  /** Throws STORE.NOT_FOUND, REQUEST.INVALID for a date that has passed or a person of another store. */
  async create(actor: StaffActor, body: BodyOf<Area['create']>): Promise<ImprovementView> {
    const storeId = storeOf(actor, body.storeId);
    if (body.dueOn < this.clock.today()) throw invalidField('dueOn', '完成日期不能早于今天');
    await this.advisors.ensureColleague(body.assigneeId, storeId);
    return this.uow.run(async (tx) => {
      const id = await this.improvements.insert(tx, body, actor.staffId);
      const text = `新建改进：${body.title}`;
      await this.audit.write(tx, { actor, action: 'improvement.create', text, subjectId: id, storeId });
      return this.view(id);
    });
  }

  /** If it worked, all owners who raised the cause are told, once. Throws REQUEST.NOT_FOUND, CASE.STATE. */
  close(
    actor: StaffActor,
    id: string,
    { effective, result }: BodyOf<Area['close']>,
  ): Promise<ImprovementView> {
    return this.uow.run(async (tx) => {
      const found = await this.improvements.lockById(tx, id);
      if (!found) throw notFound();
      const { storeId } = found;
      ensureStore(actor, storeId);
      if (found.state !== 'open') throw new AppError('CASE.STATE');
      await this.improvements.close(tx, id, effective ? 'effective' : 'ineffective', result);
      if (effective)
        await this.outbox.append(tx, {
          type: 'improvement.effective',
          storeId,
          payload: { improvementId: id },
        });
      const text = `${effective ? '改进有效' : '改进无效'}：${found.title}`;
      await this.audit.write(tx, { actor, action: 'improvement.close', text, subjectId: id, storeId });
      return this.view(id);
    });
  }

  private async view(id: string): Promise<ImprovementView> {
    const found = await this.improvements.findById(id);
    const [view] = found ? await this.views([found]) : [];
    if (!view) throw notFound();
    return view;
  }

  private async views(items: readonly Improvement[]): Promise<ImprovementView[]> {
    const [names, told] = await Promise.all([
      this.advisors.names(items.map(({ assigneeId }) => assigneeId)),
      this.improvements.toldBy(items.map(({ id }) => id)),
    ]);
    const now = this.clock.now();
    const today = this.clock.today();
    return Promise.all(
      items.map(async (item) => {
        const { id, storeId, cause, title, plan, assigneeId, dueOn, state, result } = item;
        const count = (from: number, to: number) => this.improvements.countCause(storeId, cause, from, to);
        const [before, lately] = await Promise.all([
          count(item.createdAt - WINDOW_MS, item.createdAt),
          count(Math.max(now - WINDOW_MS, item.createdAt), now),
        ]);
        return {
          ...{ id, storeId, cause, title, plan, assigneeId, dueOn, state, result },
          causeLabel: caseCauseLabel[cause],
          assigneeName: names.get(assigneeId) ?? '',
          overdue: state === 'open' && dueOn < today,
          stateLabel: improvementStateLabel[state],
          told: told.get(id) ?? 0,
          before,
          now: lately,
          createdAt: iso(item.createdAt),
          closedAt: item.closedAt === null ? null : iso(item.closedAt),
        };
      }),
    );
  }
}
