import type { StaffMeView } from '@cheban/contracts';
import type { Permission } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { api, session } from './api.js';

/** Whether somebody is logged in on this browser. */
export function useSignedIn(): boolean {
  return useSyncExternalStore(session.subscribe, session.signedIn);
}

export function useMeQuery(enabled: boolean) {
  return useQuery({
    queryKey: ['me'],
    queryFn: () => api.staffAuth.me(),
    enabled,
    staleTime: 5 * 60_000,
  });
}

export interface Workplace {
  me: StaffMeView;
  /** The store that the pages show. */
  store: StaffMeView['stores'][number];
  chooseStore(id: string): void;
}

export const WorkplaceContext = createContext<Workplace | null>(null);

/** Who works here and in which store. Only below the shell. */
export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext);
  if (!workplace) throw new Error('useWorkplace outside the shell');
  return workplace;
}

export function useStoreId(): string {
  return useWorkplace().store.id;
}

/** Answers whether the person may do something; buttons ask it, the server decides. */
export function useMay(): (permission: Permission) => boolean {
  const { me } = useWorkplace();
  return (permission) => me.permissions.includes(permission);
}
