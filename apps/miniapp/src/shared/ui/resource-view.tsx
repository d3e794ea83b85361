import type { ReactNode } from 'react';
import type { Resource } from '@/shared/data/resource';
import { recoveryOf } from '@/shared/nav/recover';
import { Empty, ErrorState } from './state';

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
    const recovery = recoveryOf(resource);
    if (recovery) {
      const action = { label: recovery.label, onClick: recovery.run };
      return <Empty icon="car" title="先认识一下您和爱车" note={resource.error.message} action={action} />;
    }
    return <ErrorState message={resource.error.message} offline={resource.error.offline} onRetry={onRetry} />;
  }
  return <>{skeleton}</>;
}
