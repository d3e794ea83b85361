import { type AttemptBody, type FollowUpDetail, followUpOutcomeLabel, isTalk } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { Advisors } from '../../staff/index.js';
import { halfOf } from '../domain/next-try.js';
import { fits, isActive, needsCar, settle } from '../domain/outcomes.js';
import {
  FollowUpRepository,
  type FollowUpTask,
  type TaskChange,
} from '../persistence/follow-up.repository.js';
import { TalkRepository } from '../persistence/talk.repository.js';
import { CallResults } from './call-results.usecase.js';
import { FollowUpQueries } from './follow-up.queries.js';

/** The next try may be promised this far ahead. */
const FARTHEST_MS = 60 * DAY_MS;

/** Staff work on a call: write how it went, give it to a colleague, drop it. */
@Injectable()
export class WorkFollowUp {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tasks: FollowUpRepository,
    private readonly talks: TalkRepository,
    private readonly results: CallResults,
    private readonly advisors: Advisors,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly queries: FollowUpQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes one try. Of two colleagues at once the second gets FOLLOW_UP.STATE. Throws REQUEST.NOT_FOUND,
   * FOLLOW_UP.NO_CAR, FOLLOW_UP.OUTCOME, and REQUEST.INVALID for a day that cannot be.
   */
  async attempt(actor: StaffActor, id: string, body: AttemptBody): Promise<FollowUpDetail> {
    this.check(body);
    return this.uow.run(async (tx) => {
      const task = await this.lock(tx, actor, id);
      // The booking made during the call has ended the task already: the try is still written down.
      const isBooked = body.outcome === 'booked' && task.state === 'cancelled' && task.bookingId !== null;
      if ((!isActive(task.state) && !isBooked) || task.attempts !== body.seen)
        throw new AppError('FOLLOW_UP.STATE');
      if (!fits(body.outcome, task.kind)) throw new AppError('FOLLOW_UP.OUTCOME');
      if (needsCar(body.outcome) && task.vehicleId === null) throw new AppError('FOLLOW_UP.NO_CAR');
      const now = this.clock.now();
      const wishedAt = 'nextAt' in body && body.nextAt !== undefined ? Date.parse(body.nextAt) : null;
      const standing = { ...task, hasCar: task.vehicleId !== null };
      const settled = settle(standing, body.outcome, now, wishedAt);
      const links = await this.results.of(tx, task, body);
      const number = task.attempts + 1;
      await this.tasks.addAttempt(tx, id, {
        number,
        staffId: actor.staffId,
        outcome: body.outcome,
        note: body.note,
        nextAt: settled.nextAt,
        at: now,
      });
      if (body.outcome === 'met') await this.talks.keepAnswer(tx, id, body.answers, now);
      await this.tasks.update(tx, id, {
        ...links,
        state: settled.state,
        attempts: number,
        noAnswers: settled.noAnswers,
        lastOutcome: body.outcome,
        closeReason: settled.closeReason,
        bestTime: bestTimeAfter(task, body, now, wishedAt),
        assigneeId: task.assigneeId ?? (await this.self(actor, task.storeId)),
        ...(settled.nextAt === null
          ? { openKey: null, closedAt: now }
          : { nextAt: settled.nextAt, dueAt: Math.max(task.dueAt, settled.nextAt + DAY_MS / 2) }),
      });
      await this.done(
        tx,
        actor,
        task,
        `${isTalk(task.kind) ? '面访' : '电话'}结果：${followUpOutcomeLabel[body.outcome]}`,
      );
      return this.queries.detail(actor, id);
    });
  }

  /**
   * Throws REQUEST.NOT_FOUND, FOLLOW_UP.STATE (also if neither `seen` nor the one who is wanted has it by now), or
   * REQUEST.INVALID for a person who does not work in the store.
   */
  async assign(
    actor: StaffActor,
    id: string,
    { assigneeId, seen }: { assigneeId: string | null; seen: string | null },
  ): Promise<FollowUpDetail> {
    return this.change(actor, id, '分派回访任务', async (task) => {
      if (task.assigneeId !== seen && task.assigneeId !== assigneeId) throw new AppError('FOLLOW_UP.STATE');
      if (assigneeId !== null) await this.advisors.ensureColleague(assigneeId, task.storeId);
      return { assigneeId };
    });
  }

  /** Throws REQUEST.NOT_FOUND or FOLLOW_UP.STATE. */
  async cancel(actor: StaffActor, id: string, reason: string): Promise<FollowUpDetail> {
    return this.change(actor, id, '取消回访任务', async () => ({
      state: 'cancelled',
      openKey: null,
      closedAt: this.clock.now(),
      closeReason: reason,
    }));
  }

  private async change(
    actor: StaffActor,
    id: string,
    text: string,
    changeOf: (task: FollowUpTask) => Promise<TaskChange>,
  ): Promise<FollowUpDetail> {
    return this.uow.run(async (tx) => {
      const task = await this.lock(tx, actor, id);
      if (!isActive(task.state)) throw new AppError('FOLLOW_UP.STATE');
      await this.tasks.update(tx, id, await changeOf(task));
      await this.done(tx, actor, task, text);
      return this.queries.detail(actor, id);
    });
  }

  private async lock(tx: Tx, actor: StaffActor, id: string): Promise<FollowUpTask> {
    const task = await this.tasks.lockById(tx, id);
    if (!task) throw notFound();
    ensureStore(actor, task.storeId);
    return task;
  }

  private check(body: AttemptBody): void {
    const now = this.clock.now();
    if (body.outcome === 'done_elsewhere' && body.on > this.clock.today())
      throw invalidField('on', '日期不能晚于今天');
    if (!('nextAt' in body) || body.nextAt === undefined) return;
    const at = Date.parse(body.nextAt);
    if (at <= now || at > now + FARTHEST_MS) throw invalidField('nextAt', '请选择 60 天内的时间');
  }

  /** Whoever calls first has it from then on, if they belong to the store. */
  private async self(actor: StaffActor, storeId: string): Promise<string | null> {
    return (await this.advisors.worksAt(actor.staffId, storeId)) ? actor.staffId : null;
  }

  private async done(tx: Tx, actor: StaffActor, task: FollowUpTask, text: string): Promise<void> {
    await this.audit.write(tx, {
      actor,
      action: 'follow-up.work',
      text,
      subjectId: task.id,
      storeId: task.storeId,
    });
    this.live.publish(tx, { topic: 'call', storeId: task.storeId, id: task.id, notice: null });
  }
}

function bestTimeAfter(task: FollowUpTask, body: AttemptBody, now: number, wishedAt: number | null) {
  if (isTalk(task.kind)) return task.bestTime;
  if (body.outcome === 'call_back' && wishedAt !== null) return halfOf(wishedAt);
  if (body.outcome === 'no_answer' || body.outcome === 'wrong_number') return task.bestTime;
  return halfOf(now);
}
