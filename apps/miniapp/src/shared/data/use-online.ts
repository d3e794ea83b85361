import { useSyncExternalStore } from 'react';
import { network } from '@/shared/platform';

/** Whether the phone has a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(network.onChange, network.isOnline, () => true);
}
