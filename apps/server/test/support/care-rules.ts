import { type CareRuleBody, type EffectiveRule } from '../../src/modules/care/domain/care-rule.js';
import { builtInRules } from '../../src/modules/care/domain/rules/built-in-rules.js';
import { newId } from '../../src/platform/database/index.js';
import type { World } from './world.js';

/** A copy of a built-in rule, to be changed. */
export function builtIn(code: string): CareRuleBody {
  const rule = builtInRules.find((one) => one.code === code);
  if (!rule) throw new Error(`no rule ${code}`);
  return structuredClone(rule.body);
}

let versions = 0;
/** What an approved edit leaves behind. */
export async function setRule(
  world: World,
  scope: string,
  code: string,
  body: CareRuleBody,
  state: EffectiveRule['state'] = 'on',
  stateWhy = '',
): Promise<void> {
  versions += 1;
  const at = world.clock.date();
  const [known] = await world.rows<{ id: string }>('SELECT id FROM care_rule WHERE scope = ? AND code = ?', [
    scope,
    code,
  ]);
  const id = known?.id ?? newId(world.clock);
  if (!known)
    await world.rows(
      `INSERT INTO care_rule (id, scope, code, state, state_why, live_version, last_version, updated_at)
       VALUES (?, ?, ?, ?, '', 0, 0, ?)`,
      [id, scope, code, state, at],
    );
  await world.rows(
    `INSERT INTO care_rule_version (rule_id, version, body, state, recipients, written_by, written_at, note)
     VALUES (?, ?, ?, 'live', 0, ?, ?, '')`,
    [id, versions, JSON.stringify(body), newId(world.clock), at],
  );
  await world.rows(
    'UPDATE care_rule SET state = ?, state_why = ?, live_version = ?, last_version = ?, updated_at = ? WHERE id = ?',
    [state, stateWhy, versions, versions, at, id],
  );
}

/** A row of care_item. */
export interface Item {
  vehicle_id: string;
  rule: string;
  cycle: string;
  stage: number;
  state: string;
  why: string;
  not_before: Date;
  expires_at: Date;
  due_on: string;
  edition: number;
}

export const itemsOf = (world: World, vehicleId: string, rule: string) =>
  world.rows<Item>('SELECT * FROM care_item WHERE vehicle_id = ? AND rule = ? ORDER BY cycle, stage', [
    vehicleId,
    rule,
  ]);

/** Takes away every car, rule, reminder and message. */
export async function clearCare(world: World): Promise<void> {
  for (const table of [
    'care_item',
    'care_rule',
    'care_rule_version',
    'care_rule_seen',
    'care_progress',
    'message',
    'owner_vehicle',
    'vehicle',
    'service_record',
  ])
    await world.rows(`DELETE FROM ${table}`);
}
