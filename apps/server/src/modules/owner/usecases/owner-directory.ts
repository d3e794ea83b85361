import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { type Account, AccountRepository } from '../persistence/account.repository.js';
import { type Owner, OwnerRepository } from '../persistence/owner.repository.js';

const MOST_FOUND = 500;

/** Reads people for the other rooms. Missing ones are null or left out; never throws. */
@Injectable()
export class OwnerDirectory {
  constructor(
    private readonly owners: OwnerRepository,
    private readonly accounts: AccountRepository,
  ) {}

  findById(id: string): Promise<Owner | null> {
    return this.owners.findById(id);
  }

  /** Whether the person is on file, and stays so until the transaction ends: for what must not be written of who is gone. */
  hold(tx: Tx, id: string): Promise<boolean> {
    return this.owners.hold(tx, id);
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, Owner>> {
    const found = await this.owners.findByIds([...new Set(ids)]);
    return new Map(found.map((owner) => [owner.id, owner]));
  }

  /** How to read the phone of each person who has one; it is decrypted at the call. */
  phonesOf(ids: readonly string[]): Promise<Map<string, () => string>> {
    return this.owners.phonesOf([...new Set(ids)]);
  }

  /** WeChat accounts of a person, the one seen last first. */
  accountsOf(ownerId: string): Promise<Account[]> {
    return this.accounts.ofOwner(ownerId);
  }

  /** The same for many people at once; a person without any has no entry. */
  async accountsOfMany(ownerIds: readonly string[]): Promise<Map<string, Account[]>> {
    const found = await this.accounts.ofOwners([...new Set(ownerIds)]);
    const lists = new Map<string, Account[]>();
    for (const account of found) lists.set(account.ownerId, [...(lists.get(account.ownerId) ?? []), account]);
    return lists;
  }

  /** Ids of the people with one of these phones. */
  idsByPhones(phones: readonly string[]): Promise<string[]> {
    return this.owners.idsByPhones(phones);
  }

  /** Ids of people by the beginning of their name or the tail of their phone; at most 500. */
  idsLike(text: string): Promise<string[]> {
    return this.owners.idsLike(text, MOST_FOUND);
  }

  /** Installations of the app, as blind indexes, that people have logged in from since an instant (milliseconds). */
  devicesOfMany(ownerIds: readonly string[], since: number): Promise<Map<string, string[]>> {
    return this.accounts.devicesOf([...new Set(ownerIds)], since);
  }

  findByPhone(phone: string): Promise<Owner | null> {
    return this.owners.findByPhone(phone);
  }
}
