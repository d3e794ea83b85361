import { ApiError } from '@cheban/api-client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NotFound } from '../../app/not-found.js';
import { PageSkeleton } from './skeleton.js';
import { ErrorState } from './states.js';

/** A page that needs one answer: on its way, gone, failed, or there. */
export function Loaded<T>({
  query,
  missing,
  blocks,
  children,
}: {
  query: UseQueryResult<T>;
  /** What is said when there is no such thing (any more), or it belongs to another store. */
  missing: string;
  /** Heights of the skeleton's blocks in pixels. */
  blocks: number[];
  children(data: T): ReactNode;
}) {
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFound what={missing} />;
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <PageSkeleton blocks={blocks} />;
}
