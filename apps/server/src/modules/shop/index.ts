/**
 * Service cards and the micro-shop. Events: card.sold { cardId, orderId, ownerId }, card.used { cardId, useId, ownerId,
 * usesLeft }, card.use-undone { cardId, useId }.
 */

export { sweepCardsJob } from './jobs/sweep-cards.job.js';
export { shopPersonalData } from './persistence/personal-data.sql.js';
export { ShopItemRepository } from './persistence/shop-item.repository.js';
export { ShopModule } from './shop.module.js';
