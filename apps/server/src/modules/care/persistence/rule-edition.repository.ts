import type { CareRuleBody, CareRuleState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';

/** A rule of the group or of a store with its live edition. */
export interface StoredRule {
  /** `group`, or the store's id. */
  readonly scope: string;
  readonly code: string;
  readonly state: CareRuleState;
  readonly stateWhy: string;
  readonly version: number;
  readonly body: CareRuleBody;
}

/** Reads what is in force of the rules that staff wrote. */
@Injectable()
export class RuleEditionRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Changes whenever any rule does. */
  async stamp(): Promise<string> {
    const rows = await this.uow.read<{ n: string; sum: string | null; at: Date | null }>(
      `SELECT COUNT(*) AS n, MAX(updated_at) AS at,
              SUM(CRC32(CONCAT_WS(' ', id, state, live_version, state_why))) AS \`sum\` FROM care_rule`,
    );
    const [row] = rows;
    return `${row?.n ?? 0} ${row?.sum ?? 0} ${row?.at?.getTime() ?? 0}`;
  }

  /** Rules that have a live edition, whatever their state. */
  async live(): Promise<StoredRule[]> {
    const rows = await this.uow.read<Omit<StoredRule, 'body'> & { body: string }>(
      `SELECT r.scope, r.code, r.state, r.state_why AS stateWhy, r.live_version AS version, e.body
         FROM care_rule r JOIN care_rule_version e ON e.rule_id = r.id AND e.version = r.live_version
        ORDER BY r.scope, r.code`,
    );
    return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as CareRuleBody }));
  }

  /** States of rules that have a row but no live edition: a built-in rule may be switched off unedited. */
  async stateOnly(): Promise<Omit<StoredRule, 'version' | 'body'>[]> {
    return this.uow.read(
      `SELECT scope, code, state, state_why AS stateWhy FROM care_rule WHERE live_version = 0 ORDER BY scope, code`,
    );
  }
}
