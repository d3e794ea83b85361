import type { StaffActor } from '../../../platform/auth/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { Campaign } from '../persistence/campaign.repository.js';

/** Staff see a campaign that touches one of their stores; a foreign one answers like a missing one. */
export function seen(actor: StaffActor, campaign: Campaign | null): Campaign {
  if (!campaign?.plan.storeIds.some((storeId) => actor.storeIds.includes(storeId))) throw notFound();
  return campaign;
}

/** Whether all its stores are theirs: who changes, approves or stops it speaks for every store. */
export function owns(actor: StaffActor, campaign: Campaign): boolean {
  return campaign.plan.storeIds.every((storeId) => actor.storeIds.includes(storeId));
}

/** The same as a guard; throws AUTH.FORBIDDEN. */
export function owned(actor: StaffActor, campaign: Campaign | null): Campaign {
  const found = seen(actor, campaign);
  if (!owns(actor, found)) throw new AppError('AUTH.FORBIDDEN');
  return found;
}
