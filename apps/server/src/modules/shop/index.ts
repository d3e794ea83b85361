/**
 * Service cards and the micro-shop. Events: card.sold { cardId, orderId, ownerId }, card.used { cardId, useId, ownerId,
 * usesLeft }, card.use-undone { cardId, useId }.
 */
export { ShopModule } from './shop.module.js';
