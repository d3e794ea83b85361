import type { StaffActor } from '../../../platform/auth/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';

interface AtStores {
  readonly plan: { readonly storeIds: readonly string[] };
}

/** Staff see a campaign or game that touches one of their stores; a foreign one answers like a missing one. */
export function seen<T extends AtStores>(actor: StaffActor, planned: T | null): T {
  if (!planned?.plan.storeIds.some((storeId) => actor.storeIds.includes(storeId))) throw notFound();
  return planned;
}

/** Whether all its stores are theirs: who changes, approves or stops it speaks for every store. */
export function owns(actor: StaffActor, planned: AtStores): boolean {
  return planned.plan.storeIds.every((storeId) => actor.storeIds.includes(storeId));
}

/** The same as a guard; throws AUTH.FORBIDDEN. */
export function owned<T extends AtStores>(actor: StaffActor, planned: T | null): T {
  const found = seen(actor, planned);
  if (!owns(actor, found)) throw new AppError('AUTH.FORBIDDEN');
  return found;
}
