/** Stores: hours, services, bays, the service cycle of the brand. */
export {
  type Bay,
  type ServiceItem,
  type ShopFloor,
  type Store,
  type StoreHours,
  StoreRepository,
} from './persistence/store.repository.js';
export { StoreModule } from './store.module.js';
export { StoreCatalog } from './usecases/store-catalog.js';
