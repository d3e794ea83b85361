import { type CouponIssueView, couponIssueStateLabel, type routes, sayCouponFace } from '@cheban/contracts';
import { normalisePhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, may, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { sayCost } from '../domain/coupon-words.js';
import { COUPON_ISSUE_RING } from '../jobs/issue-coupons.job.js';
import type { StoredAudience } from '../persistence/coupon-issue.entity.js';
import { type CouponIssue, CouponIssueRepository } from '../persistence/coupon-issue.repository.js';
import { type CouponType, CouponTypeRepository } from '../persistence/coupon-type.repository.js';
import { CouponViews, iso, isoOrNull } from './coupon-views.queries.js';
import { IssueAudiences } from './issue-audiences.js';
import { ManageCouponTypes } from './manage-types.usecase.js';

type Routes = (typeof routes)['couponIssue'];

/** Issues to many: who asks, who approves (never the same person), who stops. */
@Injectable()
export class PlanIssue {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly issues: CouponIssueRepository,
    private readonly types: CouponTypeRepository,
    private readonly manage: ManageCouponTypes,
    private readonly audiences: IssueAudiences,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly views: CouponViews,
    private readonly people: Advisors,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly wakeUp: WakeUp,
  ) {}

  /** Throws REQUEST.NOT_FOUND, STORE.NOT_FOUND, COUPON.STATE, COUPON.AUDIENCE. */
  async preview(actor: StaffActor, body: BodyOf<Routes['preview']>): Promise<ViewOf<Routes['preview']>> {
    const type = await this.givable(actor, body.typeId);
    const { audience, people, text } = await this.resolve(actor, body.audience);
    return {
      people,
      unknown: audience.kind === 'owners' ? audience.unknown : 0,
      audienceText: text,
      costText: sayCost(type, people),
      stockLeft: type.stockLeft,
      short: type.stockLeft !== null && type.stockLeft < people,
    };
  }

  /** Throws REQUEST.NOT_FOUND, STORE.NOT_FOUND, COUPON.STATE, COUPON.AUDIENCE. */
  async create(actor: StaffActor, body: BodyOf<Routes['create']>): Promise<CouponIssueView> {
    const type = await this.givable(actor, body.typeId);
    const { audience, people, text } = await this.resolve(actor, body.audience);
    if (people === 0) throw new AppError('COUPON.AUDIENCE');
    const id = await this.uow.run(async (tx) => {
      const made = await this.issues.insert(tx, {
        typeId: type.id,
        storeId: type.storeId,
        audience,
        audienceText: text,
        tell: body.tell,
        people,
        askedBy: actor.staffId,
      });
      await this.audit.write(tx, {
        actor,
        action: 'coupon.issue-ask',
        text: `申请批量发放“${type.title}”：${text}，约 ${people} 人`,
        subjectId: made,
        storeId: type.storeId,
      });
      this.live.publish(tx, { topic: 'coupon', storeId: type.storeId, id: made, notice: '有卡券发放待审批' });
      return made;
    });
    return this.detail(actor, id);
  }

  /** The second answer, and one's own, change nothing. Throws REQUEST.NOT_FOUND, COUPON.OWN_APPROVAL, COUPON.DECIDED, COUPON.STATE. */
  async decide(actor: StaffActor, id: string, body: BodyOf<Routes['decide']>): Promise<CouponIssueView> {
    const issue = await this.visible(actor, id);
    if (issue.askedBy === actor.staffId) throw new AppError('COUPON.OWN_APPROVAL');
    if (body.approve) await this.givable(actor, issue.typeId);
    await this.uow.run(async (tx) => {
      const { staffId } = actor;
      if (!(await this.issues.decide(tx, id, { ...body, staffId }))) throw new AppError('COUPON.DECIDED');
      await this.audit.write(tx, {
        actor,
        action: body.approve ? 'coupon.issue-approve' : 'coupon.issue-refuse',
        text: `${body.approve ? '同意' : '不同意'}批量发放：${issue.audienceText}${body.note ? `（${body.note}）` : ''}`,
        subjectId: id,
        storeId: issue.storeId,
      });
      this.live.publish(tx, { topic: 'coupon', storeId: issue.storeId, id, notice: null });
      if (body.approve) tx.afterCommit(() => this.wakeUp.ring(COUPON_ISSUE_RING));
    });
    return this.detail(actor, id);
  }

  /** Throws REQUEST.NOT_FOUND, COUPON.DECIDED (it is over). */
  async stop(actor: StaffActor, id: string): Promise<CouponIssueView> {
    const issue = await this.visible(actor, id);
    await this.uow.run(async (tx) => {
      if (!(await this.issues.stop(tx, id, `由${actor.name}停止`))) throw new AppError('COUPON.DECIDED');
      await this.audit.write(tx, {
        actor,
        action: 'coupon.issue-stop',
        text: `停止批量发放：${issue.audienceText}`,
        subjectId: id,
        storeId: issue.storeId,
      });
      this.live.publish(tx, { topic: 'coupon', storeId: issue.storeId, id, notice: null });
    });
    return this.detail(actor, id);
  }

  async list(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    const { page, pageSize, ...filter } = query;
    const found = await this.issues.page(actor.storeIds, filter, page, pageSize);
    return { items: await this.viewsOf(actor, found.issues), total: found.total, page, pageSize };
  }

  async detail(actor: StaffActor, id: string): Promise<CouponIssueView> {
    const [view] = await this.viewsOf(actor, [await this.visible(actor, id)]);
    if (!view) throw notFound();
    return view;
  }

  private async visible(actor: StaffActor, id: string): Promise<CouponIssue> {
    const issue = await this.issues.findById(id);
    if (!issue) throw notFound();
    ensureStore(actor, issue.storeId);
    return issue;
  }

  private async givable(actor: StaffActor, typeId: string): Promise<CouponType> {
    const type = await this.manage.visible(actor, typeId);
    if (type.state !== 'active' || type.system) throw new AppError('COUPON.STATE');
    return type;
  }

  /** The audience as it is kept: phones become people of my stores, and are forgotten. */
  private async resolve(
    actor: StaffActor,
    asked: BodyOf<Routes['preview']>['audience'],
  ): Promise<{ audience: StoredAudience; people: number; text: string }> {
    let audience: StoredAudience;
    if (asked.kind === 'phones') audience = await this.ownersOf(actor, asked.phones);
    else {
      for (const storeId of asked.kind === 'stores' ? asked.storeIds : [asked.storeId])
        storeOf(actor, storeId);
      audience = asked;
    }
    const source = this.audiences.of(audience);
    if (!source) throw new AppError('COUPON.AUDIENCE');
    const problem = source.problem?.(audience) ?? null;
    if (problem !== null)
      throw new AppError('COUPON.AUDIENCE', { fields: [{ path: 'audience', message: problem }] });
    const text = [...source.say(audience)].slice(0, 300).join('');
    return { audience, people: await source.count(audience), text };
  }

  private async ownersOf(actor: StaffActor, phones: readonly string[]): Promise<StoredAudience> {
    const wanted = [...new Set(phones.map((phone) => normalisePhone(phone).phone ?? phone))];
    const found = await this.owners.idsByPhones(wanted);
    const homes = await this.vehicles.homesOf(found);
    const ownerIds = found
      .filter((id) => (homes.get(id) ?? []).some(({ storeId }) => actor.storeIds.includes(storeId)))
      .sort();
    return { kind: 'owners', ownerIds, unknown: wanted.length - ownerIds.length };
  }

  private async viewsOf(actor: StaffActor, issues: readonly CouponIssue[]): Promise<CouponIssueView[]> {
    const [types, stores, names] = await Promise.all([
      this.types.findByIds(issues.map(({ typeId }) => typeId)),
      this.views.storeNames(issues.map(({ storeId }) => storeId)),
      this.people.names(issues.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy])),
    ]);
    return issues.flatMap((issue) => {
      const type = types.get(issue.typeId);
      if (!type) return [];
      const { seen, issued, full, soldOut, people } = issue;
      const percent =
        issue.state === 'done' || people === 0 ? 100 : Math.min(99, Math.floor((seen * 100) / people));
      return {
        id: issue.id,
        typeId: type.id,
        typeTitle: type.title,
        faceText: sayCouponFace(type),
        storeId: issue.storeId,
        storeName: stores.get(issue.storeId) ?? '',
        state: issue.state,
        stateLabel: couponIssueStateLabel[issue.state],
        audienceText: issue.audienceText,
        tell: issue.tell,
        people,
        progress: { seen, issued, full, soldOut, percent },
        costText: sayCost(type, people),
        why: issue.why,
        askedBy: names.get(issue.askedBy) ?? '已离职员工',
        askedAt: iso(issue.askedAt),
        decidedBy: issue.decidedBy === null ? null : (names.get(issue.decidedBy) ?? '已离职员工'),
        decidedAt: isoOrNull(issue.decidedAt),
        decisionNote: issue.decisionNote,
        startedAt: isoOrNull(issue.startedAt),
        mayDecide:
          issue.state === 'waiting' && may(actor, 'coupon.approve') && issue.askedBy !== actor.staffId,
        mayStop: (issue.state === 'waiting' || issue.state === 'running') && may(actor, 'coupon.manage'),
      };
    });
  }
}
