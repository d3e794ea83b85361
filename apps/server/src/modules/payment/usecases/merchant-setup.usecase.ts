import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { MerchantView, routes } from '@cheban/contracts';
import { ProviderError } from '@cheban/wechat';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, ViewOf } from '../../../platform/http/index.js';
import { StoreCatalog } from '../../store/index.js';
import { sayProblem } from '../domain/pay-words.js';
import { type Merchant, MerchantRepository } from '../persistence/merchant.repository.js';
import { MerchantAccounts } from './merchant-accounts.js';

/** A number that no order has: the answer says whether signature, key and merchant are right. */
const PROBE = 'CHEBANPROBE0000000000000000';

/** Merchant accounts of WeChat Pay. Keys go in and are never shown again. */
@Injectable()
export class MerchantSetup {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly merchants: MerchantRepository,
    private readonly accounts: MerchantAccounts,
    private readonly stores: StoreCatalog,
    private readonly audit: Audit,
  ) {}

  async list(): Promise<ViewOf<typeof routes.staffPayment.merchants>> {
    return { items: await this.views(await this.merchants.all()) };
  }

  /** Throws STORE.NOT_FOUND, PAY.KEYS_WRONG. */
  async save(
    actor: StaffActor,
    body: BodyOf<typeof routes.staffPayment.saveMerchant>,
  ): Promise<MerchantView> {
    const { privateKeyPem, platformKeyPem, ...rest } = body;
    if (rest.storeId !== null) storeOf(actor, rest.storeId);
    ensureKeys(privateKeyPem, platformKeyPem);
    const id = await this.uow.run(async (tx) => {
      const saved = await this.merchants.save(tx, {
        ...rest,
        privateKey: privateKeyPem,
        platformKey: platformKeyPem,
      });
      await this.audit.write(tx, {
        actor,
        action: 'payment.merchant',
        text: `设置微信支付商户 ${rest.merchantId}`,
        subjectId: saved,
        storeId: rest.storeId,
      });
      return saved;
    });
    const merchant = await this.merchants.findById(id);
    const [view] = merchant ? await this.views([merchant]) : [];
    if (!view) throw notFound();
    return view;
  }

  /** A signed call that moves nothing. Throws REQUEST.NOT_FOUND. */
  async check(id: string): Promise<{ ok: boolean; text: string }> {
    const door = await this.accounts.byId(id);
    if (!door) throw notFound();
    try {
      await door.pay.queryOrder(PROBE);
      return { ok: true, text: '连接正常，签名正确' };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.code === 'ORDER_NOT_EXIST') return { ok: true, text: '连接正常，签名正确' };
      return { ok: false, text: sayProblem(error.code) };
    }
  }

  private async views(merchants: readonly Merchant[]): Promise<MerchantView[]> {
    const ids = merchants.flatMap(({ storeId }) => (storeId === null ? [] : [storeId]));
    const names = new Map((await this.stores.findByIds(ids)).map(({ id, name }) => [id, name]));
    return merchants.map((merchant) => ({
      id: merchant.id,
      storeId: merchant.storeId,
      storeName: merchant.storeId === null ? '集团' : (names.get(merchant.storeId) ?? ''),
      name: merchant.name,
      merchantId: merchant.merchantId,
      serialNo: merchant.serialNo,
      platformSerial: merchant.platformSerial,
      maxPayoutFen: merchant.maxPayoutFen,
      active: merchant.activeScope !== null,
      updatedAt: toDate(merchant.updatedAt).toISOString(),
    }));
  }
}

function ensureKeys(privateKeyPem: string, platformKeyPem: string): void {
  try {
    const isRsa = createPrivateKey(privateKeyPem).asymmetricKeyType === 'rsa';
    if (isRsa && createPublicKey(platformKeyPem).asymmetricKeyType === 'rsa') return;
  } catch {
    // Told below in words that do not repeat the key.
  }
  throw new AppError('PAY.KEYS_WRONG');
}
