import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { PlannedItem } from '../domain/care-plan.js';
import { type CareRuleId, careRuleList } from '../domain/care-rules.js';

/** A planned reminder as it is stored. Instants are milliseconds. */
export interface CareItem {
  readonly id: string;
  readonly storeId: string;
  readonly vehicleId: string;
  readonly rule: CareRuleId;
  readonly cycle: string;
  readonly stage: number;
  readonly dueOn: string;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly messageId: string | null;
}

export interface CareItemChange {
  id: string;
  state: 'planned' | 'told' | 'stopped' | 'missed';
  why: string;
  messageId?: string | null;
  notBefore?: number;
}

interface Row {
  id: string;
  store_id: string;
  vehicle_id: string;
  rule: CareRuleId;
  cycle: string;
  stage: number;
  due_on: string;
  not_before: Date;
  expires_at: Date;
  message_id: string | null;
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
});

@Injectable()
export class CareItemRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Writes the plan of many cars in one statement. A reminder that is there already follows a moved due date as long as
   * it was not told or stopped. One that waits for its owner to become reachable keeps waiting, unless `fresh`.
   */
  async upsert(tx: Tx, items: readonly PlannedItem[], now: number, fresh: boolean): Promise<void> {
    if (items.length === 0) return;
    const open = "`state` IN ('planned', 'missed')";
    const moved = fresh ? open : `${open} AND due_on <> VALUES(due_on)`;
    // Assignments run in this order: `not_before` looks at the old due date, everything looks at the old state.
    await tx.manager.query(
      `INSERT INTO care_item (store_id, vehicle_id, rule, cycle, stage, due_on, not_before, expires_at, state, why,
         message_id, updated_at) VALUES ?
       ON DUPLICATE KEY UPDATE
         not_before = IF(${moved}, VALUES(not_before), not_before),
         expires_at = IF(${open}, VALUES(expires_at), expires_at),
         due_on = IF(${open}, VALUES(due_on), due_on),
         why = IF(${open} AND (state <> VALUES(state) OR ${fresh ? '1' : '0'}), VALUES(why), why),
         updated_at = IF(${open}, VALUES(updated_at), updated_at),
         \`state\` = IF(${open}, VALUES(\`state\`), \`state\`)`,
      [
        items.map((item) => [
          item.storeId,
          item.vehicleId,
          item.rule,
          item.cycle,
          item.stage,
          item.dueOn,
          toDate(item.notBefore),
          toDate(item.expiresAt),
          item.state,
          item.why,
          null,
          toDate(now),
        ]),
      ],
    );
  }

  /** Stops what is planned for these cars about anything but what is due for them now. */
  async stopOutdated(
    tx: Tx,
    vehicleIds: readonly string[],
    due: readonly { vehicleId: string; rule: CareRuleId; cycle: string }[],
    now: number,
  ): Promise<void> {
    if (vehicleIds.length === 0) return;
    await tx.manager.query(
      `UPDATE care_item SET state = 'stopped', why = CASE \`rule\` ${careRuleList.map(() => 'WHEN ? THEN ?').join(' ')}
         ELSE '不再需要提醒。' END, updated_at = ?
        WHERE vehicle_id IN (?) AND state = 'planned' AND CONCAT(vehicle_id, ' ', \`rule\`, ' ', cycle) NOT IN (?)`,
      [
        ...careRuleList.flatMap(({ id, doneWhy }) => [id, doneWhy]),
        toDate(now),
        vehicleIds,
        ['-', ...due.map(({ vehicleId, rule, cycle }) => `${vehicleId} ${rule} ${cycle}`)],
      ],
    );
  }

  /** Ends what is planned for a car by these rules. */
  async stopCar(
    tx: Tx,
    vehicleId: string,
    rules: readonly CareRuleId[],
    why: string,
    now: number,
  ): Promise<void> {
    await tx.manager.query(
      `UPDATE care_item SET state = 'stopped', why = ?, updated_at = ?
        WHERE vehicle_id = ? AND \`rule\` IN (?) AND state = 'planned'`,
      [why, toDate(now), vehicleId, rules],
    );
  }

  /** Plans again what was told only by messages that were taken back, but for the rules named. */
  async replan(
    tx: Tx,
    vehicleId: string,
    messageIds: readonly string[],
    except: readonly CareRuleId[],
    now: number,
  ): Promise<void> {
    if (messageIds.length === 0) return;
    await tx.manager.query(
      `UPDATE care_item SET state = 'planned', why = '按计划等待。', message_id = NULL, updated_at = ?
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

  async change(tx: Tx, changes: readonly CareItemChange[], now: number): Promise<void> {
    for (const { id, state, why, messageId = null, notBefore } of changes) {
      const moved = notBefore === undefined ? '' : ', not_before = ?';
      await tx.manager.query(
        `UPDATE care_item SET state = ?, why = ?, message_id = ?, updated_at = ?${moved} WHERE id = ?`,
        [
          state,
          why.slice(0, 200),
          messageId,
          toDate(now),
          ...(notBefore === undefined ? [] : [toDate(notBefore)]),
          id,
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

  /** How many reminders are past their time by more than the given instant, and since when. */
  async late(before: number): Promise<{ count: number; oldestAt: number | null }> {
    const rows: { n: string; oldest: Date | null }[] = await this.uow.reader.query(
      "SELECT COUNT(*) AS n, MIN(not_before) AS oldest FROM care_item WHERE state = 'planned' AND not_before < ?",
      [toDate(before)],
    );
    return { count: Number(rows[0]?.n ?? 0), oldestAt: rows[0]?.oldest?.getTime() ?? null };
  }
}
