import { type Permission, roleMay, type StaffRole } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';

export function useStores() {
  return useQuery({ queryKey: ['stores'], queryFn: () => api.store.list(), staleTime: 5 * 60_000 });
}

/** The store that the header shows, with services, bays and hours. */
export function useStore() {
  const storeId = useStoreId();
  const stores = useStores();
  return { ...stores, store: stores.data?.items.find((entry) => entry.id === storeId) };
}

/** Everyone of a store, active or not. */
export function useStaff(storeId: string) {
  const team = useQuery({
    queryKey: ['team', storeId],
    queryFn: () => api.team.list({ query: { storeId } }),
    staleTime: 5 * 60_000,
  });
  return team.data?.items ?? [];
}

/** Active colleagues of a store whom this work may be given to: they may do it. */
export const useColleaguesFor = (storeId: string, work: Permission) =>
  useColleagues(storeId).filter(({ role }) => roleMay(role, work));

/** Active colleagues of a store, of one role or of all. */
export function useColleagues(storeId: string, role?: StaffRole) {
  return useStaff(storeId).filter((entry) => entry.active && (role === undefined || entry.role === role));
}
