import type { MessageState } from '@cheban/contracts';
import { toDate } from '../../../platform/clock/index.js';
import type { MessagePatch } from './message.mapper.js';

interface PatchGroup {
  common: Omit<MessagePatch, 'accountId'>;
  /** What differs from message to message, and what of it is written. */
  rows: { id: string; accountId: string | null; providerId: string | null }[];
  hasAccounts: boolean;
  hasProviders: boolean;
}

const PATCH_COLUMNS: Record<keyof Omit<MessagePatch, 'accountId' | 'waitsFor'>, string> = {
  state: '`state`',
  channel: 'channel',
  why: 'why',
  attempts: 'attempts',
  notBefore: 'not_before',
  claimId: 'claim_id',
  claimUntil: 'claim_until',
  sentAt: 'sent_at',
};
const INSTANTS: ReadonlySet<string> = new Set(['notBefore', 'claimUntil', 'sentAt']);

/**
 * One statement for each group of patches that differ only in the account and the provider's id, with its values. It
 * changes messages that are still in one of the states, and still of the claim if there is one.
 */
export function patchStatements(
  patches: readonly { id: string; patch: MessagePatch }[],
  from: readonly MessageState[],
  claimId: string | null,
  providerIds: ReadonlyMap<string, string>,
): { sql: string; values: unknown[] }[] {
  const groups = new Map<string, PatchGroup>();
  for (const { id, patch } of patches) {
    const { accountId } = patch;
    const providerId = providerIds.get(id);
    const [hasAccounts, hasProviders] = [accountId !== undefined, providerId !== undefined];
    const key = `${hasAccounts}|${hasProviders}|${patchKey(patch)}`;
    let group = groups.get(key);
    if (!group) {
      const { accountId: _, ...common } = patch;
      group = { common, rows: [], hasAccounts, hasProviders };
      groups.set(key, group);
    }
    group.rows.push({ id, accountId: accountId ?? null, providerId: providerId?.slice(0, 64) ?? null });
  }
  return [...groups.values()].map((group) => statementOf(group, from, claimId));
}

function statementOf(
  { common, rows, hasAccounts, hasProviders }: PatchGroup,
  from: readonly MessageState[],
  claimId: string | null,
) {
  const { waitsFor = null, ...columns } = common;
  const entries = Object.entries(columns) as [keyof typeof PATCH_COLUMNS, string | number | null][];
  const sets = entries.map(([key]) => `m.${PATCH_COLUMNS[key]} = ?`);
  const values: unknown[] = entries.map(([key, value]) =>
    typeof value === 'number' && INSTANTS.has(key) ? toDate(value) : value,
  );
  if (common.state === 'held') {
    // What an earlier hold waited for is of no concern to this one.
    sets.push('m.waits_for = ?');
    values.push(waitsFor);
  }
  if (common.claimUntil === null) sets.push('m.claim_id = NULL');
  if (common.state !== undefined && common.state !== 'held') sets.push('m.room = NULL');
  if (hasAccounts) sets.push('m.account_id = v.account_id');
  if (hasProviders) sets.push('m.provider_id = v.provider_id');
  const which = hasAccounts || hasProviders ? valuesOf(rows) : idsOf(rows);
  const ours = claimId === null ? '' : ' AND m.claim_id = ?';
  return {
    sql: `UPDATE ${which.table} SET ${sets.join(', ')} WHERE ${which.where}m.\`state\` IN (?)${ours}`,
    values: [
      ...which.tableValues,
      ...values,
      ...which.whereValues,
      from,
      ...(claimId === null ? [] : [claimId]),
    ],
  };
}

const idsOf = (rows: PatchGroup['rows']) => ({
  table: 'message m',
  tableValues: [],
  where: 'm.id IN (?) AND ',
  whereValues: [rows.map(({ id }) => id)],
});

/**
 * Values that differ from row to row go to the database as one JSON text: read as a table it costs a third of an
 * expression with a branch for each id. Always from the values to their rows, never the other way.
 */
const valuesOf = (rows: PatchGroup['rows']) => ({
  table: `JSON_TABLE(?, '$[*]' COLUMNS (
      id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin PATH '$[0]',
      account_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin PATH '$[1]' NULL ON EMPTY,
      provider_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin PATH '$[2]' NULL ON EMPTY)) v
    STRAIGHT_JOIN message m FORCE INDEX (PRIMARY) ON m.id = v.id`,
  tableValues: [JSON.stringify(rows.map(({ id, accountId, providerId }) => [id, accountId, providerId]))],
  where: '',
  whereValues: [],
});

/** Equal for patches that change the same columns, apart from the account, to the same values. */
function patchKey({
  state,
  channel,
  why,
  attempts,
  notBefore,
  waitsFor,
  claimId,
  claimUntil,
  sentAt,
}: MessagePatch): string {
  return `${state}|${channel}|${attempts}|${notBefore}|${waitsFor}|${claimId}|${claimUntil}|${sentAt}|${why}`;
}
