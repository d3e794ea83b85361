import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { Resource } from '@/shared/data/resource';
import { HomeLink } from './home-link';
import { ResourceView } from './resource-view';
import { Screen } from './screen';
import { Empty, type EmptyProps, SkeletonCard } from './state';

interface ResourcePageProps<T> {
  resource: Resource<T>;
  onRetry: () => void;
  /** Text lines of each card that is coming. */
  bones: readonly number[];
  /** What to say instead, or null if there is something to show. */
  empty: (data: T) => EmptyProps | null;
  children: (data: T) => ReactNode;
  /** Sheets above the page. */
  above?: ReactNode;
}

/** A page that shows one thing or one list: skeleton, then cards with the way home below, or why there are none. */
export function ResourcePage<T>({ resource, onRetry, bones, empty, children, above }: ResourcePageProps<T>) {
  const skeleton = (
    <View className="cb-stack">
      {bones.map((lines, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cards never reorder
        <SkeletonCard key={index} lines={lines} />
      ))}
    </View>
  );
  return (
    <Screen>
      <ResourceView resource={resource} skeleton={skeleton} onRetry={onRetry}>
        {(data) => {
          const nothing = empty(data);
          if (nothing) return <Empty {...nothing} />;
          return (
            <View className="cb-stack">
              {children(data)}
              <HomeLink />
            </View>
          );
        }}
      </ResourceView>
      {above}
    </Screen>
  );
}
