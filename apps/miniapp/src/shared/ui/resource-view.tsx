import type { ReactNode } from 'react';
import type { Resource } from '@/shared/data/resource';
import { ErrorState } from './state';

interface ResourceViewProps<T> {
  resource: Resource<T>;
  /** Shape of what is coming. */
  skeleton: ReactNode;
  onRetry?: () => void;
  children: (data: T) => ReactNode;
}

/** Skeleton, then data; an error only when there is nothing older to show. */
export function ResourceView<T>({ resource, skeleton, onRetry, children }: ResourceViewProps<T>) {
  if (resource.data !== undefined) return <>{children(resource.data)}</>;
  if (resource.status === 'error') {
    return <ErrorState message={resource.error.message} offline={resource.error.offline} onRetry={onRetry} />;
  }
  return <>{skeleton}</>;
}
