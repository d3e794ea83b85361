/** Literals of service cards and the micro-shop, with their Chinese words. No zod: the mini-program carries this file. */

export const shopItemStates = ['draft', 'on_sale', 'off'] as const;
export type ShopItemState = (typeof shopItemStates)[number];
export const shopItemStateLabel: Record<ShopItemState, string> = {
  draft: '草稿',
  on_sale: '在售',
  off: '已下架',
};

/** `paid`: a product waits at the store; `done`: picked up, or the card is in the wallet. */
export const shopOrderStates = ['open', 'paid', 'done', 'refunding', 'refunded', 'closed'] as const;
export type ShopOrderState = (typeof shopOrderStates)[number];
export const shopOrderStateLabel: Record<ShopOrderState, string> = {
  open: '待付款',
  paid: '待取货',
  done: '已完成',
  refunding: '退款中',
  refunded: '已退款',
  closed: '已关闭',
};

export const cardStates = ['active', 'used_up', 'refunding', 'refunded'] as const;
/** Owners hear of a card that ends within so many days, once. */
export const CARD_EXPIRING_DAYS = 30;
export type CardState = (typeof cardStates)[number];
export const cardStateLabel: Record<CardState, string> = {
  active: '可使用',
  used_up: '已用完',
  refunding: '退款中',
  refunded: '已退卡',
};

/**
 * What comes back when a card is given back. `none`: nothing; `unused`: everything, while no use was made; `rest`: what was
 * paid without the uses made, each at the price of a single visit (`list`) or at the card's own (`card`).
 */
export const cardRefundKinds = ['none', 'unused', 'rest'] as const;
export type CardRefundKind = (typeof cardRefundKinds)[number];
export const cardRefundKindLabel: Record<CardRefundKind, string> = {
  none: '不退',
  unused: '未使用可全额退',
  rest: '按剩余次数退',
};
export const usedPrices = ['list', 'card'] as const;
export type UsedPrice = (typeof usedPrices)[number];
export const usedPriceLabel: Record<UsedPrice, string> = {
  list: '已用次数按单次原价扣除',
  card: '已用次数按购卡均价扣除',
};

export const shareStates = ['invited', 'joined', 'revoked', 'declined'] as const;
export type ShareState = (typeof shareStates)[number];
export const shareStateLabel: Record<ShareState, string> = {
  invited: '待家人接受',
  joined: '共用中',
  revoked: '已取消',
  declined: '已退出',
};

/** People besides the buyer who may use one card. */
export const MOST_SHARES = 4;
/** Minutes in which an order must be paid. */
export const PAY_WITHIN_MINUTES = 30;
