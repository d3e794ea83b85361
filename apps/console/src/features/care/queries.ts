import type { RuleCampaign } from '@cheban/contracts';
import { groupRoles, type SegmentFieldName } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { useStoreId, useWorkplace } from '../../app/me.js';
import type { FieldValues } from './audience-builder.js';

/** What a change of a rule makes stale. */
export const ruleAreas = ['care-rules', 'care-rule', 'care-calendar', 'care-day', 'care-why'] as const;

/** Rules of the store in the header, as they are in force. */
export function useRules() {
  const storeId = useStoreId();
  return useQuery({
    queryKey: ['care-rules', storeId],
    queryFn: () => api.careRule.list({ query: { storeId } }),
  });
}

export function useRule(code: string | null) {
  const storeId = useStoreId();
  return useQuery({
    queryKey: ['care-rule', code, storeId],
    queryFn: () => api.careRule.detail({ params: { code: code ?? '' }, query: { storeId } }),
    enabled: code !== null,
  });
}

/** Brands, models and regions that occur in the store, the most frequent first. */
export function useFieldValues(): FieldValues {
  const storeId = useStoreId();
  const options = useQuery({
    queryKey: ['segment-options', storeId],
    queryFn: () => api.careRule.segmentOptions({ query: { storeId } }),
    staleTime: 5 * 60_000,
  });
  return Object.fromEntries(
    (options.data?.fields ?? []).map(({ field, values }) => [field, values.map(({ value }) => value)]),
  ) as Partial<Record<SegmentFieldName, string[]>>;
}

/** Campaigns that a rule of the store may invite to now, with those that the rule has named before. */
export function useRuleCampaigns(named: readonly RuleCampaign[], enabled = true): readonly RuleCampaign[] {
  const storeId = useStoreId();
  const { data } = useQuery({
    queryKey: ['care-campaigns', storeId],
    queryFn: () => api.careRule.campaigns({ query: { storeId } }),
    enabled,
    staleTime: 60_000,
  });
  const open = data?.items ?? [];
  return [...open, ...named.filter(({ id }) => !open.some((one) => one.id === id))];
}

/** Where a rule is written: for the store in the header, or for the whole group. */
export type RuleScope = 'store' | 'group';

/** Only those who answer for every store write for the group; the server asks the same. */
export function useMayWriteGroup(): boolean {
  const { me } = useWorkplace();
  return groupRoles.includes(me.role);
}
