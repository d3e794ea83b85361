import type { ReactNode } from 'react';
import type { Resource } from '@/shared/data/resource';
import { More } from './more';
import { ResourcePage } from './resource-page';
import type { EmptyProps } from './state';

interface ListPageProps<T> {
  /** From `useList`. */
  list: {
    readonly resource: Resource<readonly T[]>;
    readonly reload: () => Promise<void>;
    readonly more: 'none' | 'idle' | 'loading' | 'failed';
    readonly loadMore: () => void;
  };
  empty: EmptyProps;
  /** One item, with its key. */
  children: (item: T) => ReactNode;
}

/** A page that is one endless list of cards. */
export function ListPage<T>({ list, empty, children }: ListPageProps<T>) {
  return (
    <ResourcePage
      resource={list.resource}
      bones={[2, 2]}
      onRetry={list.reload}
      empty={(items) => (items.length === 0 ? empty : null)}
    >
      {(items) => (
        <>
          {items.map(children)}
          <More state={list.more} onMore={list.loadMore} />
        </>
      )}
    </ResourcePage>
  );
}
