import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { knownStore } from '@/shared/data/known-store';
import type { Resource } from '@/shared/data/resource';
import { phone } from '@/shared/platform';
import { Card, Cell } from './surface';

interface KnownStoreCellProps {
  page: Resource<unknown>;
  /** Stands above the number, also where no store is known. */
  children?: ReactNode;
}

/** The number of the store, where a page could not be loaded at all: a call needs neither network nor server. */
export function KnownStoreCell({ page, children }: KnownStoreCellProps) {
  if (page.status !== 'error' || page.data !== undefined) return null;
  const store = knownStore();
  if (!store && !children) return null;
  return (
    <View className="cb-stack">
      {children}
      {store ? (
        <Card flush>
          <Cell
            icon="phone"
            title={`致电${store.name}`}
            note={store.phone}
            value={<View className="cb-tone--brand cb-strong">打电话</View>}
            arrow={false}
            onClick={() => phone.call(store.phone)}
          />
        </Card>
      ) : null}
    </View>
  );
}
