import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { PayClient, ProviderHttp, TransferClient } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { type Merchant, MerchantRepository } from '../persistence/merchant.repository.js';
import { SimulatedMerchant } from './simulated-merchant.js';

/** A merchant account ready to be used. */
export interface PayDoor {
  readonly merchant: Merchant;
  readonly pay: PayClient;
  readonly transfers: TransferClient;
  readonly platformKeys: ReadonlyMap<string, KeyObject>;
  /** Where WeChat Pay tells what happened. */
  readonly notifyUrl: string;
}

/** Finds the merchant account of a store and keeps its clients; keys are parsed once for each change. */
@Injectable()
export class MerchantAccounts {
  private readonly doors = new Map<string, { updatedAt: number; door: PayDoor }>();

  constructor(
    private readonly merchants: MerchantRepository,
    private readonly simulated: SimulatedMerchant,
    private readonly http: ProviderHttp,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The account that a store uses now. Throws PAY.NOT_SET_UP. Not inside a transaction: the simulator may be asked. */
  async forStore(storeId: string): Promise<PayDoor> {
    await this.simulated.prepare();
    const merchant = await this.merchants.forStore(storeId);
    if (!merchant) throw new AppError('PAY.NOT_SET_UP');
    return this.doorOf(merchant);
  }

  /** The account that an order or bill was made with; null if there is none with this id. */
  async byId(id: string): Promise<PayDoor | null> {
    await this.simulated.prepare();
    const merchant = await this.merchants.findById(id);
    return merchant ? this.doorOf(merchant) : null;
  }

  /** The app's id that goes with an openid. */
  appIdOf(app: 'mini' | 'official'): string {
    return this.config.wechat[app].appId;
  }

  get isSimulated(): boolean {
    return this.config.simulatorUrl !== null;
  }

  private doorOf(merchant: Merchant): PayDoor {
    const known = this.doors.get(merchant.id);
    if (known?.updatedAt === merchant.updatedAt) return known.door;
    const platformKeys = new Map([[merchant.platformSerial, createPublicKey(merchant.platformKey)]]);
    const account = {
      http: this.http,
      baseUrl: this.config.pay.apiUrl,
      merchant: {
        merchantId: merchant.merchantId,
        serialNo: merchant.serialNo,
        privateKey: createPrivateKey(merchant.privateKey),
      },
      platformKeys,
      platformSerial: merchant.platformSerial,
      now: () => this.clock.date(),
    };
    const door = {
      merchant,
      pay: new PayClient(account),
      transfers: new TransferClient(account),
      platformKeys,
      notifyUrl: `${this.config.pay.notifyUrl}/${merchant.id}`,
    };
    this.doors.set(merchant.id, { updatedAt: merchant.updatedAt, door });
    return door;
  }
}
