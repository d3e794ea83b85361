import { NoticeError, openNotice, type PayNotice } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { isId, UnitOfWork } from '../../../platform/database/index.js';
import { RateLimit } from '../../../platform/http/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { NoticeRepository } from '../persistence/notice.repository.js';
import { MerchantAccounts, type PayDoor } from './merchant-accounts.js';
import { SettleOrder } from './settle-order.usecase.js';
import { SettlePayout } from './settle-payout.usecase.js';

export interface RawNotice {
  /** The account's id at the end of the address. */
  account: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The text exactly as it came: the signature covers it. */
  body: string;
  ip: string;
}
export type NoticeAnswer = 'taken' | 'refused' | 'unknown_account';

/** Audit rows of refused notices from one address; the log has the rest. */
const AUDITED = { limit: 30, windowSec: 60 } as const;

/** A replay: the signature is good, but its nonce was used before. */
class Replay extends Error {}

/** Notices of WeChat Pay. Nothing is believed before signature, age, key, nonce, merchant and sum are right. */
@Injectable()
export class ReceiveNotice {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly merchants: MerchantAccounts,
    private readonly notices: NoticeRepository,
    private readonly orders: SettleOrder,
    private readonly payouts: SettlePayout,
    private readonly rateLimit: RateLimit,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** `taken` also for what was known already: WeChat Pay repeats until it hears so. */
  async run(raw: RawNotice): Promise<NoticeAnswer> {
    const door = isId(raw.account) ? await this.merchants.byId(raw.account) : null;
    if (!door) return 'unknown_account';
    let notice: PayNotice;
    try {
      notice = openNotice(raw.headers, raw.body, {
        platformKeys: door.platformKeys,
        apiV3Key: door.merchant.apiV3Key,
        merchantId: door.merchant.merchantId,
        now: this.clock.date(),
      });
    } catch (error) {
      if (!(error instanceof NoticeError)) throw error;
      return this.refuse(door, raw, error.reason);
    }
    try {
      const why = await this.take(door, raw, notice);
      return why === null ? 'taken' : this.refuse(door, raw, why);
    } catch (error) {
      if (error instanceof Replay) return this.refuse(door, raw, 'replayed');
      throw error;
    }
  }

  /** The nonce and the effect are one transaction. Returns why a notice is refused, or null. */
  private async take(door: PayDoor, raw: RawNotice, notice: PayNotice): Promise<string | null> {
    const merchantId = door.merchant.id;
    const nonce = String(raw.headers['wechatpay-nonce'] ?? '');
    if (!/^[\x21-\x7e]{1,64}$/.test(nonce) || !/^[\x21-\x7e]{1,64}$/.test(notice.id)) return 'missing';
    return this.uow.run(async (tx) => {
      const seen = { merchantId, nonce, noticeId: notice.id, kind: notice.type };
      if (!(await this.notices.insert(tx, seen))) throw new Replay();
      if (notice.type === 'trade') {
        const effect = await this.orders.trade(merchantId, notice.trade);
        return effect === 'unknown' || effect === 'differs' ? effect : null;
      }
      if (notice.type === 'refund')
        return (await this.orders.refund(merchantId, notice.refund)) === 'unknown' ? 'unknown' : null;
      if (notice.type === 'transfer') {
        const effect = await this.payouts.transfer(merchantId, notice.transfer);
        return effect === 'unknown' || effect === 'differs' ? effect : null;
      }
      return null;
    });
  }

  private async refuse(door: PayDoor, raw: RawNotice, reason: string): Promise<'refused'> {
    this.logger.warn({ reason, merchant: door.merchant.id }, 'payment notice refused');
    const mayWrite = await this.rateLimit.hit('pay-notice', raw.ip, AUDITED.limit, AUDITED.windowSec).then(
      () => true,
      () => false,
    );
    if (!mayWrite) return 'refused';
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor: null,
        action: 'payment.notice-refused',
        text: `拒绝了一条微信支付通知：${reasons[reason] ?? reason}`,
        subjectId: door.merchant.id,
        storeId: door.merchant.storeId,
      }),
    );
    return 'refused';
  }
}

const reasons: Readonly<Record<string, string>> = {
  missing: '缺少签名',
  stale: '时间戳超过 5 分钟',
  unknown_key: '公钥编号不认识',
  bad_signature: '签名不正确',
  not_json: '内容读不出来',
  not_readable: '密文解不开',
  other_merchant: '不是本商户的',
  replayed: '重放',
  unknown: '单号不认识',
  differs: '金额或状态与账上不符',
};
