/** Service cards and the micro-shop. */

export { sweepCardsJob } from './jobs/sweep-cards.job.js';
export { shopPersonalData } from './persistence/personal-data.sql.js';
export { ShopItemRepository } from './persistence/shop-item.repository.js';
export type { ShopEvents } from './shop.events.js';
export { ShopModule } from './shop.module.js';
