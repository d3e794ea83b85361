/** Service cards. */
export interface ShopEvents {
  'card.sold': { cardId: string; orderId: string; ownerId: string };
  'card.invited': { shareId: string };
  'card.used': { cardId: string; useId: string; ownerId: string; usesLeft: number };
  'card.use-undone': { cardId: string; useId: string };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends ShopEvents {}
}
