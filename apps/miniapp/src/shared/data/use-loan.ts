import type { OwnerLoanView } from '@cheban/contracts';
import { api } from '@/shared/api';
import { loanFor, type Stay } from '@/shared/format/loan';
import { useResource } from './use-resource';

/** The loaner that bridges a stay, once it is known; a failure only leaves it out. */
export function useLoan(stay: Stay | null): OwnerLoanView | undefined {
  const { resource } = useResource(stay && 'loans', async () => (await api.loaner.mine()).items);
  return stay && resource.data ? loanFor(resource.data, stay) : undefined;
}
