import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { StoreCatalog } from '../../store/index.js';
import { AHEAD_DAYS, WAITING, whyHeld } from '../domain/care-plan.js';
import { isPlanned } from '../domain/care-rule.js';
import { seriesOf } from '../domain/care-series.js';
import { daysOf } from '../domain/plan-days.js';
import { groupsOf, type RuleGroup, type RuleStore } from '../domain/rule-groups.js';
import type { RuleTable } from '../domain/rule-sets.js';
import { CareRoundRepository, type NumberedPlan } from '../persistence/care-round.repository.js';
import type { CarRange } from '../persistence/plan.sql.js';
import { segmentContext } from './segment-context.js';

/** Cars of one transaction. */
const CHUNK = 2_000;

/** Said after every piece: the round is alive. */
type Alive = () => Promise<void>;

/** A round that is prepared: rules by groups of stores, and the days they look cars up in. */
export interface Round {
  readonly groups: readonly RuleGroup[];
  readonly plans: readonly NumberedPlan[];
}

/** Plans cars by the thousand, in sets: SQL joins them to the days that the pure rules have worked out. */
@Injectable()
export class PlanRounds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rounds: CareRoundRepository,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
    /** `planLanes` pieces are planned at once: while one waits for its commit or its turn, the database plans another. */
    @Inject(CONFIG) private readonly config: Pick<Config, 'planLanes'>,
  ) {}

  /** A round over every car by these rules; `wanted` leaves some out. Returns how many cars were looked at. */
  async everyCar(
    table: RuleTable,
    alive: Alive,
    wanted?: (storeId: string, code: string) => boolean,
  ): Promise<number> {
    const round = await this.prepare(table, wanted);
    const pieces = this.pieces();
    const lane = async () => {
      let cars = 0;
      // Leaving early by an error closes the pieces: the other lane ends with the one it has.
      for await (const piece of pieces) {
        await this.planRange(round, piece);
        await alive();
        cars += piece.cars;
      }
      return cars;
    };
    const lanes = await Promise.allSettled(Array.from({ length: this.config.planLanes }, lane));
    let total = 0;
    for (const ended of lanes) {
      if (ended.status === 'rejected') throw ended.reason;
      total += ended.value;
    }
    return total;
  }

  /** All cars, piece by piece in the order of their ids. Lanes that ask at once get one after the other. */
  private async *pieces(): AsyncGenerator<{ after: string; upTo: string; cars: number }> {
    let after = '';
    for (;;) {
      const piece = await this.rounds.endOf(after, CHUNK);
      if (piece === null) return;
      yield { after, ...piece };
      after = piece.upTo;
    }
  }

  async prepare(table: RuleTable, wanted?: (storeId: string, code: string) => boolean): Promise<Round> {
    const now = this.clock.now();
    const groups = groupsOf(table, await this.ruleStores(), wanted);
    const plans = groups
      .filter(({ rule }) => rule.state !== 'off')
      .flatMap((group) => daysOf(group.rule, now, AHEAD_DAYS).map((plan) => ({ group, plan })));
    return { groups, plans: await this.uow.run((tx) => this.rounds.writeDays(tx, plans)) };
  }

  /** Plans the cars of a range, in one transaction. */
  planRange({ groups, plans }: Round, range: CarRange): Promise<void> {
    const now = this.clock.now();
    const today = this.clock.today();
    return this.uow.run(async (tx) => {
      await this.rounds.stopOutdated(tx, groups, range, today, now);
      await this.rounds.plan(tx, plans, range, now);
    });
  }

  /**
   * Brings the plan in line with rules that were edited, paused, resumed or switched off since it was made. With `full`
   * a round over every car follows, which plans them; else they are planned here. Returns how many cars were looked at.
   */
  async followRules(table: RuleTable, full: boolean, alive: Alive): Promise<number> {
    const seen = await this.rounds.seen();
    const changed: { storeId: string; code: string; edition: number; state: 'on' | 'off' | 'paused' }[] = [];
    const again = new Set<string>();
    const known = new Set([...seen.keys()].map((key) => key.split(' ')[0]));
    for (const store of await this.stores.all()) {
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
        const stages = rule?.body.stages.map(({ offset }) => offset) ?? [];
        const why = rule?.state === 'paused' ? whyHeld(rule) : WAITING;
        await this.rounds.follow(store.id, { code, ...now, stages, why }, this.clock.now());
        await alive();
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
        : await this.everyCar(table, alive, (storeId, code) => again.has(`${storeId} ${code}`));
    await this.uow.run((tx) => this.rounds.setSeen(tx, changed));
    return cars;
  }

  private async ruleStores(): Promise<RuleStore[]> {
    const today = this.clock.today();
    const stores = await this.stores.all();
    return stores.map(({ id, cycleMonths }) => ({ id, context: segmentContext(cycleMonths, today) }));
  }
}
