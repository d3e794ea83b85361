import { Select } from 'antd';
import { useWorkplace } from '../../app/me.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';

/** Store that a list is narrowed to: the one in the header, or all of mine (`all=1` in the address). */
export function useScope(filters: UrlFilters): { storeId?: string } {
  const { store } = useWorkplace();
  return filters.get('all') === '1' ? {} : { storeId: store.id };
}

/** This store or all of mine. Not there for people of one store. */
export function ScopeSelect({ filters }: { filters: UrlFilters }) {
  const { me, store } = useWorkplace();
  if (me.stores.length < 2) return null;
  return (
    <Select
      aria-label="门店范围"
      value={filters.get('all') === '1' ? 'all' : 'one'}
      options={[
        { value: 'one', label: store.name },
        { value: 'all', label: `全部门店（${me.stores.length}）` },
      ]}
      popupMatchSelectWidth={false}
      onChange={(value) => filters.set({ all: value === 'all' ? 1 : undefined })}
    />
  );
}
