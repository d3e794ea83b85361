import type { Permission, StaffRole } from '@cheban/contracts';
import { roleMay } from '@cheban/contracts';
import type { Tx } from '../database/index.js';
import { AppError, notFound } from '../errors/index.js';

/** A WeChat log-in, bound to an owner by a verified phone or not yet. */
export interface AccountActor {
  readonly kind: 'account';
  readonly sessionId: string;
  readonly accountId: string;
  readonly ownerId: string | null;
  /** The privacy consent of the current version stands. */
  readonly consented: boolean;
}

/** An account that is bound and has consented: what policy `owner` lets through. */
export interface OwnerActor extends AccountActor {
  readonly ownerId: string;
}

export interface StaffActor {
  readonly kind: 'staff';
  readonly sessionId: string;
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Every store this person works for; group and admin: all of them. Never empty of meaning: [] sees nothing. */
  readonly storeIds: readonly string[];
}

export type Actor = AccountActor | StaffActor;

/** The given store if the actor works there; a foreign store answers like a missing one. */
export function storeOf(actor: StaffActor, storeId: string): string {
  if (!actor.storeIds.includes(storeId)) throw new AppError('STORE.NOT_FOUND');
  return storeId;
}

/** The stores a list is narrowed to: the asked one, or all of the actor's. */
export function storesOf(actor: StaffActor, storeId?: string): readonly string[] {
  return storeId === undefined ? actor.storeIds : [storeOf(actor, storeId)];
}

/** Guards a row of one store: foreign rows answer like missing ones. */
export function ensureStore(actor: StaffActor, storeId: string): void {
  if (!actor.storeIds.includes(storeId)) throw notFound();
}

export function may(actor: StaffActor, permission: Permission): boolean {
  return roleMay(actor.role, permission);
}

/** Resolves an access token of an owner; implemented by the owner room. */
export abstract class OwnerSessions {
  abstract resolve(accessToken: string): Promise<AccountActor | null>;
  /** Whether the log-in is still this person's, and stays so until the transaction ends: nobody is deleted meanwhile. */
  abstract hold(tx: Tx, actor: AccountActor): Promise<boolean>;
}

/** Resolves an access token of a staff member; implemented by the staff room. */
export abstract class StaffSessions {
  abstract resolve(accessToken: string): Promise<StaffActor | null>;
  /** The same of a log-in whose access token may have been renewed meanwhile; null once it has ended. */
  abstract still(sessionId: string): Promise<StaffActor | null>;
}
