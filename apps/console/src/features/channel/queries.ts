import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';

/** What a change of a template or of a circuit makes stale. */
export const channelAreas = [
  'channel-templates',
  'care-rules',
  'care-rule',
  'circuits',
  'channel-quota',
  'care-health',
  'alarms',
] as const;

/** Templates by kind of message and channel, and those of both WeChat accounts. */
export function useTemplates() {
  const may = useMay();
  return useQuery({
    queryKey: ['channel-templates'],
    queryFn: () => api.channel.templates(),
    enabled: may('care.read'),
    staleTime: 60_000,
  });
}

/** Channels and templates that are switched off at the moment. */
export function useCircuits(enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['circuits'],
    queryFn: () => api.channel.circuits(),
    refetchInterval: 60_000,
  });
}

/** Sends of today and who can still be reached, of the store in the header. */
export function useQuota() {
  const storeId = useStoreId();
  return useQuery({
    queryKey: ['channel-quota', storeId],
    queryFn: () => api.channel.quota({ query: { storeId } }),
    refetchInterval: 60_000,
  });
}

export type AlarmState = 'open' | 'closed';

/** Alarms, the newest first. The open ones are asked again each minute, in case the live line is down. */
export function useAlarms(state: AlarmState, page = 1) {
  const may = useMay();
  return useQuery({
    queryKey: ['alarms', state, page],
    queryFn: () => api.channel.alarms({ query: { state, page, pageSize: 20 } }),
    enabled: may('care.read'),
    placeholderData: keepPreviousData,
    ...(state === 'open' && { refetchInterval: 60_000 }),
  });
}

const PARAM = 'alarms';

/** Whether the list of alarms is open: it stands in the address, so that any page and any link can open it. */
export function useAlarmLayer(): { open: boolean; show(open: boolean): void } {
  const [search, setSearch] = useSearchParams();
  const show = useCallback(
    (open: boolean) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (open) next.set(PARAM, '1');
          else next.delete(PARAM);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return { open: search.get(PARAM) === '1', show };
}
