import { View } from '@tarojs/components';
import { knownStore } from '@/shared/data/known-store';
import type { Resource } from '@/shared/data/resource';
import { phone } from '@/shared/platform';
import { Card, Cell } from './surface';

/** The number of the store, where a page could not be loaded at all: a call needs neither network nor server. */
export function KnownStoreCell({ page }: { page: Resource<unknown> }) {
  const store = page.status === 'error' && page.data === undefined ? knownStore() : undefined;
  if (!store) return null;
  return (
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
  );
}
