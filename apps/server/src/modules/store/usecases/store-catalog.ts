import { Injectable } from '@nestjs/common';
import {
  type Bay,
  type ServiceItem,
  type ShopFloor,
  type Store,
  type StoreHours,
  StoreRepository,
} from '../persistence/store.repository.js';

/** Reads stores for the other rooms. Returns null or empty lists for what does not exist; never throws. */
@Injectable()
export class StoreCatalog {
  constructor(private readonly repository: StoreRepository) {}

  async findById(id: string): Promise<Store | null> {
    return (await this.repository.findByIds([id]))[0] ?? null;
  }

  findByIds(ids: readonly string[]): Promise<Store[]> {
    return this.repository.findByIds([...new Set(ids)]);
  }

  findByCode(code: string): Promise<Store | null> {
    return this.repository.findByCode(code);
  }

  all(): Promise<Store[]> {
    return this.repository.findAll();
  }

  /** Active services of a store, first service and periodic service first. */
  async servicesOf(storeId: string): Promise<ServiceItem[]> {
    return (await this.repository.servicesOf([storeId])).filter((service) => service.active);
  }

  findService(id: string): Promise<ServiceItem | null> {
    return this.repository.findService(id);
  }

  /** A store as one of its services needs it; null if the store does not offer it. Two queries. */
  floorFor(storeId: string, serviceId: string): Promise<ShopFloor | null> {
    return this.repository.floorFor(storeId, serviceId);
  }

  /** Active bays of a store. */
  async baysOf(storeId: string): Promise<Bay[]> {
    return (await this.repository.baysOf([storeId])).filter((bay) => bay.active);
  }

  hoursOf(storeId: string): Promise<StoreHours[]> {
    return this.repository.hoursOf([storeId]);
  }
}
