import { groupRoles } from '@cheban/contracts';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { GROUP } from '../domain/rule-sets.js';

/** Whose rule is meant: a store the actor works for, or for `null` the group, which only staff of every store touch. */
export function scopeOf(actor: StaffActor, storeId: string | null): string {
  if (storeId !== null) return storeOf(actor, storeId);
  if (!groupRoles.includes(actor.role)) throw new AppError('CARE.GROUP_ONLY');
  return GROUP;
}
