import { DAY_MS } from '@cheban/kernel';
import type { Transfer } from '@cheban/wechat';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { sayProblem } from '../domain/pay-words.js';
import { effectOfBill, isFinal, nextLookAt, stateOfBill } from '../domain/payout-rules.js';
import { DifferenceRepository } from '../persistence/difference.repository.js';
import { PayoutRepository } from '../persistence/payout.repository.js';
import { Payouts } from './payouts.usecase.js';

/** The owner has this long to tap 收款. Source: product page of 商家转账. */
const TAKE_MS = DAY_MS;

/** What WeChat Pay says about a bill, by answer, notice or query, becomes ours here and nowhere else. */
@Injectable()
export class SettlePayout {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly payouts: PayoutRepository,
    private readonly door: Payouts,
    private readonly differences: DifferenceRepository,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** `unknown` if the number is not one of this merchant account's; `differs` leaves a row for a person. */
  async transfer(merchantId: string, transfer: Transfer): Promise<'moved' | 'none' | 'differs' | 'unknown'> {
    return this.uow.run(async (tx) => {
      const payout = await this.payouts.lock(tx, { outBillNo: transfer.outBillNo });
      const next = stateOfBill(transfer.state);
      if (!payout || payout.merchantId !== merchantId || next === null) return 'unknown';
      const sumDiffers = transfer.amountFen !== null && transfer.amountFen !== payout.amountFen;
      const effect = sumDiffers ? 'differs' : effectOfBill(payout.state, next);
      if (effect === 'differs') {
        await this.differences.note(tx, {
          kind: 'payout',
          number: payout.outBillNo,
          what: sumDiffers ? 'amount' : 'state',
          storeId: payout.storeId,
          subjectId: payout.id,
          ours: payout.state,
          theirs: transfer.state,
          oursFen: payout.amountFen,
          theirsFen: transfer.amountFen,
        });
        return 'differs';
      }
      const now = this.clock.now();
      const sentAt = payout.sentAt ?? now;
      const takeUntil = payout.takeUntil ?? sentAt + TAKE_MS;
      const seen = {
        transferBillNo: transfer.transferBillNo || payout.transferBillNo,
        packageInfo: transfer.packageInfo ?? payout.packageInfo,
        sentAt,
        takeUntil,
      };
      if (effect === 'none') {
        if (!isFinal(payout.state))
          await this.payouts.update(tx, payout.id, {
            ...seen,
            nextAt: nextLookAt(payout.state, takeUntil, now),
          });
        return 'none';
      }
      await this.payouts.update(tx, payout.id, { ...seen, problem: null });
      if (next === 'done' || next === 'failed' || next === 'cancelled') {
        const problem =
          transfer.failReason === null || next === 'done' ? null : sayProblem(transfer.failReason);
        await this.door.end(tx, payout, next, problem);
      } else {
        await this.payouts.update(tx, payout.id, { state: next, nextAt: nextLookAt(next, takeUntil, now) });
        await this.door.changed(tx, { ...payout, state: next, takeUntil });
      }
      this.live.publish(tx, { topic: 'money', storeId: payout.storeId, id: payout.id, notice: null });
      return 'moved';
    });
  }
}
