import { HOUR_MS } from '@cheban/kernel';
import { ProviderError, type Transfer } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, monotonicMs } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { sayProblem } from '../domain/pay-words.js';
import { afterError, nextLookAt } from '../domain/payout-rules.js';
import { type Payout, type PayoutChange, PayoutRepository } from '../persistence/payout.repository.js';
import { MerchantAccounts, type PayDoor } from './merchant-accounts.js';
import { Payouts } from './payouts.usecase.js';
import { SettlePayout } from './settle-payout.usecase.js';

const BATCH = 100;
const AT_ONCE = 8;
const CLAIM_MS = 60_000;
/** 现金营销: wants exactly these two reports and this word above the money. */
const SCENE = '1000';
const PERCEPTION = '活动奖励';

/**
 * Sends payouts and follows them. Each try carries the number that was written first, and the try is counted before the
 * call: from the second on WeChat Pay is asked before it is told, so that one bill is paid once whatever was lost.
 */
@Injectable()
export class SendPayouts {
  private nextCallMs = 0;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly payouts: PayoutRepository,
    private readonly merchants: MerchantAccounts,
    private readonly settle: SettlePayout,
    private readonly door: Payouts,
    private readonly owners: OwnerDirectory,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Works until nothing is due; `goOn` is asked before each batch whether this process may still do it. */
  async run(goOn: () => Promise<boolean> = async () => true): Promise<void> {
    for (;;) {
      const due = await this.payouts.due(this.clock.now(), BATCH);
      const queue = [...due];
      const work = async () => {
        for (let payout = queue.shift(); payout; payout = queue.shift()) await this.one(payout);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      if (due.length < BATCH || !(await goOn())) return;
    }
  }

  /** Asks WeChat Pay about one payout now, for the owner who waits for it. Throws PAY.BUSY. */
  async ask(payout: Payout): Promise<void> {
    const door = payout.merchantId === null ? null : await this.merchants.byId(payout.merchantId);
    if (!door) return;
    try {
      await this.settle.transfer(door.merchant.id, await door.transfers.query(payout.outBillNo));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.code !== 'NOT_FOUND') throw new AppError('PAY.BUSY');
    }
  }

  private async one(payout: Payout): Promise<void> {
    try {
      if (!(await this.uow.run((tx) => this.payouts.claim(tx, payout, this.clock.now() + CLAIM_MS)))) return;
      const ready = await this.prepare(payout);
      if (ready) await this.call(ready.payout, ready.door);
    } catch (error) {
      this.logger.warn({ err: error, payoutId: payout.id }, 'payout not looked at');
    }
  }

  /** Writes merchant and payee beside the number before the first call; null if one of them is missing yet. */
  private async prepare(payout: Payout): Promise<{ payout: Payout; door: PayDoor } | null> {
    if (payout.merchantId !== null && payout.openid !== null) {
      const door = await this.merchants.byId(payout.merchantId);
      return door ? { payout, door } : null;
    }
    const later = async (code: string) => {
      // Nothing was called: the try does not count.
      const nextAt = this.clock.now() + HOUR_MS;
      await this.change(payout, { problem: sayProblem(code), nextAt, tries: payout.tries });
      return null;
    };
    const accounts = await this.owners.accountsOf(payout.ownerId);
    const openid = accounts.find(({ miniOpenid }) => miniOpenid !== null)?.miniOpenid ?? null;
    if (openid === null) {
      // Whoever may still log in is waited for; who was deleted never will, and the money is free again.
      if ((await this.owners.findById(payout.ownerId))?.phone) return later('NO_OPENID');
      await this.giveUp(payout, 'OWNER_GONE');
      return null;
    }
    let door: PayDoor;
    try {
      door = await this.merchants.forStore(payout.storeId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'PAY.NOT_SET_UP') return later('NOT_SET_UP');
      throw error;
    }
    if (payout.amountFen > door.merchant.maxPayoutFen) {
      await this.giveUp(payout, 'PARAM_ERROR');
      return null;
    }
    const merchantId = door.merchant.id;
    const wasPlanned = await this.change(payout, { merchantId, openid, state: 'sending' });
    return wasPlanned ? { payout: { ...payout, merchantId, openid, state: 'sending' }, door } : null;
  }

  private async call(payout: Payout, door: PayDoor): Promise<void> {
    try {
      const answer = await this.step(payout, door);
      const effect = await this.settle.transfer(door.merchant.id, answer);
      // An asked-for cancel that is not through yet, or a word that changes nothing: look again later.
      if (effect === 'none' || effect === 'differs') {
        const now = this.clock.now();
        await this.change(payout, { nextAt: nextLookAt(payout.state, payout.takeUntil, now + 1_000) });
      }
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const after = afterError(error, payout.tries);
      this.logger.warn({ code: error.code, payoutId: payout.id, after: after.do }, 'payout not clear');
      if (after.do === 'give_up' && payout.state === 'sending') await this.giveUp(payout, error.code);
      else {
        const inMs = after.do === 'give_up' ? HOUR_MS : after.inMs;
        await this.change(payout, { problem: sayProblem(error.code), nextAt: this.clock.now() + inMs });
      }
    }
  }

  private async step(payout: Payout, door: PayDoor): Promise<Transfer> {
    if (payout.state === 'cancelling') return this.cancel(payout, door);
    // `tries` is the count before this claim: from the second on the first call may have worked.
    const first = payout.state === 'sending' && payout.tries === 0;
    if (!first) {
      const known = await this.query(payout, door);
      if (known || payout.state !== 'sending') return known ?? this.lost(payout);
    }
    await this.pace();
    return door.transfers.create({
      appId: this.merchants.appIdOf('mini'),
      outBillNo: payout.outBillNo,
      sceneId: SCENE,
      openid: payout.openid ?? '',
      amountFen: payout.amountFen,
      remark: payout.note || payout.title,
      notifyUrl: door.notifyUrl,
      perception: PERCEPTION,
      reports: [
        { type: '活动名称', content: payout.title },
        { type: '奖励说明', content: payout.note || payout.title },
      ],
    });
  }

  private async cancel(payout: Payout, door: PayDoor): Promise<Transfer> {
    await this.pace();
    try {
      return await door.transfers.cancel(payout.outBillNo);
    } catch (error) {
      // Too late, or taken meanwhile: the bill says which.
      if (!(error instanceof ProviderError) || error.code !== 'INVALID_REQUEST') throw error;
      return (await this.query(payout, door)) ?? this.lost(payout);
    }
  }

  /** Null if WeChat Pay has never heard of the number. */
  private async query(payout: Payout, door: PayDoor): Promise<Transfer | null> {
    await this.pace();
    try {
      return await door.transfers.query(payout.outBillNo);
    } catch (error) {
      if (error instanceof ProviderError && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }

  /** A bill that WeChat Pay had and has no more: nothing is decided, the reconciliation shows it to a person. */
  private lost(payout: Payout): never {
    throw new ProviderError({
      api: 'pay.transfer-query',
      code: 'NOT_FOUND',
      reaction: 'QUERY',
      outcome: 'maybe_done',
      providerText: payout.outBillNo,
    });
  }

  private async giveUp(payout: Payout, code: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const now = await this.payouts.lock(tx, { id: payout.id });
      if (now && (now.state === 'sending' || now.state === 'planned') && now.outBillNo === payout.outBillNo)
        await this.door.end(tx, now, 'failed', sayProblem(code));
    });
  }

  /** Only while it stands as it was read; says whether it does. */
  private change(payout: Payout, change: PayoutChange): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const now = await this.payouts.lock(tx, { id: payout.id });
      if (now?.state !== payout.state || now.outBillNo !== payout.outBillNo) return false;
      await this.payouts.update(tx, payout.id, change);
      return true;
    });
  }

  /** Keeps calls apart, so that no second has more than the limit. Durations are of the monotonic clock. */
  private async pace(): Promise<void> {
    const apart = 1_000 / this.config.pay.payoutsPerSecond;
    const at = Math.max(monotonicMs(), this.nextCallMs);
    this.nextCallMs = at + apart;
    const wait = at - monotonicMs();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
