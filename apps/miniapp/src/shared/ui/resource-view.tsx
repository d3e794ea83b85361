import { type ReactNode, useEffect } from 'react';
import { needsLogin } from '@/shared/api';
import type { Resource } from '@/shared/data/resource';
import { recoveryOf, toLogin } from '@/shared/nav/recover';
import { Empty, ErrorState } from './state';

interface ResourceViewProps<T> {
  resource: Resource<T>;
  /** Shape of what is coming. */
  skeleton: ReactNode;
  onRetry?: () => void;
  children: (data: T) => ReactNode;
}

/** Skeleton, then data; an error only when there is nothing older to show. Without a log-in it leaves for the log-in page. */
export function ResourceView<T>({ resource, skeleton, onRetry, children }: ResourceViewProps<T>) {
  const loggedOut = resource.status === 'error' && needsLogin(resource.error.cause);
  useEffect(() => {
    if (loggedOut) toLogin();
  }, [loggedOut]);
  if (resource.data !== undefined) return <>{children(resource.data)}</>;
  if (resource.status === 'error') {
    const recovery = recoveryOf(resource);
    if (recovery) {
      const action = { label: recovery.label, onClick: recovery.run };
      return <Empty icon={recovery.icon} title={recovery.title} note={recovery.note} action={action} />;
    }
    return <ErrorState message={resource.error.message} offline={resource.error.offline} onRetry={onRetry} />;
  }
  return <>{skeleton}</>;
}
