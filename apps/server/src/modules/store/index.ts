/** Stores: hours, services, bays, the service cycle of the brand. */
export type { Closure, FloorStore, ShopFloor } from './persistence/floor.repository.js';
export {
  type Bay,
  type ServiceItem,
  type Store,
  type StoreHours,
  StoreRepository,
} from './persistence/store.repository.js';
export { StoreModule } from './store.module.js';
export { periodOf } from './usecases/store-calendar.usecase.js';
export { StoreCatalog } from './usecases/store-catalog.js';
