import { channelLabel, type MessageKind, type routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { type Account, OwnerDirectory } from '../../owner/index.js';
import { explainCode } from '../domain/provider-errors.js';
import { TRIAL_MS } from '../domain/reaction.js';
import { CreditRepository, pairKey } from '../persistence/credit.repository.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { circuitName, SendingRulesRepository } from '../persistence/sending-rules.repository.js';
import { TemplateRepository, type TemplateUse } from '../persistence/template.repository.js';
import { CircuitQueries, circuitTarget } from './circuit.queries.js';
import { DeliverMessage, failureOf } from './deliver-message.usecase.js';
import type { Route } from './reach.queries.js';
import { fill, sampleWords } from './template-mapping.js';

type Tested = ViewOf<(typeof routes)['channel']['testCircuit']>;

/** Reactions that speak of our settings: they are the circuit's new reason. Others speak of the recipient or the moment. */
const ABOUT_SETTINGS = new Set(['CONFIG', 'WAIT', 'BUG', 'TOKEN']);

/**
 * One send by a person through an open circuit, to an account that agreed: staff who have mended the settings need
 * not wait for the trial of every half hour. A success closes the circuit, a failure keeps it with its new reason.
 */
@Injectable()
export class TestCircuit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: SendingRulesRepository,
    private readonly templates: TemplateRepository,
    private readonly messages: MessageRepository,
    private readonly credits: CreditRepository,
    private readonly owners: OwnerDirectory,
    private readonly deliver: DeliverMessage,
    private readonly circuits: CircuitQueries,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /**
   * @param phone of an owner account that is bound in the mini-program
   * Throws REQUEST.NOT_FOUND (no such open circuit), CHANNEL.TEST_UNBOUND, CHANNEL.TEST_NO_CREDIT and
   * CHANNEL.TEST_NOT_FOLLOWER.
   */
  async run(actor: StaffActor, name: string, phone: string): Promise<Tested> {
    const target = circuitTarget(name);
    if (target === null || !(await this.rules.circuits()).has(name)) throw notFound();
    const { channel, templateId } = target;
    const use = (await this.templates.uses()).find(
      (one) => one.channel === channel && (templateId === null ? one.active : one.templateId === templateId),
    );
    if (!use) {
      const text = '已没有消息使用它，直接恢复。';
      return this.settle(actor, name, [name], null, text);
    }
    const testId = newId(this.clock);
    const route = await this.routeTo(use, phone);
    if (route.channel === 'subscribe') await this.spend(route, testId);
    try {
      await this.deliver.run({ id: testId, page: null }, route, false);
    } catch (error) {
      const failure = failureOf(error);
      if (route.channel === 'subscribe' && failure.outcome === 'not_done') await this.refund(route, testId);
      const { text, advice } = explainCode(failure.code);
      const reason = ABOUT_SETTINGS.has(failure.reaction) ? `${text}（${failure.code}）` : null;
      return this.settle(actor, name, [], reason, `测试没有成功：${text}${advice}`);
    }
    // What went out proves the template and its channel.
    const proven = [...new Set([name, circuitName(channel), circuitName(channel, use.templateId)])];
    return this.settle(actor, name, proven, null, '测试消息已送出，已恢复使用。');
  }

  private async routeTo(use: TemplateUse, phone: string): Promise<Route> {
    const { plate, ...words } = sampleWords;
    const data = fill(use, words, plate);
    if (data === null) throw new AppError('CHANNEL.FIELDS_WRONG');
    const common = { templateId: use.templateId, data, trials: [] };
    if (use.channel === 'sms') return { ...common, channel: 'sms', accountId: null, phone };
    const owner = await this.owners.findByPhone(phone);
    const accounts = owner === null ? [] : await this.owners.accountsOf(owner.id);
    const consented = accounts.filter(({ consentAt }) => consentAt !== null);
    if (consented.length === 0) throw new AppError('CHANNEL.TEST_UNBOUND');
    if (use.channel === 'official_account') {
      const account = consented.find(({ follower, officialOpenid }) => follower && officialOpenid !== null);
      if (!account?.officialOpenid) throw new AppError('CHANNEL.TEST_NOT_FOLLOWER');
      return {
        ...common,
        channel: 'official_account',
        accountId: account.id,
        openid: account.officialOpenid,
      };
    }
    const account = await this.withCredit(consented, use.templateId);
    if (!account?.miniOpenid) throw new AppError('CHANNEL.TEST_NO_CREDIT');
    return { ...common, channel: 'subscribe', accountId: account.id, openid: account.miniOpenid };
  }

  private async withCredit(accounts: readonly Account[], templateId: string): Promise<Account | undefined> {
    const credits = await this.credits.of(accounts.map(({ id }) => id));
    return accounts.find(
      ({ id, miniOpenid }) =>
        miniOpenid !== null && (credits.get(pairKey({ accountId: id, templateId })) ?? 0) > 0,
    );
  }

  private async spend(route: Extract<Route, { accountId: string }>, testId: string): Promise<void> {
    const pair = { accountId: route.accountId, templateId: route.templateId };
    const at = this.clock.now();
    await this.uow.run(async (tx) => {
      const left = (await this.credits.lock(tx, [pair.accountId])).get(pairKey(pair)) ?? 0;
      if (left < 1) throw new AppError('CHANNEL.TEST_NO_CREDIT');
      await this.credits.spend(tx, [pair], at);
      await this.credits.write(tx, [
        { ...pair, dedupeKey: `test:${testId}`, change: -1, reason: 'sent', at },
      ]);
    });
  }

  private async refund(route: Extract<Route, { accountId: string }>, testId: string): Promise<void> {
    const pair = { accountId: route.accountId, templateId: route.templateId };
    const at = this.clock.now();
    await this.uow.run(async (tx) => {
      const entry = { ...pair, dedupeKey: `test-refund:${testId}`, change: 1, reason: 'refund' as const, at };
      if ((await this.credits.write(tx, [entry])) === 1) await this.credits.add(tx, pair, 1, at);
    });
  }

  /** Closes what was proven, or keeps the circuit with its new reason; both are audited. */
  private async settle(
    actor: StaffActor,
    name: string,
    proven: readonly string[],
    reason: string | null,
    text: string,
  ): Promise<Tested> {
    const now = this.clock.now();
    await this.uow.run(async (tx) => {
      await this.rules.closeCircuits(tx, proven);
      if (proven.length > 0) await this.messages.wakeWaiting(tx, await this.kindsOf(proven), now);
      if (reason !== null) await this.rules.keepOpen(tx, name, reason, now + TRIAL_MS);
      const channel = circuitTarget(name)?.channel ?? 'subscribe';
      await this.audit.write(tx, {
        actor,
        action: 'channel.test',
        text: `测试${channelLabel[channel]}（${name}）：${text}`,
      });
      await this.tell(tx, actor);
    });
    return { closed: proven.length > 0, text, circuit: await this.circuits.find(name) };
  }

  private async kindsOf(circuits: readonly string[]): Promise<MessageKind[]> {
    const uses = await this.templates.uses();
    return uses
      .filter(({ channel, templateId }) => circuits.includes(circuitName(channel, templateId)))
      .map(({ kind }) => kind);
  }

  private async tell(tx: Tx, actor: StaffActor): Promise<void> {
    for (const storeId of actor.storeIds) {
      this.live.publish(tx, { topic: 'alarm', storeId, id: 'circuits', notice: null });
    }
  }
}
