import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { PayCallbackController } from './http/pay-callback.controller.js';
import { PaymentController } from './http/payment.controller.js';
import { StaffPaymentController } from './http/staff-payment.controller.js';
import { ReconcileMoneyHandler } from './jobs/reconcile-money.handler.js';
import { SendPayoutsHandler } from './jobs/send-payouts.handler.js';
import { SweepPaymentsHandler } from './jobs/sweep-payments.handler.js';
import { DifferenceRepository } from './persistence/difference.repository.js';
import { MerchantRepository } from './persistence/merchant.repository.js';
import { MoneyRepository } from './persistence/money.repository.js';
import { NoticeRepository } from './persistence/notice.repository.js';
import { PayOrderRepository } from './persistence/pay-order.repository.js';
import { PayRefundRepository } from './persistence/pay-refund.repository.js';
import { PayoutRepository } from './persistence/payout.repository.js';
import { ChangePayout } from './usecases/change-payout.usecase.js';
import { DecideRefund } from './usecases/decide-refund.usecase.js';
import { ExportLedger } from './usecases/export-ledger.usecase.js';
import { Ledger } from './usecases/ledger.usecase.js';
import { MerchantAccounts } from './usecases/merchant-accounts.js';
import { MerchantSetup } from './usecases/merchant-setup.usecase.js';
import { MoneyViews } from './usecases/money.queries.js';
import { Orders } from './usecases/orders.usecase.js';
import { OwnerPayments } from './usecases/owner-payments.queries.js';
import { PayOrderUseCase } from './usecases/pay-order.usecase.js';
import { PaymentsAfterRestore } from './usecases/payments-after-restore.usecase.js';
import { Payouts } from './usecases/payouts.usecase.js';
import { ReceiveNotice } from './usecases/receive-notice.usecase.js';
import { Reconcile } from './usecases/reconcile.usecase.js';
import { SendPayouts } from './usecases/send-payouts.usecase.js';
import { SendRefunds } from './usecases/send-refunds.usecase.js';
import { SettleDifference } from './usecases/settle-difference.usecase.js';
import { SettleOrder } from './usecases/settle-order.usecase.js';
import { SettlePayout } from './usecases/settle-payout.usecase.js';
import { SimulatedMerchant } from './usecases/simulated-merchant.js';
import { StaffPayments } from './usecases/staff-payments.queries.js';
import { SweepOrders } from './usecases/sweep-orders.usecase.js';

/** Money: orders, refunds, payouts, the ledger and its reconciliation. */
@Module({
  imports: [StaffModule, StoreModule],
  controllers: [PayCallbackController, PaymentController, StaffPaymentController],
  providers: [
    ChangePayout,
    DecideRefund,
    DifferenceRepository,
    ExportLedger,
    Ledger,
    MerchantAccounts,
    MerchantRepository,
    MerchantSetup,
    MoneyRepository,
    MoneyViews,
    NoticeRepository,
    Orders,
    OwnerPayments,
    PaymentsAfterRestore,
    PayOrderRepository,
    PayOrderUseCase,
    PayRefundRepository,
    PayoutRepository,
    Payouts,
    ReceiveNotice,
    Reconcile,
    ReconcileMoneyHandler,
    SendPayouts,
    SendPayoutsHandler,
    SendRefunds,
    SettleDifference,
    SettleOrder,
    SettlePayout,
    SimulatedMerchant,
    StaffPayments,
    SweepOrders,
    SweepPaymentsHandler,
  ],
  exports: [Ledger, Orders, Payouts, StaffPayments],
})
export class PaymentModule {}
