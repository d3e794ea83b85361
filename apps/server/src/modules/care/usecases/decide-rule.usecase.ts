import { type CareRuleState, careRuleStateLabel, type routes, whyAlwaysTold } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, ViewOf } from '../../../platform/http/index.js';
import { GROUP } from '../domain/rule-sets.js';
import { builtInRule } from '../domain/rules/built-in-rules.js';
import { CareRuleRepository } from '../persistence/care-rule.repository.js';
import { RuleBook } from './rule-book.js';
import { RuleProblems } from './rule-problems.queries.js';
import { RuleReach } from './rule-reach.queries.js';
import { scopeOf } from './rule-scope.js';

type Routes = (typeof routes)['careRule'];
type Step = BodyOf<Routes['state']>['do'];

/** The states of a rule: from where a step may be taken, and where it leads. */
const steps: Record<Step, { from: readonly CareRuleState[]; to: CareRuleState }> = {
  pause: { from: ['on'], to: 'paused' },
  resume: { from: ['paused'], to: 'on' },
  stop: { from: ['on', 'paused'], to: 'off' },
  start: { from: ['off'], to: 'on' },
};

/** Pausing, stopping and approving reminder rules. */
@Injectable()
export class DecideRule {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: CareRuleRepository,
    private readonly book: RuleBook,
    private readonly problems: RuleProblems,
    private readonly reach: RuleReach,
    private readonly audit: Audit,
  ) {}

  /** Throws CARE.RULE_STATE for a step that the rule's state does not allow, CARE.ALWAYS_TOLD for rules that must stay on. */
  async state(
    actor: StaffActor,
    code: string,
    body: BodyOf<Routes['state']>,
  ): Promise<ViewOf<Routes['state']>> {
    const scope = scopeOf(actor, body.storeId);
    const inForce = (await this.book.fresh()).forStore(scope).get(code);
    if (!inForce) throw notFound();
    const { from, to } = steps[body.do];
    if (to !== 'on' && whyAlwaysTold(inForce.body.trigger) !== null) throw new AppError('CARE.ALWAYS_TOLD');
    const stateWhy = to !== 'paused' ? '' : body.why || `${actor.name}暂停了这条规则。`;
    return this.uow.run(async (tx) => {
      const had = await this.rules.lock(tx, scope, code);
      if (!from.includes(had?.state ?? inForce.state)) throw new AppError('CARE.RULE_STATE');
      const rule = had ?? (await this.rules.lockOrCreate(tx, scope, code));
      await this.rules.setState(tx, rule.id, to, stateWhy);
      await this.note(
        tx,
        actor,
        scope,
        `care.rule.${body.do}`,
        `规则“${inForce.body.name}”改为${careRuleStateLabel[to]}${body.why ? `：${body.why}` : ''}`,
      );
      await this.reach.announce(tx, scope, code);
      this.reach.replan(tx);
      return { state: to, stateWhy };
    });
  }

  /**
   * Lets a waiting edition pass, or sends it back. Throws CARE.OWN_APPROVAL for one's own edition, CARE.DECIDED if
   * somebody else was faster or a newer edition has replaced it, REQUEST.INVALID if it may not be told any more.
   */
  async decide(
    actor: StaffActor,
    code: string,
    body: BodyOf<Routes['decide']>,
  ): Promise<ViewOf<Routes['decide']>> {
    const scope = scopeOf(actor, body.storeId);
    const state = body.do === 'approve' ? 'live' : 'rejected';
    return this.uow.run(async (tx) => {
      const rule = await this.rules.lock(tx, scope, code);
      const edition = rule && (await this.rules.find(tx, rule.id, body.version));
      if (!rule || !edition) throw notFound();
      if (edition.state !== 'submitted') throw new AppError('CARE.DECIDED');
      if (edition.writtenBy === actor.staffId) throw new AppError('CARE.OWN_APPROVAL');
      // A day may have passed, or a template shrunk, while it waited.
      if (state === 'live') await this.problems.refuse(builtInRule(code) ? code : null, edition.body, scope);
      const decision = { state, by: actor.staffId, note: body.note } as const;
      if (!(await this.rules.decide(tx, rule, body.version, decision))) throw new AppError('CARE.DECIDED');
      await this.note(
        tx,
        actor,
        scope,
        `care.rule.${body.do}`,
        `${state === 'live' ? '批准' : '退回'}规则“${edition.body.name}”第 ${body.version} 版${body.note ? `：${body.note}` : ''}`,
      );
      await this.reach.announce(tx, scope, code);
      if (state === 'live') this.reach.replan(tx);
      return { version: body.version, state };
    });
  }

  private async note(tx: Tx, actor: StaffActor, scope: string, action: string, text: string): Promise<void> {
    await this.audit.write(tx, { actor, action, text, storeId: scope === GROUP ? null : scope });
  }
}
