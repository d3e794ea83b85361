import type { routes } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, ViewOf } from '../../../platform/http/index.js';
import { type CareRuleBody } from '../domain/care-rule.js';
import { GROUP } from '../domain/rule-sets.js';
import { sayChanges } from '../domain/rule-words.js';
import { builtInRule } from '../domain/rules/built-in-rules.js';
import { CareRuleRepository } from '../persistence/care-rule.repository.js';
import { RuleBook } from './rule-book.js';
import { RuleProblems } from './rule-problems.queries.js';
import { RuleReach } from './rule-reach.queries.js';
import { scopeOf } from './rule-scope.js';

type Routes = (typeof routes)['careRule'];
type Saved = ViewOf<Routes['save']>;

/** New editions of reminder rules. What would reach many, or advertises, waits for a second person. */
@Injectable()
export class EditRule {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: CareRuleRepository,
    private readonly book: RuleBook,
    private readonly problems: RuleProblems,
    private readonly reach: RuleReach,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Throws CARE.RULE_CHANGED if somebody saved since it was read, REQUEST.INVALID with every problem,
   * REQUEST.NOT_FOUND for a code that this scope does not know.
   */
  async save(actor: StaffActor, code: string, body: BodyOf<Routes['save']>): Promise<Saved> {
    const scope = scopeOf(actor, body.storeId);
    const known = await this.known(scope, code);
    if (!known) throw notFound();
    return this.write(actor, scope, code, body.body, known.body, body.basedOnVersion);
  }

  /** A rule of our own; its code is made here. */
  async create(actor: StaffActor, body: BodyOf<Routes['create']>): Promise<Saved> {
    const scope = scopeOf(actor, body.storeId);
    return this.write(actor, scope, `own_${newId(this.clock).slice(-12).toLowerCase()}`, body.body, null, 0);
  }

  private async known(scope: string, code: string): Promise<{ body: CareRuleBody | null } | null> {
    const found = (await this.book.fresh()).forStore(scope).get(code) ?? builtInRule(code);
    if (found) return { body: found.body };
    // Written here, but nobody has approved it yet.
    const waiting = (await this.rules.inScopes([scope])).some((rule) => rule.code === code);
    return waiting ? { body: null } : null;
  }

  private async write(
    actor: StaffActor,
    scope: string,
    code: string,
    body: CareRuleBody,
    before: CareRuleBody | null,
    basedOn: number,
  ): Promise<Saved> {
    await this.problems.refuse(before === null && !builtInRule(code) ? null : code, body, scope);
    const recipients = await this.reach.people(scope, code, body);
    const approval = this.needsApproval(body, recipients);
    const state = approval === null ? 'live' : 'submitted';
    const version = await this.uow.run(async (tx) => {
      const rule = await this.rules.lockOrCreate(tx, scope, code);
      if (rule.lastVersion !== basedOn) throw new AppError('CARE.RULE_CHANGED');
      const next = await this.rules.addEdition(tx, rule, {
        body,
        state,
        recipients,
        writtenBy: actor.staffId,
      });
      await this.note(tx, actor, scope, body, before, next, state);
      await this.reach.announce(tx, scope, code);
      if (state === 'live') this.reach.replan(tx);
      return next;
    });
    return { code, version, state, why: approval ?? '已生效，尚未发出的提醒会按新规则重新安排。' };
  }

  /** Why a second person has to let it pass, in Chinese; null if nobody has to. */
  needsApproval(body: Pick<CareRuleBody, 'class' | 'trigger'>, people: number): string | null {
    const { approvalOver } = this.config.care;
    if (body.class === 'marketing') return '营销消息需要另一位同事审批。';
    if (body.trigger.type === 'on_date') return '指定日期的群发需要另一位同事审批。';
    return people > approvalOver
      ? `未来 30 天将发给 ${people} 人，超过 ${approvalOver} 人，需要另一位同事审批。`
      : null;
  }

  private async note(
    tx: Tx,
    actor: StaffActor,
    scope: string,
    body: CareRuleBody,
    before: CareRuleBody | null,
    version: number,
    state: 'live' | 'submitted',
  ): Promise<void> {
    const what = `${scope === GROUP ? '集团规则' : '规则'}“${body.name}”第 ${version} 版`;
    await this.audit.write(tx, {
      actor,
      action: 'care.rule.save',
      text: `修改${what}（${sayChanges(before, body)}）${state === 'submitted' ? '，提交审批' : ''}`,
      subjectId: null,
      storeId: scope === GROUP ? null : scope,
    });
  }
}
