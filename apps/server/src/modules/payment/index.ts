/** Money: orders that owners pay, refunds, payouts to owners, the ledger, its reconciliation with WeChat Pay. */

export { reconcileMoneyJob } from './jobs/reconcile-money.job.js';
export { sendPayoutsJob } from './jobs/send-payouts.job.js';
export { sweepPaymentsJob } from './jobs/sweep-payments.job.js';
export type { PaymentEvents } from './payment.events.js';
export { PaymentModule } from './payment.module.js';
export type { PayOrder } from './persistence/pay-order.repository.js';
export type { Payout } from './persistence/payout.repository.js';
export { paymentPersonalData } from './persistence/personal-data.sql.js';
export { Ledger, type MoneyAbout } from './usecases/ledger.usecase.js';
export { Orders, type OrderWish, type RefundWish } from './usecases/orders.usecase.js';
export { Payouts, type PayoutWish } from './usecases/payouts.usecase.js';
export { StaffPayments } from './usecases/staff-payments.queries.js';
