/** Literals of money, with their Chinese words. No zod: the mini-program carries this file. */

/** What an order buys. */
export const payOrderKinds = ['card', 'product'] as const;
export type PayOrderKind = (typeof payOrderKinds)[number];
export const payOrderKindLabel: Record<PayOrderKind, string> = { card: '保养卡', product: '商品' };

/** `closing`: nobody may pay any more, WeChat Pay is being told; `late`: paid after the close, goes back by itself. */
export const payOrderStates = ['open', 'closing', 'paid', 'closed', 'late'] as const;
export type PayOrderState = (typeof payOrderStates)[number];
export const payOrderStateLabel: Record<PayOrderState, string> = {
  open: '待付款',
  closing: '正在关闭',
  paid: '已付款',
  closed: '已关闭',
  late: '关闭后付款，自动退回',
};

/** `waiting`: wants a second person's yes; `planned`: its number is stored; `sent`: WeChat Pay works on it. */
export const refundStates = ['waiting', 'planned', 'sent', 'done', 'failed', 'rejected'] as const;
export type RefundState = (typeof refundStates)[number];
export const refundStateLabel: Record<RefundState, string> = {
  waiting: '待审批',
  planned: '准备退款',
  sent: '微信处理中',
  done: '已退款',
  failed: '退款失败',
  rejected: '已驳回',
};

/** `held`: released at check-in only; `sending`: asked for, outcome not known yet; `waiting`: WeChat Pay locks the money. */
export const payoutStates = [
  'held',
  'planned',
  'sending',
  'waiting',
  'confirm',
  'transferring',
  'cancelling',
  'done',
  'failed',
  'cancelled',
] as const;
export type PayoutState = (typeof payoutStates)[number];
export const payoutStateLabel: Record<PayoutState, string> = {
  held: '到店后发放',
  planned: '准备发放',
  sending: '发放中',
  waiting: '微信处理中',
  confirm: '待车主收款',
  transferring: '到账中',
  cancelling: '正在撤回',
  done: '已到账',
  failed: '未成功，已退回预算',
  cancelled: '已撤回，已退回预算',
};

/**
 * Accounts of the ledger. Every posting sums to zero: what one account gets, others give. `purse` is the merchant's money at
 * WeChat Pay; `granted` is what was put into budgets, as its other side.
 */
export const moneyAccounts = [
  'purse',
  'income',
  'refund',
  'granted',
  'budget',
  'reserved',
  'paid_out',
  'returned',
] as const;
export type MoneyAccount = (typeof moneyAccounts)[number];
export const moneyAccountLabel: Record<MoneyAccount, string> = {
  purse: '微信商户余额',
  income: '销售收入',
  refund: '待退款',
  granted: '预算来源',
  budget: '活动预算',
  reserved: '发放中',
  paid_out: '已发放',
  returned: '退回预算',
};

export const moneyPostings = [
  'order_paid',
  'refund_planned',
  'refund_done',
  'refund_dropped',
  'budget_granted',
  'budget_withdrawn',
  'payout_reserved',
  'payout_paid',
  'payout_returned',
] as const;
export type MoneyPosting = (typeof moneyPostings)[number];
export const moneyPostingLabel: Record<MoneyPosting, string> = {
  order_paid: '订单收款',
  refund_planned: '退款受理',
  refund_done: '退款完成',
  refund_dropped: '退款未成功',
  budget_granted: '预算到位',
  budget_withdrawn: '预算收回',
  payout_reserved: '红包发放',
  payout_paid: '红包到账',
  payout_returned: '红包退回',
};

export const differenceKinds = ['order', 'refund', 'payout'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
export const differenceKindLabel: Record<DifferenceKind, string> = {
  order: '订单',
  refund: '退款',
  payout: '红包',
};
export const differenceStates = ['open', 'seen', 'settled'] as const;
export type DifferenceState = (typeof differenceStates)[number];
export const differenceStateLabel: Record<DifferenceState, string> = {
  open: '待处理',
  seen: '核查中',
  settled: '已处理',
};

/** The app in which the owner pays or takes money: openids differ. */
export const payApps = ['mini', 'official'] as const;
export type PayApp = (typeof payApps)[number];

/** Fen. Smallest and usual largest single transfer to an owner; the largest is the merchant's own setting. */
export const MIN_PAYOUT_FEN = 10;
export const USUAL_MAX_PAYOUT_FEN = 20_000;
