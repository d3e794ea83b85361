import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PageOf } from '../hooks/use-page-query.js';
import type { UrlFilters } from '../hooks/use-url-filters.js';
import { Pager } from './data-list.js';
import { ListSkeleton } from './skeleton.js';
import { ErrorState } from './states.js';

/** The states of a server-side list in one place: on its way, failed, empty, rows with a pager. */
export function Paged<T>({
  query,
  filters,
  empty,
  children,
}: {
  query: UseQueryResult<PageOf<T>>;
  filters: UrlFilters;
  empty: ReactNode;
  children(rows: readonly T[], dim: boolean): ReactNode;
}) {
  if (query.isPending) return <ListSkeleton rows={8} />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { items, total, page, pageSize } = query.data;
  return (
    <>
      {items.length === 0 ? empty : children(items, query.isPlaceholderData)}
      <Pager page={page} pageSize={pageSize} total={total} onChange={filters.set} />
    </>
  );
}
