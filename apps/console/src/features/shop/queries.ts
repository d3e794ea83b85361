/** What a use of a card makes stale. */
export const cardAreas = ['cards', 'card'] as const;
/** What a change of an item on sale, or of an order, makes stale. */
export const shopAreas = ['shop-items', 'shop-item', 'shop-orders', 'shop-order'] as const;
