import { sayDate } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { type DueMessage, MessageChecks } from '../../messaging/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { nextWave } from '../domain/care-campaign.js';
import { dueOf } from '../domain/care-dues.js';
import { planDue, WAITING, whyHeld } from '../domain/care-plan.js';
import { RULE_TEST, whyStopped } from '../domain/care-stops.js';
import { careKinds } from '../domain/rules/built-in-rules.js';
import {
  type CareItem,
  type CareItemChange,
  CareItemRepository,
} from '../persistence/care-item.repository.js';
import { CareCampaigns } from './care-campaigns.js';
import { CareFactsQueries, type CarFacts } from './care-facts.queries.js';
import { OF_CAMPAIGN } from './care-message.js';

const CAMPAIGN_OVER = '消息里的活动已经结束，不带活动再提醒。';

/** Says at send time whether a due reminder is still true: hours may lie between the plan and the morning. */
@Injectable()
export class CareCheck implements OnModuleInit {
  constructor(
    private readonly checks: MessageChecks,
    private readonly items: CareItemRepository,
    private readonly facts: CareFactsQueries,
    private readonly vehicles: VehicleDirectory,
    private readonly campaigns: CareCampaigns,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.checks.registerMany(careKinds, (messages) => this.findUntrue(messages));
  }

  async findUntrue(messages: readonly DueMessage[]): Promise<Map<string, string>> {
    const vehicleIds = [
      ...new Set(messages.flatMap(({ vehicleId }) => (vehicleId === null ? [] : [vehicleId]))),
    ];
    const [running, facts, items, peopleOf] = await Promise.all([
      this.running(messages),
      this.facts.of(vehicleIds),
      this.items.ofMessages(
        vehicleIds,
        messages.map((message) => message.id),
      ),
      this.vehicles.peopleOfMany(vehicleIds),
    ]);
    const untrue = new Map<string, string>();
    const again: CareItemChange[] = [];
    for (const message of messages) {
      if (message.subjectType === RULE_TEST) continue;
      const told = items.get(message.id) ?? [];
      const known = facts.get(message.vehicleId ?? '');
      const mine = (peopleOf.get(message.vehicleId ?? '') ?? []).some(
        ({ ownerId }) => ownerId === message.ownerId,
      );
      if (told.length === 0) untrue.set(message.id, '这次提醒已重新安排。');
      else if (!known || !mine) untrue.set(message.id, '车辆已不在这位车主名下。');
      else {
        const over = message.subjectType === OF_CAMPAIGN && !running.has(message.subjectId ?? '');
        const judged = told.map((item) => ({ item, ...this.judge(item, known, over) }));
        const wrong = judged.filter(({ why }) => why !== null);
        const kindOf = (code: string) => known.rules.get(code)?.body.kind;
        const first = wrong.find(({ item }) => kindOf(item.rule) === message.kind) ?? wrong[0];
        if (!first) continue;
        untrue.set(message.id, first.why ?? '');
        // A merged message says several things: what is still true goes back to the plan and is told without the rest.
        for (const { item, why, change } of judged) {
          if (change !== null) again.push(change);
          else if (told.length > 1)
            again.push(
              why === null
                ? { id: item.id, state: 'planned', why: WAITING }
                : { id: item.id, state: 'stopped', why },
            );
        }
      }
    }
    if (again.length > 0) await this.uow.run((tx) => this.items.change(tx, again, this.clock.now()));
    return untrue;
  }

  /** The campaigns among what the messages invite to in which one can still take part. */
  private async running(messages: readonly DueMessage[]): Promise<Set<string>> {
    const named = messages.filter(({ subjectType }) => subjectType === OF_CAMPAIGN);
    const campaigns = await this.campaigns.byIds(named.flatMap(({ subjectId }) => subjectId ?? []));
    const now = this.clock.now();
    return new Set(campaigns.filter((one) => nextWave(one, now) !== null).map(({ id }) => id));
  }

  /**
   * Why the reminder is not true any more, and what becomes of it if its day comes again. `over`: it invites to a
   * campaign that has ended or was stopped, and is told anew without it.
   */
  private judge(
    item: CareItem,
    known: CarFacts,
    over: boolean,
  ): { why: string | null; change: CareItemChange | null } {
    const stopped = whyStopped(item, known);
    if (stopped !== null) return { why: stopped, change: null };
    const without: CareItemChange = { id: item.id, state: 'planned', why: CAMPAIGN_OVER, messageId: null };
    const change = this.pausedOrEdited(item, known) ?? this.movedAway(item, known) ?? (over ? without : null);
    return { why: change?.why ?? null, change };
  }

  /** Its rule was paused, or says something else by now: it goes back to the plan and is told by the rule as it is. */
  private pausedOrEdited(item: CareItem, known: CarFacts): CareItemChange | null {
    const rule = known.rules.get(item.rule);
    if (!rule) return null;
    if (rule.state === 'paused') return { id: item.id, state: 'held', why: whyHeld(rule), messageId: null };
    // A day that the owner chose has words of its own; planning has given this one the edition it was told by.
    const isStage = rule.body.stages.some(({ offset }) => offset === item.stage);
    if (item.edition === rule.edition || !isStage) return null;
    const why = '提醒规则已修改，按新的内容再提醒。';
    return { id: item.id, state: 'planned', why, messageId: null };
  }

  /** The due date moved so far that this stage's day has not come yet: it goes back to the plan. */
  private movedAway(item: CareItem, known: CarFacts): CareItemChange | null {
    const due = dueOf(known.dues, item);
    const rule = known.rules.get(item.rule);
    if (!known.car || !rule || due === null || due.dueOn === item.dueOn) return null;
    const now = this.clock.now();
    const stage = planDue(known.car, due, rule, now).find((planned) => planned.stage === item.stage);
    if (!stage || stage.notBefore <= now) return null;
    const why = `预计${rule.facts.label}日期已变为${sayDate(due.dueOn, this.clock.today())}，到时再提醒。`;
    return { id: item.id, state: 'planned', why, messageId: null, notBefore: stage.notBefore };
  }
}
