import { Inject, Injectable } from '@nestjs/common';
import { request } from 'undici';
import { monotonicMs } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { MerchantRepository } from '../persistence/merchant.repository.js';

interface SimulatedKeys {
  merchantId: string;
  merchantSerial: string;
  /** Null if the simulator was given a key of ours: then the account is set up by hand. */
  merchantPrivatePem: string | null;
  platformSerial: string;
  platformPublicPem: string;
  apiV3Key: string;
}

const AGAIN_MS = 30_000;
const MAX_PAYOUT_FEN = 20_000;

/**
 * Beside the simulator only: fetches the keys that it made at its start and makes them the group's merchant account, and
 * plays what an owner does in WeChat's own windows. In production it does nothing.
 */
@Injectable()
export class SimulatedMerchant {
  private lookedAt = Number.NEGATIVE_INFINITY;
  private running: Promise<void> | null = null;

  constructor(
    private readonly merchants: MerchantRepository,
    private readonly uow: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Keys are looked at again every half minute, because a simulator that was started again has new ones. */
  async prepare(): Promise<void> {
    if (this.config.simulatorUrl === null || monotonicMs() - this.lookedAt < AGAIN_MS) return;
    this.running ??= this.fetchKeys(this.config.simulatorUrl)
      .then(() => {
        // Not before the account is there: whoever asks meanwhile has to wait for it too.
        this.lookedAt = monotonicMs();
      })
      .finally(() => {
        this.running = null;
      });
    await this.running;
  }

  /** The owner typed the password of their purse. Throws PAY.STATE if the simulator refuses. */
  pay(outTradeNo: string): Promise<void> {
    return this.act(`/pay/orders/${outTradeNo}/pay`);
  }

  /** The owner tapped 收款. Throws PAY.STATE if the simulator refuses. */
  take(outBillNo: string): Promise<void> {
    return this.act(`/pay/bills/${outBillNo}/confirm`);
  }

  private async act(path: string): Promise<void> {
    if (this.config.simulatorUrl === null) throw new AppError('REQUEST.NOT_FOUND');
    const { statusCode, body } = await request(`${this.config.simulatorUrl}/_control${path}`, {
      method: 'POST',
    });
    await body.dump();
    if (statusCode >= 300) throw new AppError('PAY.STATE');
  }

  private async fetchKeys(simulatorUrl: string): Promise<void> {
    const { statusCode, body } = await request(`${simulatorUrl}/_control/pay/keys`).catch(() => {
      throw new AppError('PAY.BUSY');
    });
    if (statusCode !== 200) {
      await body.dump();
      throw new AppError('PAY.BUSY');
    }
    const keys = (await body.json()) as SimulatedKeys;
    if (keys.merchantPrivatePem === null) return;
    const privateKey = keys.merchantPrivatePem;
    const known = (await this.merchants.all()).find(({ activeScope }) => activeScope === 'GROUP');
    if (known && known.privateKey === privateKey && known.platformKey === keys.platformPublicPem) return;
    await this.uow.run((tx) =>
      this.merchants.save(tx, {
        storeId: null,
        name: '模拟商户',
        merchantId: keys.merchantId,
        serialNo: keys.merchantSerial,
        privateKey,
        apiV3Key: keys.apiV3Key,
        platformSerial: keys.platformSerial,
        platformKey: keys.platformPublicPem,
        maxPayoutFen: MAX_PAYOUT_FEN,
      }),
    );
  }
}
