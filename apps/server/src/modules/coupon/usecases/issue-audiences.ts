import { Injectable } from '@nestjs/common';
import { StoreCars } from '../../vehicle/index.js';
import type { StoredAudience } from '../persistence/coupon-issue.entity.js';

export interface AudiencePage {
  readonly ownerIds: readonly string[];
  /** Where the next page begins; null at the end. ASCII, at most 60 characters. */
  readonly next: string | null;
}
/** Who gets coupons: counted before, walked over in pages while they are given. */
export interface AudienceSource<A extends StoredAudience = StoredAudience> {
  count(audience: A): Promise<number>;
  page(audience: A, cursor: string, limit: number): Promise<AudiencePage>;
  /** What is wrong with it, in Chinese; null if nothing is. */
  problem?(audience: A): string | null;
  say(audience: A): string;
}
type Kind = StoredAudience['kind'];

/** Audiences by kind. Rooms above bring those that they know, such as segments. */
@Injectable()
export class IssueAudiences {
  private readonly sources = new Map<Kind, AudienceSource>();

  constructor(cars: StoreCars) {
    this.register('stores', new StoreAudience(cars));
    this.register('owners', new ListedOwners());
  }

  /** Throws if there is one of the kind. */
  register<K extends Kind>(kind: K, source: AudienceSource<Extract<StoredAudience, { kind: K }>>): void {
    if (this.sources.has(kind)) throw new Error(`Audiences of kind ${kind} have a source already`);
    this.sources.set(kind, source as AudienceSource);
  }

  of(audience: StoredAudience): AudienceSource | null {
    return this.sources.get(audience.kind) ?? null;
  }
}

class StoreAudience implements AudienceSource<Extract<StoredAudience, { kind: 'stores' }>> {
  constructor(private readonly cars: StoreCars) {}

  count({ storeIds, models }: Extract<StoredAudience, { kind: 'stores' }>): Promise<number> {
    return this.cars.countOwners(storeIds, models);
  }

  async page(
    { storeIds, models }: Extract<StoredAudience, { kind: 'stores' }>,
    cursor: string,
    limit: number,
  ): Promise<AudiencePage> {
    const stores = [...storeIds].sort();
    const [at = '', after = ''] = cursor.split('.');
    const index = at === '' ? 0 : stores.indexOf(at);
    const storeId = stores[index];
    if (storeId === undefined) return { ownerIds: [], next: null };
    const { cars, last } = await this.cars.page(storeId, after, limit);
    const chosen = models.length === 0 ? cars : cars.filter(({ model }) => models.includes(model));
    const following = stores[index + 1];
    const next = last !== null ? `${storeId}.${last}` : following === undefined ? null : `${following}.`;
    return { ownerIds: chosen.map(({ ownerId }) => ownerId), next };
  }

  say({ storeIds, models }: Extract<StoredAudience, { kind: 'stores' }>): string {
    const stores = storeIds.length === 1 ? '门店全部车主' : `${storeIds.length} 家门店全部车主`;
    return models.length === 0 ? stores : `${stores} · ${models.join('、')}`;
  }
}

class ListedOwners implements AudienceSource<Extract<StoredAudience, { kind: 'owners' }>> {
  async count({ ownerIds }: Extract<StoredAudience, { kind: 'owners' }>): Promise<number> {
    return ownerIds.length;
  }

  async page(
    { ownerIds }: Extract<StoredAudience, { kind: 'owners' }>,
    cursor: string,
    limit: number,
  ): Promise<AudiencePage> {
    const from = cursor === '' ? 0 : Number(cursor);
    const next = from + limit < ownerIds.length ? String(from + limit) : null;
    return { ownerIds: ownerIds.slice(from, from + limit), next };
  }

  say({ ownerIds }: Extract<StoredAudience, { kind: 'owners' }>): string {
    return `指定的 ${ownerIds.length} 位车主`;
  }
}
