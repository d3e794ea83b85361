import type { CaseDetail, MakeGoodRules, routes } from '@cheban/contracts';
import { formatYuan } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { makeGoodTitle, roomOf } from '../domain/make-good.js';
import { CaseRepository, type ComplaintCase } from '../persistence/case.repository.js';
import { type MakeGood, MakeGoodRepository } from '../persistence/make-good.repository.js';
import { CaseQueries } from './case.queries.js';
import { grantedFen } from './make-good-views.queries.js';

type Area = typeof routes.case;

/**
 * Make-goods 补偿 of complaints: given at once within the limit of the role, else decided by somebody else who may. Whoever
 * changes one holds the row of its case, so that two at once cannot give more than the limit. What is granted is paid by
 * the room that hears `case.make-good-granted`.
 */
@Injectable()
export class MakeGoods {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cases: CaseRepository,
    private readonly makeGoods: MakeGoodRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly queries: CaseQueries,
  ) {}

  /** Throws REQUEST.NOT_FOUND, CASE.STATE, CASE.MAKE_GOOD_WAITING or CASE.MAKE_GOOD_MOST. */
  ask(actor: StaffActor, caseId: string, body: BodyOf<Area['makeGood']>): Promise<CaseDetail> {
    return this.uow.run(async (tx) => {
      const found = await this.lock(tx, actor, caseId);
      if (found.state === 'closed') throw new AppError('CASE.STATE');
      const [before, rules] = await Promise.all([
        this.makeGoods.ofCases([caseId]),
        this.makeGoods.rulesOf(found.storeId),
      ]);
      if (before.some(({ state }) => state === 'waiting')) throw new AppError('CASE.MAKE_GOOD_WAITING');
      const room = roomOf(actor.role, rules, grantedFen(before));
      const { kind, amountFen, item, reason } = body;
      if (amountFen > room.mostFen) throw new AppError('CASE.MAKE_GOOD_MOST');
      const made = {
        ...{ caseId, storeId: found.storeId, kind, amountFen, reason, askedBy: actor.staffId },
        title: makeGoodTitle(kind, amountFen, item),
        validDays: rules.validDays,
        state: amountFen <= room.freeFen ? ('granted' as const) : ('waiting' as const),
      };
      const id = await this.makeGoods.insert(tx, made);
      if (made.state === 'granted') await this.pay(tx, found, { ...made, id });
      const words = made.state === 'granted' ? '补偿车主' : '申请补偿，待审批';
      const notice = made.state === 'granted' ? null : `补偿待审批：${made.title}，${found.title}`;
      await this.note(tx, actor, found, 'case.make-good', `${words}：${sum(made)}`, reason, notice);
      return this.queries.detail(actor, caseId);
    });
  }

  /** Throws REQUEST.NOT_FOUND, CASE.OWN_APPROVAL, or CASE.MAKE_GOOD_DECIDED if somebody else was faster. */
  decide(actor: StaffActor, id: string, body: BodyOf<Area['decideMakeGood']>): Promise<CaseDetail> {
    return this.uow.run(async (tx) => {
      const { made, found } = await this.take(tx, actor, id);
      if (made.askedBy === actor.staffId) throw new AppError('CASE.OWN_APPROVAL');
      const state = body.approve ? 'granted' : 'refused';
      if (!(await this.makeGoods.end(tx, id, state, actor.staffId, body.note)))
        throw new AppError('CASE.MAKE_GOOD_DECIDED');
      if (body.approve) await this.pay(tx, found, made);
      const text = `${body.approve ? '同意补偿' : '不同意补偿'}：${sum(made)}`;
      await this.note(tx, actor, found, 'case.make-good-decide', text, body.note, text);
      return this.queries.detail(actor, found.id);
    });
  }

  /** Takes back one’s own that waits. Throws REQUEST.NOT_FOUND or CASE.MAKE_GOOD_DECIDED. */
  withdraw(actor: StaffActor, id: string): Promise<CaseDetail> {
    return this.uow.run(async (tx) => {
      const { made, found } = await this.take(tx, actor, id);
      if (made.askedBy !== actor.staffId) throw notFound();
      if (!(await this.makeGoods.end(tx, id, 'withdrawn', actor.staffId, '')))
        throw new AppError('CASE.MAKE_GOOD_DECIDED');
      await this.note(tx, actor, found, 'case.make-good-withdraw', `撤回补偿申请：${sum(made)}`, '', null);
      return this.queries.detail(actor, found.id);
    });
  }

  /** Throws STORE.NOT_FOUND. */
  async rules(actor: StaffActor, id: string): Promise<MakeGoodRules> {
    return this.makeGoods.rulesOf(storeOf(actor, id));
  }

  /** Throws STORE.NOT_FOUND, or REQUEST.INVALID if a role could give more than all of them together. */
  async saveRules(actor: StaffActor, id: string, change: Partial<MakeGoodRules>): Promise<MakeGoodRules> {
    const storeId = storeOf(actor, id);
    const yuan = (fen: number) => `¥${formatYuan(fen)}`;
    return this.uow.run(async (tx) => {
      const rules = await this.makeGoods.changeRules(tx, storeId, change);
      const { advisorFen, careFen, managerFen, mostFen } = rules;
      if (Math.max(advisorFen, careFen, managerFen) > mostFen)
        throw invalidField('mostFen', '单个投诉的上限不能低于各岗位的额度');
      const text = `修改补偿额度：顾问 ${yuan(advisorFen)}，客服 ${yuan(careFen)}，店总 ${yuan(managerFen)}，单个投诉最多 ${yuan(mostFen)}`;
      const entry = { actor, action: 'case.save-make-good-rules', text, subjectId: storeId, storeId };
      await this.audit.write(tx, entry);
      return rules;
    });
  }

  private async lock(tx: Tx, actor: StaffActor, caseId: string): Promise<ComplaintCase> {
    const found = await this.cases.lockById(tx, caseId);
    if (!found) throw notFound();
    ensureStore(actor, found.storeId);
    return found;
  }

  private async take(
    tx: Tx,
    actor: StaffActor,
    id: string,
  ): Promise<{ made: MakeGood; found: ComplaintCase }> {
    const made = await this.makeGoods.findById(id);
    if (!made) throw notFound();
    return { made, found: await this.lock(tx, actor, made.caseId) };
  }

  private async pay(
    tx: Tx,
    { id: caseId, storeId, visitId, ownerId, vehicleId }: ComplaintCase,
    made: Pick<MakeGood, 'id' | 'kind' | 'title' | 'amountFen' | 'validDays' | 'reason'>,
  ): Promise<void> {
    await this.outbox.append(tx, {
      type: 'case.make-good-granted',
      storeId,
      payload: {
        ...{ caseId, makeGoodId: made.id, visitId, ownerId, vehicleId },
        payKind: made.kind,
        payTitle: made.title,
        // As with a broken promise: money off only for a coupon of money; what a free item costs is beside it.
        amountFen: made.kind === 'cash_off' ? made.amountFen : 0,
        costFen: made.amountFen,
        validDays: made.validDays,
        reason: made.reason,
      },
    });
  }

  private async note(
    tx: Tx,
    actor: StaffActor,
    { id, storeId }: ComplaintCase,
    action: string,
    text: string,
    why: string,
    notice: string | null,
  ): Promise<void> {
    const said = why === '' ? `${text}。` : `${text}。${why}`;
    await this.cases.addStep(tx, id, { staffId: actor.staffId, text: said.slice(0, 500), state: null });
    await this.audit.write(tx, { actor, action, text, subjectId: id, storeId });
    this.live.publish(tx, { topic: 'case', storeId, id, notice });
  }
}

const sum = ({ kind, title, amountFen }: Pick<MakeGood, 'kind' | 'title' | 'amountFen'>) =>
  kind === 'cash_off' ? title : `${title}（¥${formatYuan(amountFen)}）`;
