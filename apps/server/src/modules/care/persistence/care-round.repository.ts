import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { NOT_MEANT, RULE_OFF, STAGE_GONE } from '../domain/care-stops.js';
import type { DayPlan, PlanSource } from '../domain/plan-days.js';
import { isSelective, type RuleGroup } from '../domain/rule-groups.js';
import { followPlan, OWNERS_DAY, REVIVABLE_EDITION } from './care-item.repository.js';
import {
  type CarRange,
  fromCars,
  inRange,
  meantSql,
  ofStores,
  selects,
  sourceSql,
  stillDueSql,
  whereCars,
} from './plan.sql.js';

/** Part of a round: the cars of a source, by the days of care_day under this number. */
export interface NumberedPlan {
  readonly plan: number;
  readonly group: RuleGroup;
  readonly source: PlanSource;
  /** The one day of a plan that has one only. */
  readonly firstDay: string | null;
}

const ROWS_A_STATEMENT = 1_000;
/** Rows of one transaction, where no range of cars bounds it. */
const ROWS_A_STEP = 5_000;

/** Plans cars by the thousand: what is decided stands in care_day, SQL joins and writes. */
@Injectable()
export class CareRoundRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Writes the days of a round in place of those of the last one; numbers its plans. */
  async writeDays(tx: Tx, plans: readonly { group: RuleGroup; plan: DayPlan }[]): Promise<NumberedPlan[]> {
    await tx.manager.query('DELETE FROM care_day');
    const rows = plans.flatMap(({ plan }, number) =>
      plan.days.map((day) => [
        number,
        day.keyOn,
        day.stage,
        day.dueOn,
        toDate(day.notBefore),
        toDate(day.expiresAt),
        day.state,
        day.why,
      ]),
    );
    for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT)
      await tx.manager.query(
        'INSERT INTO care_day (plan, key_on, stage, due_on, not_before, expires_at, state, why) VALUES ?',
        [rows.slice(start, start + ROWS_A_STATEMENT)],
      );
    return plans.map(({ group, plan }, number) => ({
      plan: number,
      group,
      source: plan.source,
      firstDay: plan.days[0]?.keyOn ?? null,
    }));
  }

  /** The id of the last of the next `count` cars, or null if there are none. */
  async endOf(after: string, count: number): Promise<{ upTo: string; cars: number } | null> {
    const rows = await this.uow.read<{ upTo: string | null; cars: string }>(
      `SELECT MAX(id) AS upTo, COUNT(*) AS cars FROM (SELECT id FROM vehicle WHERE id > ? ORDER BY id LIMIT ${count}) page`,
      [after],
    );
    const [row] = rows;
    return row?.upTo ? { upTo: row.upTo, cars: Number(row.cars) } : null;
  }

  /**
   * Plans the cars of a range: one statement for what is about cars, one for what is about their owners. Each car meets
   * the list of plans, and each plan looks the car's date up among its days.
   */
  async plan(tx: Tx, plans: readonly NumberedPlan[], range: CarRange, now: number): Promise<void> {
    const cars = inRange('v.id', range);
    for (const subject of ['car', 'owner'] as const) {
      const list = plans
        .map((plan) => ({ ...plan, sql: sourceSql(plan.source), selected: selects(plan.group) }))
        .filter(({ sql }) => sql.of === subject);
      if (list.length === 0) continue;
      const cycles = list.map(({ plan, sql }) => ({
        sql: `WHEN ${plan} THEN ${sql.cycle.sql}`,
        params: sql.cycle.params,
      }));
      const keys = list.map(({ plan, firstDay, sql: { key, where }, selected }) => ({
        sql: `WHEN ${plan} THEN IF(${where.sql} AND ${selected.sql}, ${key ?? 'CAST(? AS DATE)'}, NULL)`,
        params: [...where.params, ...selected.params, ...(key === null ? [firstDay] : [])],
      }));
      await tx.manager.query(
        `INSERT INTO care_item (store_id, vehicle_id, \`rule\`, cycle, stage, edition, due_on, not_before, expires_at,
           state, why, message_id, round, updated_at)
         SELECT v.store_id, v.id, p.code, CASE p.plan ${cycles.map(({ sql }) => sql).join(' ')} END, d.stage, p.edition,
                d.due_on, d.not_before, d.expires_at, d.state, d.why, NULL, 0, ?
           FROM ${fromCars[subject]}
           STRAIGHT_JOIN (${list.map(() => 'SELECT ? AS plan, ? AS code, ? AS edition').join(' UNION ALL ')}) p
           STRAIGHT_JOIN care_day d FORCE INDEX (PRIMARY) ON d.plan = p.plan
             AND d.key_on = CAST(CASE p.plan ${keys.map(({ sql }) => sql).join(' ')} END AS DATE)
          WHERE ${cars.sql} AND ${whereCars[subject]}
         ${followPlan(false)}`,
        [
          ...cycles.flatMap(({ params }) => params),
          toDate(now),
          ...list.flatMap(({ plan, group }) => [plan, group.rule.code, group.rule.edition]),
          ...keys.flatMap(({ params }) => params),
          ...cars.params,
        ],
      );
    }
  }

  /** Stops what is planned for the cars of a range about anything that is not due any more, by these rules. */
  async stopOutdated(tx: Tx, groups: readonly RuleGroup[], range: CarRange, today: string, now: number) {
    const byCode = new Map<string, RuleGroup[]>();
    for (const group of groups) byCode.set(group.rule.code, [...(byCode.get(group.rule.code) ?? []), group]);
    const due: string[] = [];
    const dueParams: unknown[] = [];
    const whys: unknown[] = [];
    for (const [code, list] of byCode) {
      const parts = list.map((group) => {
        const stores = ofStores(group);
        const still = stillDueSql(group, today);
        return { sql: `(${stores.sql} AND ${still.sql})`, params: [...stores.params, ...still.params] };
      });
      due.push(`WHEN ? THEN ${parts.map(({ sql }) => sql).join(' OR ')}`);
      dueParams.push(code, ...parts.flatMap(({ params }) => params));
      whys.push(code, list[0]?.rule.facts.doneWhy ?? '');
    }
    if (due.length === 0) return;
    const cars = inRange('i.vehicle_id', range);
    await tx.manager.query(
      `UPDATE care_item i JOIN vehicle v ON v.id = i.vehicle_id
          SET i.state = 'stopped', i.why = CASE i.\`rule\` ${due.map(() => 'WHEN ? THEN ?').join(' ')} ELSE i.why END,
              i.updated_at = ?
        WHERE ${cars.sql} AND i.state IN ('planned', 'held')
          AND NOT COALESCE(CASE i.\`rule\` ${due.join(' ')} ELSE 1 END, 0)`,
      [...whys, toDate(now), ...cars.params, ...dueParams],
    );
    for (const group of groups.filter(isSelective)) await this.stopUnmeant(tx, group, range, now);
  }

  /** Stops what is planned for cars that the rule does not mean. */
  private async stopUnmeant(tx: Tx, group: RuleGroup, range: CarRange, now: number) {
    const cars = inRange('i.vehicle_id', range);
    const stores = ofStores(group);
    const meant = meantSql(group);
    await tx.manager.query(
      `UPDATE care_item i JOIN vehicle v ON v.id = i.vehicle_id
          SET i.state = 'stopped', i.why = ?, i.edition = ${REVIVABLE_EDITION}, i.updated_at = ?
        WHERE ${cars.sql} AND i.\`rule\` = ? AND i.state IN ('planned', 'held') AND ${stores.sql}
          AND NOT (${meant.sql})`,
      [NOT_MEANT, toDate(now), ...cars.params, group.rule.code, ...stores.params, ...meant.params],
    );
  }

  /** Brings what is planned by a rule in a store in line with its state, and ends stages that it does not have any more. */
  async follow(
    storeId: string,
    rule: {
      code: string;
      edition: number;
      stages: readonly number[];
      state: 'on' | 'off' | 'paused';
      why: string;
    },
    now: number,
  ): Promise<void> {
    const of = 'store_id = ? AND `rule` = ?';
    const at = toDate(now);
    const step = (set: string, setParams: unknown[], where: string, whereParams: unknown[] = []) =>
      this.inSteps(`UPDATE care_item SET ${set}, updated_at = ? WHERE ${of} AND ${where}`, [
        ...setParams,
        at,
        storeId,
        rule.code,
        ...whereParams,
      ]);
    const stop = `state = 'stopped', edition = ${REVIVABLE_EDITION}, why = ?`;
    if (rule.state === 'off') {
      await step(stop, [RULE_OFF], "state IN ('planned', 'held')");
      return;
    }
    const gone = `state IN ('planned', 'held') AND edition NOT IN (${OWNERS_DAY}, ?) AND stage NOT IN (?)`;
    await step(stop, [STAGE_GONE], gone, [rule.edition, rule.stages]);
    if (rule.state === 'paused') await step("state = 'held', why = ?", [rule.why], "state = 'planned'");
    else await step("state = 'planned', why = ?", [rule.why], "state = 'held'");
  }

  /** The same update again and again until nothing is left, a bounded number of rows in each transaction. */
  private async inSteps(sql: string, params: unknown[]): Promise<void> {
    for (;;) {
      const { affectedRows } = await this.uow.run<{ affectedRows: number }>((tx) =>
        tx.manager.query(`${sql} LIMIT ${ROWS_A_STEP}`, params),
      );
      if (affectedRows < ROWS_A_STEP) return;
    }
  }

  /** What the plan of every store follows, by `store code`. */
  async seen(): Promise<Map<string, { edition: number; state: string }>> {
    const rows = await this.uow.read<{ store_id: string; code: string; edition: number; state: string }>(
      'SELECT store_id, code, edition, state FROM care_rule_seen',
    );
    return new Map(
      rows.map(({ store_id, code, edition, state }) => [`${store_id} ${code}`, { edition, state }]),
    );
  }

  async setSeen(
    tx: Tx,
    rules: readonly { storeId: string; code: string; edition: number; state: string }[],
  ): Promise<void> {
    if (rules.length === 0) return;
    await tx.manager.query(
      `INSERT INTO care_rule_seen (store_id, code, edition, state) VALUES ?
       ON DUPLICATE KEY UPDATE edition = VALUES(edition), state = VALUES(state)`,
      [rules.map(({ storeId, code, edition, state }) => [storeId, code, edition, state])],
    );
  }
}
