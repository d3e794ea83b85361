import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { UrlFilters } from './use-url-filters.js';

/** A page of a server-side list, as every such list answers. */
export interface PageOf<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
}

/** The page of a list that the address asks for; the old rows stay while the next ones are on their way. */
export function usePageQuery<V extends PageOf<unknown>, W extends object>(
  /** First part of the query key, by which a change makes it stale. */
  area: string,
  filters: Pick<UrlFilters, 'page' | 'pageSize'>,
  wanted: W,
  call: (query: W & { page: number; pageSize: number }) => Promise<V>,
  /** Milliseconds after which it is asked for again; live events refresh it anyway. */
  everyMs: number | false = false,
): UseQueryResult<V> {
  const query = { ...wanted, page: filters.page, pageSize: filters.pageSize };
  return useQuery({
    queryKey: [area, query],
    queryFn: () => call(query),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  }) as UseQueryResult<V>;
}
