import type { routes } from '@cheban/contracts';
import { addDays, startOfBusinessDay } from '@cheban/kernel';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import type { QueryOf } from '../../../platform/http/index.js';
import type { EntryFilter } from '../persistence/money.repository.js';

/** Which entries of the ledger staff ask for, within their stores. Throws STORE.NOT_FOUND. */
export function entryFilter(
  actor: StaffActor,
  { storeId, account, subjectId, from, to }: QueryOf<(typeof routes)['staffPayment']['ledgerFile']>,
): EntryFilter {
  return {
    storeIds: storesOf(actor, storeId),
    account,
    subjectId,
    from: from === undefined ? undefined : startOfBusinessDay(from),
    to: to === undefined ? undefined : startOfBusinessDay(addDays(to, 1)),
  };
}
