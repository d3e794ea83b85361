import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { PlannedItem } from '../domain/care-plan.js';
import type { RuleSet } from '../domain/care-rule.js';
import { REVIVABLE, RULE_OFF, STAGE_GONE } from '../domain/care-stops.js';

/** A planned reminder as it is stored. Instants are milliseconds. */
export interface CareItem {
  readonly id: string;
  readonly storeId: string;
  readonly vehicleId: string;
  readonly rule: string;
  readonly cycle: string;
  readonly stage: number;
  readonly dueOn: string;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly messageId: string | null;
  /** Edition of the rule it was planned or told by; 0 for a day that the owner chose. */
  readonly edition: number;
  /** How often a message of it was taken back before it was sent. */
  readonly round: number;
  /** In Chinese, as stored; missing on one that is only thought of. */
  readonly why?: string;
}

export interface CareItemChange {
  id: string;
  state: 'planned' | 'held' | 'told' | 'stopped' | 'missed';
  why: string;
  messageId?: string | null;
  notBefore?: number;
  /** The edition whose words were told. */
  edition?: number;
}

interface Row {
  id: string;
  store_id: string;
  vehicle_id: string;
  rule: string;
  cycle: string;
  stage: number;
  due_on: string;
  not_before: Date;
  expires_at: Date;
  message_id: string | null;
  edition: number;
  round: number;
  why: string;
}

const record = (row: Row): CareItem => ({
  id: row.id,
  storeId: row.store_id,
  vehicleId: row.vehicle_id,
  rule: row.rule,
  cycle: row.cycle,
  stage: row.stage,
  dueOn: row.due_on,
  notBefore: row.not_before.getTime(),
  expiresAt: row.expires_at.getTime(),
  messageId: row.message_id,
  edition: row.edition,
  round: row.round,
  why: row.why,
});

/** Edition of a day that the owner chose: it keeps its day whatever becomes of the rule. */
export const OWNERS_DAY = 0;
/** Edition of what the plan itself stopped (see REVIVABLE): planning it again opens it again. */
export const REVIVABLE_EDITION = 1;

/**
 * What planning does to a reminder that is there already: it follows a moved due date and a new edition of its rule as
 * long as it was not told, nor stopped for a reason of its own. Assignments run in this order, and each looks at the
 * columns that are assigned after it.
 */
export function followPlan(fresh: boolean): string {
  const open = `(care_item.edition <> ${OWNERS_DAY}
    AND (care_item.state IN ('planned', 'held', 'missed') OR care_item.edition = ${REVIVABLE_EDITION}))`;
  const edited = 'care_item.edition <> VALUES(edition)';
  const moved = fresh ? open : `${open} AND (care_item.due_on <> VALUES(due_on) OR ${edited})`;
  const turned = `${open} AND (${fresh ? '1' : '0'} OR ${edited} OR care_item.state <> VALUES(state))`;
  return `ON DUPLICATE KEY UPDATE
    not_before = IF(${moved}, VALUES(not_before), care_item.not_before),
    updated_at = IF((${moved}) OR (${turned}), VALUES(updated_at), care_item.updated_at),
    expires_at = IF(${open}, VALUES(expires_at), care_item.expires_at),
    due_on = IF(${open}, VALUES(due_on), care_item.due_on),
    why = IF(${turned}, VALUES(why), care_item.why),
    state = IF(${open}, VALUES(state), care_item.state),
    edition = IF(${open}, VALUES(edition), care_item.edition)`;
}

@Injectable()
export class CareItemRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Writes the plan of some cars in one statement; what becomes of reminders that are there already says `followPlan`.
   * One that waits for its owner to become reachable keeps waiting, unless `fresh`.
   */
  async upsert(tx: Tx, items: readonly PlannedItem[], now: number, fresh: boolean): Promise<void> {
    if (items.length === 0) return;
    await tx.manager.query(
      `INSERT INTO care_item (store_id, vehicle_id, rule, cycle, stage, edition, due_on, not_before, expires_at, state,
         why, message_id, round, updated_at) VALUES ? ${followPlan(fresh)}`,
      [
        items.map((item) => [
          item.storeId,
          item.vehicleId,
          item.rule,
          item.cycle,
          item.stage,
          item.edition,
          item.dueOn,
          toDate(item.notBefore),
          toDate(item.expiresAt),
          item.state,
          item.why,
          null,
          0,
          toDate(now),
        ]),
      ],
    );
  }

  /**
   * Stops what is planned for a car about anything but what is due for it now, and stages its rules do not have.
   * `gone`: why a rule has nothing to say to this car any more.
   */
  async stopOutdated(
    tx: Tx,
    vehicleId: string,
    due: readonly { rule: string; cycle: string }[],
    rules: RuleSet,
    gone: (code: string) => string,
    now: number,
  ): Promise<void> {
    const codes = [...rules.keys()];
    const final = codes.filter((code) => !(REVIVABLE as readonly string[]).includes(gone(code)));
    const open = "vehicle_id = ? AND state IN ('planned', 'held')";
    await tx.manager.query(
      `UPDATE care_item SET state = 'stopped', updated_at = ?,
              why = CASE \`rule\` ${codes.map(() => 'WHEN ? THEN ?').join(' ')} ELSE ? END,
              edition = IF(\`rule\` IN (?), edition, ${REVIVABLE_EDITION})
        WHERE ${open} AND CONCAT(\`rule\`, ' ', cycle) NOT IN (?)`,
      [
        toDate(now),
        ...codes.flatMap((code) => [code, gone(code)]),
        RULE_OFF,
        ['-', ...final],
        vehicleId,
        ['-', ...due.map(({ rule, cycle }) => `${rule} ${cycle}`)],
      ],
    );
    const stages = [...rules.values()].flatMap(({ code, body }) =>
      body.stages.map(({ offset }) => `${code} ${offset}`),
    );
    await tx.manager.query(
      `UPDATE care_item SET state = 'stopped', why = ?, edition = ${REVIVABLE_EDITION}, updated_at = ?
        WHERE ${open} AND edition <> ${OWNERS_DAY} AND CONCAT(\`rule\`, ' ', stage) NOT IN (?)`,
      [STAGE_GONE, toDate(now), vehicleId, stages],
    );
  }

  /** Ends what is planned for a car by these rules; null for all. */
  async stopCar(
    tx: Tx,
    vehicleId: string,
    rules: readonly string[] | null,
    why: string,
    now: number,
  ): Promise<void> {
    await tx.manager.query(
      `UPDATE care_item SET state = 'stopped', why = ?, updated_at = ?
        WHERE vehicle_id = ? AND state IN ('planned', 'held')${rules === null ? '' : ' AND `rule` IN (?)'}`,
      [why, toDate(now), vehicleId, ...(rules === null ? [] : [rules])],
    );
  }

  /** Plans again what was told only by messages that were taken back, but for the rules named. */
  async replan(
    tx: Tx,
    vehicleId: string,
    messageIds: readonly string[],
    except: readonly string[],
    now: number,
  ): Promise<void> {
    if (messageIds.length === 0) return;
    await tx.manager.query(
      `UPDATE care_item SET state = 'planned', why = '按计划等待。', message_id = NULL, round = round + 1,
              updated_at = ?
        WHERE vehicle_id = ? AND message_id IN (?) AND state = 'told' AND \`rule\` NOT IN (?) AND expires_at > ?`,
      [toDate(now), vehicleId, messageIds, except, toDate(now)],
    );
  }

  /** Plans again what was stopped for exactly this reason and has not run out. */
  async reopenCar(tx: Tx, vehicleId: string, stoppedWhy: string, why: string, now: number): Promise<void> {
    await tx.manager.query(
      `UPDATE care_item SET state = 'planned', why = ?, updated_at = ?
        WHERE vehicle_id = ? AND state = 'stopped' AND why = ? AND message_id IS NULL AND expires_at > ?`,
      [why, toDate(now), vehicleId, stoppedWhy, toDate(now)],
    );
  }

  /** What is due to be told, oldest first; rows another worker holds are passed over. Locked until the end of `tx`. */
  async lockDue(tx: Tx, now: number, limit: number): Promise<CareItem[]> {
    const rows: Row[] = await tx.manager.query(
      `SELECT * FROM care_item WHERE state = 'planned' AND not_before <= ?
        ORDER BY not_before LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
      [toDate(now)],
    );
    return rows.map(record);
  }

  /** What is planned for these cars beyond `now`, so that it can be told along. Rows another worker holds are left out. */
  async lockLater(tx: Tx, vehicleIds: readonly string[], now: number): Promise<CareItem[]> {
    if (vehicleIds.length === 0) return [];
    const rows: Row[] = await tx.manager.query(
      `SELECT * FROM care_item WHERE vehicle_id IN (?) AND state = 'planned' AND not_before > ?
        FOR UPDATE SKIP LOCKED`,
      [vehicleIds, toDate(now)],
    );
    return rows.map(record);
  }

  /** Changes each item once; what changes alike is one statement: of a morning's reminders hundreds wait for one reason. */
  async change(tx: Tx, changes: readonly CareItemChange[], now: number): Promise<void> {
    const alike = new Map<string, { change: CareItemChange; ids: string[] }>();
    for (const { id, ...change } of changes) {
      const key = JSON.stringify(Object.entries(change).sort());
      const same = alike.get(key);
      if (same) same.ids.push(id);
      else alike.set(key, { change: { id, ...change }, ids: [id] });
    }
    for (const { change, ids } of alike.values()) {
      const { state, why, messageId = null, notBefore, edition } = change;
      const revivable = state === 'stopped' && (REVIVABLE as readonly string[]).includes(why);
      const written = revivable ? REVIVABLE_EDITION : edition;
      await tx.manager.query(
        `UPDATE care_item SET why = ?, message_id = ?, updated_at = ?, round = round + IF(state = 'told', 1, 0),
                not_before = COALESCE(?, not_before), edition = COALESCE(?, edition), state = ? WHERE id IN (?)`,
        [
          why.slice(0, 200),
          messageId,
          toDate(now),
          notBefore === undefined ? null : toDate(notBefore),
          written ?? null,
          state,
          ids,
        ],
      );
    }
  }

  /** The reminders that these messages tell, by message id. */
  async ofMessages(
    vehicleIds: readonly string[],
    messageIds: readonly string[],
  ): Promise<Map<string, CareItem[]>> {
    if (messageIds.length === 0 || vehicleIds.length === 0) return new Map();
    const rows: Row[] = await this.uow.reader.query(
      'SELECT * FROM care_item WHERE vehicle_id IN (?) AND message_id IN (?)',
      [vehicleIds, messageIds],
    );
    const items = new Map<string, CareItem[]>();
    for (const row of rows) {
      const id = row.message_id ?? '';
      items.set(id, [...(items.get(id) ?? []), record(row)]);
    }
    return items;
  }
}
