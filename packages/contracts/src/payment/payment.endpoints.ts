import { area, get, post, put } from '../endpoint.js';

export const paymentEndpoints = area({
  order: get('owner', '/owner/pay-orders/:id', 'How the payment of an order stands'),
  pay: post('owner', '/owner/pay-orders/:id/pay', 'Parameters of wx.requestPayment for an open order'),
  refresh: post('owner', '/owner/pay-orders/:id/refresh', 'Ask WeChat Pay whether it was paid'),
  simulatePay: post(
    'owner',
    '/owner/pay-orders/:id/simulate',
    'Beside the simulator only: what the password would do',
  ),
  payouts: get('owner', '/owner/payouts', 'Money that I was given, newest first'),
  payout: get('owner', '/owner/payouts/:id', 'One of them'),
  takePayout: post('owner', '/owner/payouts/:id/take', 'Parameters of wx.requestMerchantTransfer'),
  refreshPayout: post('owner', '/owner/payouts/:id/refresh', 'Ask WeChat Pay whether it arrived'),
  simulateTake: post(
    'owner',
    '/owner/payouts/:id/simulate',
    'Beside the simulator only: what the tap would do',
  ),
});

export const staffPaymentEndpoints = area({
  orders: get('payment.read', '/staff/pay-orders', 'Orders and what was paid'),
  order: get('payment.read', '/staff/pay-orders/:id', 'One order with its refunds and its entries'),
  refunds: get('payment.read', '/staff/refunds', 'Refunds, for instance those that want a yes'),
  approveRefund: post('payment.approve', '/staff/refunds/:id/approve', 'Second yes: the money goes back'),
  rejectRefund: post('payment.approve', '/staff/refunds/:id/reject', 'No: the order stays as it is'),
  retryRefund: post('payment.approve', '/staff/refunds/:id/retry', 'Once more, with the same number'),
  payouts: get('payment.read', '/staff/payouts', 'Money given to owners'),
  payout: get('payment.read', '/staff/payouts/:id', 'One of them with its entries'),
  cancelPayout: post('payment.approve', '/staff/payouts/:id/cancel', 'Take it back before the owner has it'),
  repeatPayout: post(
    'payment.approve',
    '/staff/payouts/:id/repeat',
    'Give it again after WeChat Pay ended it; a new number',
  ),
  ledger: get('payment.read', '/staff/money/entries', 'Entries of the ledger'),
  ledgerFile: {
    ...get('payment.read', '/staff/money/entries.csv', 'The same as CSV, oldest first; audited'),
    raw: 'download',
  },
  balances: get('payment.read', '/staff/money/balances', 'Sum of each account; all together zero'),
  differences: get('payment.read', '/staff/money/differences', 'Where our books and WeChat Pay differ'),
  seeDifference: post('payment.approve', '/staff/money/differences/:id/see', 'I look into it'),
  settleDifference: post('payment.approve', '/staff/money/differences/:id/settle', 'It is settled, and how'),
  runs: get('payment.read', '/staff/money/reconciliations', 'Runs of the reconciliation'),
  merchants: get('payment.manage', '/staff/pay-merchants', 'Merchant accounts of WeChat Pay'),
  saveMerchant: put('payment.manage', '/staff/pay-merchants', 'Set up the account of a store or the group'),
  checkMerchant: post('payment.manage', '/staff/pay-merchants/:id/check', 'A signed call that moves nothing'),
});
