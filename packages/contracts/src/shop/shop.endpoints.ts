import { area, get, post, put } from '../endpoint.js';

export const shopEndpoints = area({
  items: get('owner', '/owner/shop/items', 'Cards and products of my stores'),
  item: get('owner', '/owner/shop/items/:id', 'One of them'),
  buy: post('owner', '/owner/shop/orders', 'Order it; pay with payment.pay and the payOrderId'),
  orders: get('owner', '/owner/shop/orders', 'My orders, newest first'),
  order: get('owner', '/owner/shop/orders/:id', 'One order of mine, with the code for pick-up'),
  cancelOrder: post('owner', '/owner/shop/orders/:id/cancel', 'I do not pay it'),
  refundOrder: post('owner', '/owner/shop/orders/:id/refund', 'I do not pick it up: the money comes back'),
  cards: get('owner', '/owner/cards', 'My cards, those shared with me, and invitations to me'),
  card: get('owner', '/owner/cards/:id', 'One card with its QR text and its uses'),
  invite: post('owner', '/owner/cards/:id/shares', 'Share the card with family, by their phone'),
  revokeShare: post('owner', '/owner/card-shares/:id/revoke', 'Stop sharing with this person'),
  answerShare: post('owner', '/owner/card-shares/:id/answer', 'Accept or leave a card shared with me'),
});

export const staffShopEndpoints = area({
  items: get('shop.read', '/staff/shop/items', 'Cards and products'),
  item: get('shop.read', '/staff/shop/items/:id', 'One of them'),
  createItem: post('shop.manage', '/staff/shop/items', 'A new card or product, as a draft'),
  updateItem: put('shop.manage', '/staff/shop/items/:id', 'Change it; what is sold keeps its own terms'),
  setItemState: post('shop.manage', '/staff/shop/items/:id/state', 'Put on sale or take off'),
  addStock: post('shop.manage', '/staff/shop/items/:id/stock', 'Add to the stock or take from it'),
  orders: get('shop.read', '/staff/shop/orders', 'Orders of owners'),
  order: get('shop.read', '/staff/shop/orders/:id', 'One order'),
  refundQuote: get('shop.read', '/staff/shop/orders/:id/refund-quote', 'What would go back, and why'),
  refund: post('payment.refund', '/staff/shop/orders/:id/refund', 'Ask for the money to go back'),
  findPickUp: get('shop.redeem', '/staff/shop/pick-ups', 'The order behind a code at the counter'),
  pickUp: post('shop.redeem', '/staff/shop/orders/:id/pick-up', 'Handed over to the owner'),
  cards: get('shop.read', '/staff/cards', 'Cards that were sold'),
  findCard: get('shop.redeem', '/staff/card-at-counter', 'The card behind a code at the counter'),
  card: get('shop.read', '/staff/cards/:id', 'One card with its uses'),
  useCard: post('shop.redeem', '/staff/cards/:id/uses', 'One use; the last one has one winner'),
  undoUse: post('shop.undo', '/staff/card-uses/:id/undo', 'Give the use back, with a reason'),
});
