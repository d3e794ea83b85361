import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Leases, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type DueCar, duesOf } from '../domain/care-dues.js';
import { type PlanReach, planItems, WAITING, whyHeld } from '../domain/care-plan.js';
import { isPlanned, type RuleSet } from '../domain/care-rule.js';
import { type Meant, seriesOf } from '../domain/care-series.js';
import { NOT_MEANT, RULE_OFF } from '../domain/care-stops.js';
import { daysOf } from '../domain/plan-days.js';
import { groupsOf, type RuleGroup } from '../domain/rule-groups.js';
import type { RuleTable } from '../domain/rule-sets.js';
import { CARE_RING } from '../jobs/tell-care.job.js';
import { CareItemRepository } from '../persistence/care-item.repository.js';
import { CareRoundRepository, type NumberedPlan } from '../persistence/care-round.repository.js';
import { DueCarRepository } from '../persistence/due-car.repository.js';
import type { CarRange } from '../persistence/plan-sql.js';
import { RuleAudiences } from './rule-audiences.queries.js';
import { RuleBook } from './rule-book.js';

export const PLAN_LEASE = 'care.plan';
const LEASE_MS = 5 * 60_000;
/** Cars of one transaction. */
const CHUNK = 2_000;
/** Changed cars that are planned one by one; more of them are worth a round. */
const FEW = 40;
/** The plan reaches this far, so that staff see the weeks to come. */
export const AHEAD_DAYS = 30;
/** A transaction that was under way when we last looked may have committed changes dated before that. */
const OVERLAP_MS = 2 * 60_000;

/**
 * Turns due dates into reminders: every car once a day, and at once those whose file or whose rules changed. Chunked;
 * killed half-way it starts again without harm, because every row has its unique key.
 */
@Injectable()
export class PlanCare {
  private readonly holder = randomUUID();
  /** The rules that the plan is known to follow; null after a start. */
  private followed: RuleTable | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: CareItemRepository,
    private readonly rounds: CareRoundRepository,
    private readonly cars: DueCarRepository,
    private readonly rules: RuleBook,
    private readonly audiences: RuleAudiences,
    private readonly stores: StoreCatalog,
    private readonly leases: Leases,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /** Plans what has to be planned now; returns how many cars were looked at. One process at a time. */
  async run(): Promise<number> {
    if (!(await this.leases.take(PLAN_LEASE, LEASE_MS, this.holder))) return 0;
    try {
      const startedAt = this.clock.now();
      const today = this.clock.today();
      const table = await this.rules.fresh();
      const progress = await this.cars.progress();
      const full = progress?.fullOn !== today;
      const edited = await this.followRules(table, full);
      const daily = full ? await this.everyCar(groupsOf(table, await this.stores.all())) : 0;
      const since = (progress?.seenAt ?? 0) - OVERLAP_MS;
      const changed = progress === null || full ? 0 : await this.changedCars(table, since);
      await this.uow.run((tx) => this.cars.setProgress(tx, today, startedAt));
      this.followed = table;
      if (daily + edited > 0) this.wakeUp.ring(CARE_RING);
      return daily + edited + changed;
    } finally {
      await this.leases.release(PLAN_LEASE, this.holder);
    }
  }

  /**
   * Brings the plan in line with rules that were edited, paused, resumed or switched off since it was made. With `full`
   * the round over every car, which follows, plans them.
   */
  private async followRules(table: RuleTable, full: boolean): Promise<number> {
    if (this.followed === table) return 0;
    const stores = await this.stores.all();
    const seen = await this.rounds.seen();
    const changed: { storeId: string; code: string; edition: number; state: 'on' | 'off' | 'paused' }[] = [];
    const again = new Set<string>();
    const known = new Set([...seen.keys()].map((key) => key.split(' ')[0]));
    for (const store of stores) {
      const rules = table.forStore(store.id);
      const before = [...seen.keys()]
        .filter((key) => key.startsWith(`${store.id} `))
        .map((key) => key.slice(store.id.length + 1));
      for (const code of new Set([...rules.keys(), ...before])) {
        const rule = rules.get(code);
        const now = { edition: rule?.edition ?? 0, state: rule?.state ?? ('off' as const) };
        const was = seen.get(`${store.id} ${code}`);
        if (was?.edition === now.edition && was.state === now.state) continue;
        changed.push({ storeId: store.id, code, ...now });
        // Nothing was planned for a store that is new.
        if (!known.has(store.id) || (rule && !isPlanned(rule))) continue;
        await this.rounds.follow(
          store.id,
          {
            code,
            edition: now.edition,
            state: now.state,
            stages: rule?.body.stages.map(({ offset }) => offset) ?? [],
            why: rule?.state === 'paused' ? whyHeld(rule) : WAITING,
          },
          this.clock.now(),
        );
        await this.leases.take(PLAN_LEASE, LEASE_MS, this.holder);
        if (now.state === 'off' && !rule) continue;
        again.add(`${store.id} ${code}`);
        // Another series may now come first.
        if (rule && seriesOf(rules).some((one) => one.code === code))
          for (const one of seriesOf(rules)) again.add(`${store.id} ${one.code}`);
      }
    }
    const cars =
      full || again.size === 0
        ? 0
        : await this.everyCar(groupsOf(table, stores, (storeId, code) => again.has(`${storeId} ${code}`)));
    await this.uow.run((tx) => this.rounds.setSeen(tx, changed));
    return cars;
  }

  /** A round over every car by these rules. */
  private async everyCar(groups: readonly RuleGroup[]): Promise<number> {
    const plans = await this.prepare(groups);
    let heldAt = this.clock.now();
    let after = '';
    let total = 0;
    for (;;) {
      const piece = await this.rounds.endOf(after, CHUNK);
      if (piece === null) return total;
      await this.planRange(groups, plans, { after, upTo: piece.upTo });
      if (this.clock.now() - heldAt > LEASE_MS / 10) {
        await this.leases.take(PLAN_LEASE, LEASE_MS, this.holder);
        heldAt = this.clock.now();
      }
      total += piece.cars;
      after = piece.upTo;
    }
  }

  private prepare(groups: readonly RuleGroup[]): Promise<NumberedPlan[]> {
    const now = this.clock.now();
    const plans = groups
      .filter(({ rule }) => rule.state !== 'off')
      .flatMap((group) => daysOf(group.rule, now, AHEAD_DAYS).map((plan) => ({ group, plan })));
    return this.uow.run((tx) => this.rounds.writeDays(tx, plans));
  }

  private planRange(
    groups: readonly RuleGroup[],
    plans: readonly NumberedPlan[],
    range: CarRange,
  ): Promise<void> {
    const now = this.clock.now();
    const today = this.clock.today();
    return this.uow.run(async (tx) => {
      await this.rounds.stopOutdated(tx, groups, range, today, now);
      await this.rounds.plan(tx, plans, range, today, now);
    });
  }

  /** Cars whose files changed since we last looked. */
  private async changedCars(table: RuleTable, since: number): Promise<number> {
    let after = '';
    let total = 0;
    let round: { groups: RuleGroup[]; plans: NumberedPlan[] } | null = null;
    for (;;) {
      const ids = await this.cars.changedSince(since, after, CHUNK);
      if (ids.length === 0) return total;
      if (ids.length <= FEW && round === null) {
        await this.uow.run(async (tx) => this.planCars(tx, await this.cars.byIds(ids), 'ahead'));
      } else {
        if (round === null) {
          const groups = groupsOf(table, await this.stores.all());
          round = { groups, plans: await this.prepare(groups) };
        }
        await this.planRange(round.groups, round.plans, { ids });
        this.wakeUp.ring(CARE_RING);
      }
      await this.leases.take(PLAN_LEASE, LEASE_MS, this.holder);
      total += ids.length;
      after = ids.at(-1) ?? '';
      if (ids.length < CHUNK) return total;
    }
  }

  /**
   * Plans these cars now, in the caller's transaction; those waiting for their owner are looked at again at once.
   * `everything`: also what begins only after the days ahead, because a reminder of it is there already.
   */
  async planVehicles(
    tx: Tx,
    vehicleIds: readonly string[],
    reach: Exclude<PlanReach, 'ahead'> = 'ahead_and_service',
  ): Promise<void> {
    await this.planCars(tx, await this.cars.byIds(vehicleIds), reach);
  }

  private async planCars(tx: Tx, cars: readonly DueCar[], reach: PlanReach): Promise<void> {
    if (cars.length === 0) return;
    const now = this.clock.now();
    const table = await this.rules.fresh();
    const meant = await this.audiences.of(cars, table);
    const items = [];
    for (const car of cars) {
      const rules = table.forStore(car.storeId);
      const means = meant(car.id);
      items.push(...planItems(car, rules, now, AHEAD_DAYS, reach, means));
      const dues = duesOf(car, rules, this.clock.today(), means);
      await this.items.stopOutdated(tx, car.id, dues, rules, (code) => whyGone(code, rules, means), now);
    }
    await this.items.upsert(tx, items, now, reach !== 'ahead');
    if (items.some((item) => item.state === 'planned' && item.notBefore <= now))
      tx.afterCommit(() => this.wakeUp.ring(CARE_RING));
  }
}

/** Why a rule says nothing to a car about what it spoke of before. */
function whyGone(code: string, rules: RuleSet, means: Meant): string {
  const rule = rules.get(code);
  if (!rule || rule.state === 'off') return RULE_OFF;
  return means(rule) ? rule.facts.doneWhy : NOT_MEANT;
}
