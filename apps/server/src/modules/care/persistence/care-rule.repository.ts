import type { CareRuleBody, CareRuleState, CareVersionState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';

export interface RuleRecord {
  readonly id: string;
  readonly scope: string;
  readonly code: string;
  readonly state: CareRuleState;
  readonly stateWhy: string;
  readonly liveVersion: number;
  readonly lastVersion: number;
}

export interface Edition {
  readonly ruleId: string;
  readonly scope: string;
  readonly code: string;
  readonly version: number;
  readonly body: CareRuleBody;
  readonly state: CareVersionState;
  readonly recipients: number;
  readonly writtenBy: string;
  readonly writtenAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly note: string;
}

const RULE =
  'id, scope, code, state, state_why AS stateWhy, live_version AS liveVersion, last_version AS lastVersion';
const EDITION = `e.rule_id AS ruleId, r.scope, r.code, e.version, e.body, e.state, e.recipients, e.written_by AS writtenBy,
  e.written_at AS writtenAt, e.decided_by AS decidedBy, e.decided_at AS decidedAt, e.note`;
type EditionRow = Omit<Edition, 'body'> & { body: string };
const edition = (row: EditionRow): Edition => ({ ...row, body: JSON.parse(row.body) as CareRuleBody });

/** Rules that staff wrote, with every edition. Writers lock the rule's row: its last version decides who came first. */
@Injectable()
export class CareRuleRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Rows of these scopes. */
  async inScopes(scopes: readonly string[]): Promise<RuleRecord[]> {
    return this.uow.reader.query(`SELECT ${RULE} FROM care_rule WHERE scope IN (?) ORDER BY code`, [scopes]);
  }

  /** Newest first. */
  async editions(scopes: readonly string[], code: string, limit: number): Promise<Edition[]> {
    const rows: EditionRow[] = await this.uow.reader.query(
      `SELECT ${EDITION} FROM care_rule r JOIN care_rule_version e ON e.rule_id = r.id
        WHERE r.scope IN (?) AND r.code = ? ORDER BY e.written_at DESC, e.version DESC LIMIT ${limit}`,
      [scopes, code],
    );
    return rows.map(edition);
  }

  /** Editions that wait for somebody's yes. */
  async waiting(scopes: readonly string[]): Promise<Edition[]> {
    const rows: EditionRow[] = await this.uow.reader.query(
      `SELECT ${EDITION} FROM care_rule r JOIN care_rule_version e ON e.rule_id = r.id AND e.version = r.last_version
        WHERE r.scope IN (?) AND e.state = 'submitted'`,
      [scopes],
    );
    return rows.map(edition);
  }

  async find(tx: Tx, ruleId: string, version: number): Promise<Edition | null> {
    const rows: EditionRow[] = await tx.manager.query(
      `SELECT ${EDITION} FROM care_rule r JOIN care_rule_version e ON e.rule_id = r.id
        WHERE r.id = ? AND e.version = ?`,
      [ruleId, version],
    );
    return rows[0] ? edition(rows[0]) : null;
  }

  /** The rule's row, locked; null if nobody has touched this rule in this scope. */
  async lock(tx: Tx, scope: string, code: string): Promise<RuleRecord | null> {
    const rows: RuleRecord[] = await tx.manager.query(
      `SELECT ${RULE} FROM care_rule WHERE scope = ? AND code = ? FOR UPDATE`,
      [scope, code],
    );
    return rows[0] ?? null;
  }

  /** The same; made on the spot, without an edition, if there is none. Safe when two do it at once (unique key). */
  async lockOrCreate(tx: Tx, scope: string, code: string): Promise<RuleRecord> {
    await tx.manager.query(
      `INSERT IGNORE INTO care_rule (id, scope, code, state, state_why, live_version, last_version, updated_at)
       VALUES (?, ?, ?, 'on', '', 0, 0, ?)`,
      [newId(this.clock), scope, code, this.clock.date()],
    );
    const rule = await this.lock(tx, scope, code);
    if (!rule) throw new Error('A rule that was just written is not there');
    return rule;
  }

  async setState(tx: Tx, ruleId: string, state: CareRuleState, why: string): Promise<void> {
    await tx.manager.query('UPDATE care_rule SET state = ?, state_why = ?, updated_at = ? WHERE id = ?', [
      state,
      why,
      this.clock.date(),
      ruleId,
    ]);
  }

  /** Adds the next edition of a locked rule; one that still waited is replaced. */
  async addEdition(
    tx: Tx,
    rule: RuleRecord,
    next: { body: CareRuleBody; state: 'live' | 'submitted'; recipients: number; writtenBy: string },
  ): Promise<number> {
    const version = rule.lastVersion + 1;
    await this.replace(tx, rule.id, next.state === 'live' ? ['submitted', 'live'] : ['submitted']);
    await tx.manager.query(
      `INSERT INTO care_rule_version (rule_id, version, body, state, recipients, written_by, written_at, decided_by,
         decided_at, note) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, '')`,
      [
        rule.id,
        version,
        JSON.stringify(next.body),
        next.state,
        next.recipients,
        next.writtenBy,
        this.clock.date(),
      ],
    );
    await tx.manager.query(
      'UPDATE care_rule SET last_version = ?, live_version = ?, updated_at = ? WHERE id = ?',
      [version, next.state === 'live' ? version : rule.liveVersion, this.clock.date(), rule.id],
    );
    return version;
  }

  /** Lets a waiting edition pass or sends it back; false if somebody else has decided, or a newer one replaced it. */
  async decide(
    tx: Tx,
    rule: RuleRecord,
    version: number,
    decision: { state: 'live' | 'rejected'; by: string; note: string },
  ): Promise<boolean> {
    if (decision.state === 'live') await this.replace(tx, rule.id, ['live']);
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE care_rule_version SET state = ?, decided_by = ?, decided_at = ?, note = ?
        WHERE rule_id = ? AND version = ? AND state = 'submitted'`,
      [decision.state, decision.by, this.clock.date(), decision.note, rule.id, version],
    );
    if (result.affectedRows !== 1) return false;
    if (decision.state === 'live')
      await tx.manager.query('UPDATE care_rule SET live_version = ?, updated_at = ? WHERE id = ?', [
        version,
        this.clock.date(),
        rule.id,
      ]);
    return true;
  }

  private async replace(tx: Tx, ruleId: string, states: readonly CareVersionState[]): Promise<void> {
    await tx.manager.query(
      "UPDATE care_rule_version SET state = 'replaced' WHERE rule_id = ? AND state IN (?)",
      [ruleId, states],
    );
  }

  /** By rule: reminders planned from `now` until `until`, and those told since `since`. */
  async counts(
    storeId: string,
    since: Date,
    now: Date,
    until: Date,
  ): Promise<Map<string, { planned: number; told: number }>> {
    const rows: { rule: string; planned: string; told: string }[] = await this.uow.reader.query(
      `SELECT \`rule\`, SUM(state = 'planned') AS planned, SUM(state = 'told' AND not_before < ?) AS told
         FROM care_item WHERE store_id = ? AND not_before >= ? AND not_before < ? GROUP BY \`rule\``,
      [now, storeId, since, until],
    );
    return new Map(
      rows.map(({ rule, planned, told }) => [rule, { planned: Number(planned), told: Number(told) }]),
    );
  }
}
