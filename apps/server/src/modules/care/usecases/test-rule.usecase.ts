import type { routes } from '@cheban/contracts';
import { addDays, DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { newId, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, ViewOf } from '../../../platform/http/index.js';
import { Messages } from '../../messaging/index.js';
import { type Owner, OwnerDirectory } from '../../owner/index.js';
import { Team } from '../../staff/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import type { CareCampaign } from '../domain/care-campaign.js';
import { asEffective, type CareRuleBody, type EffectiveRule, factsOfCustom } from '../domain/care-rule.js';
import { RULE_TEST } from '../domain/care-stops.js';
import { builtInRule } from '../domain/rules/built-in-rules.js';
import { CareCampaigns } from './care-campaigns.js';
import { careMessage } from './care-message.js';
import { eventTest, type TestWords } from './event-test.js';
import { RuleBook } from './rule-book.js';
import { RuleProblems } from './rule-problems.queries.js';

type Route = (typeof routes)['careRule']['test'];

const MARK = '【测试】';
/** A test that comes hours later is none. */
const VALID_MS = 30 * 60_000;

/** Sends the words of a stage to the colleague's own WeChat: at once, without caps, at the price of a credit. */
@Injectable()
export class TestRule {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly book: RuleBook,
    private readonly problems: RuleProblems,
    private readonly team: Team,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly messages: Messages,
    private readonly campaigns: CareCampaigns,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws CARE.BIND_FIRST unless the phone of the colleague's profile is bound in the mini-program, REQUEST.INVALID
   * for words that could not be saved, REQUEST.NOT_FOUND for a stage that is not there.
   */
  async run(
    actor: StaffActor,
    code: string,
    { storeId, offset, body: draft }: BodyOf<Route>,
  ): Promise<ViewOf<Route>> {
    const store = await this.stores.findById(storeOf(actor, storeId));
    const body = draft ?? (await this.book.forStore(storeId)).get(code)?.body;
    const stage = body?.stages.find((one) => one.offset === offset);
    if (!store || !body || !stage) throw notFound();
    if (draft) await this.problems.refuse(builtInRule(code) ? code : null, draft, storeId);
    const me = await this.myself(actor);
    const car = await this.carFor(me.id, storeId);
    if (!car) throw notFound();
    const plan =
      body.trigger.type === 'event'
        ? eventTest({
            body,
            stage,
            event: body.trigger.event,
            car,
            owner: me,
            store,
            today: this.clock.today(),
          })
        : this.reminder(code, body, offset, {
            car,
            owner: me,
            store,
            campaign: (await this.campaigns.byIds(body.campaignId ? [body.campaignId] : []))[0] ?? null,
          });
    if (!plan) throw notFound();
    const mine = await this.vehicles.ofOwnerById(me.id, car.id);
    const text = plan.body;
    const messageId = await this.uow.run(async (tx) => {
      const id = await this.messages.plan(tx, {
        ...plan,
        dedupeKey: `care-test:${newId(this.clock)}`,
        notBefore: this.clock.now(),
        expiresAt: this.clock.now() + VALID_MS,
        // Words about a booking under way pass caps and quiet hours; so does what a colleague asked for this minute.
        class: 'service',
        vehicleId: mine ? car.id : null,
        subjectType: RULE_TEST,
        subjectId: null,
        title: `${MARK}${plan.title}`.slice(0, 60),
        page: null,
        actionLabel: null,
      });
      await this.audit.write(tx, {
        actor,
        action: 'care.rule.test',
        text: `向自己的微信测试发送规则“${body.name}”`,
        storeId,
      });
      return id;
    });
    if (messageId === null) throw new Error('A key that was just made was there before');
    return { ok: true, messageId, text };
  }

  private reminder(
    code: string,
    body: CareRuleBody,
    offset: number,
    known: { car: Vehicle; owner: Owner; store: Store; campaign: CareCampaign | null },
  ): TestWords | null {
    const rule = asEffective({ code, body, facts: builtInRule(code)?.facts ?? factsOfCustom(body) });
    return careMessage({
      ...known,
      bundle: { lead: this.item(rule, known.store.id, known.car.id, offset), told: [], named: [] },
      rules: new Map([[code, rule]]),
      ownerId: known.owner.id,
      today: this.clock.today(),
      now: this.clock.now(),
    });
  }

  private async myself(actor: StaffActor): Promise<Owner> {
    const phone = await this.team.phoneOf(actor.staffId);
    const me = phone === null ? null : await this.owners.findByPhone(phone);
    const accounts = me ? await this.owners.accountsOf(me.id) : [];
    if (!me || !accounts.some(({ consentAt }) => consentAt !== null)) throw new AppError('CARE.BIND_FIRST');
    return me;
  }

  /** The colleague's own car, else any of the store's as an example. */
  private async carFor(ownerId: string, storeId: string): Promise<Vehicle | null> {
    const [own] = await this.vehicles.ofOwner(ownerId);
    if (own) return own;
    const rows: { id: string }[] = await this.uow.reader.query(
      'SELECT id FROM vehicle WHERE store_id = ? LIMIT 1',
      [storeId],
    );
    return rows[0] ? this.vehicles.findById(rows[0].id) : null;
  }

  /** The reminder as if its day were today. */
  private item(rule: EffectiveRule, storeId: string, vehicleId: string, offset: number) {
    const now = this.clock.now();
    return {
      id: '0',
      storeId,
      vehicleId,
      rule: rule.code,
      cycle: '-',
      stage: offset,
      dueOn: dueOnOf(rule.body, this.clock.today(), offset),
      notBefore: now,
      expiresAt: now + DAY_MS,
      messageId: null,
      edition: rule.edition,
      round: 0,
    };
  }
}

const dueOnOf = (body: CareRuleBody, today: string, offset: number) =>
  body.trigger.type === 'on_date' ? body.trigger.on : addDays(today, -offset);
