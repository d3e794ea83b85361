import { type MeView, privacyVersion, type SessionView } from '@cheban/contracts';
import { maskPhone, normalisePhone } from '@cheban/kernel';
import { MiniProgramClient, OfficialAccountClient, ProviderError, SmsClient } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type AccountActor, Sessions } from '../../../platform/auth/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { sixDigits } from '../../../platform/crypto/index.js';
import { isDuplicate, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { type Account, AccountRepository, type OpenidKind } from '../persistence/account.repository.js';
import { OwnerRepository } from '../persistence/owner.repository.js';
import { SmsCodeRepository } from '../persistence/sms-code.repository.js';
import { Garage } from './garage.port.js';

/** Log-in through WeChat, consent, and binding a verified phone to the person the dealership knows. */
@Injectable()
export class OwnerLogin {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly owners: OwnerRepository,
    private readonly codes: SmsCodeRepository,
    private readonly sessions: Sessions,
    private readonly mini: MiniProgramClient,
    private readonly official: OfficialAccountClient,
    private readonly sms: SmsClient,
    private readonly garage: Garage,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws AUTH.CODE_INVALID, AUTH.WECHAT_REFUSED or AUTH.WECHAT_BUSY. */
  async login(
    app: 'mini' | 'h5',
    code: string,
    device?: string,
  ): Promise<{ session: SessionView; me: MeView }> {
    const kind: OpenidKind = app === 'mini' ? 'mini' : 'official';
    const person = await translate(() =>
      app === 'mini' ? this.mini.code2Session(code) : this.official.exchangeWebLoginCode(code),
    );
    const meet = () =>
      this.uow.run(async (tx) => {
        const account = await this.accounts.meet(tx, kind, person.openid, person.unionid);
        if (device !== undefined) await this.accounts.noteDevice(tx, account.id, device);
        return { account, session: await this.sessions.open(tx, 'owner', account.id) };
      });
    // Two first log-ins of one person at once: the second finds what the first wrote.
    const { account, session } = await meet().catch((error: unknown) => {
      if (isDuplicate(error)) return meet();
      throw error;
    });
    return { session, me: await this.view(account) };
  }

  async me(actor: AccountActor): Promise<MeView> {
    return this.view(await this.account(actor));
  }

  async consent(actor: AccountActor, version: string, granted: boolean): Promise<MeView> {
    if (version !== privacyVersion) throw invalidField('version', '隐私指引已更新，请重新阅读');
    await this.uow.run((tx) => this.accounts.setConsent(tx, actor.accountId, version, granted));
    return this.me(actor);
  }

  /**
   * Sends a code; the row is written first, so that a lost answer cannot send two. Throws AUTH.SMS_TOO_SOON,
   * REQUEST.TOO_MANY (a phone that has had its codes of the day) or AUTH.WECHAT_BUSY.
   */
  async sendCode(actor: AccountActor, input: string): Promise<void> {
    if (!actor.consented) throw new AppError('AUTH.CONSENT_NEEDED');
    const phone = checkedPhone(input);
    const code = sixDigits();
    const kept = await this.uow.run((tx) => this.codes.insert(tx, actor.accountId, phone, code));
    if (kept === 'soon') throw new AppError('AUTH.SMS_TOO_SOON', { retryAfterSec: 60 });
    if (kept === 'often') throw new AppError('REQUEST.TOO_MANY', { retryAfterSec: 3600 });
    await translate(() =>
      this.sms.send({ phone, templateCode: this.config.sms.templateCode, params: { code } }),
    );
  }

  /** Throws AUTH.SMS_CODE_WRONG, AUTH.CODE_INVALID or AUTH.WECHAT_BUSY. */
  async bindPhone(
    actor: AccountActor,
    proof: { method: 'wechat'; code: string } | { method: 'sms'; phone: string; code: string },
  ): Promise<MeView> {
    if (!actor.consented) throw new AppError('AUTH.CONSENT_NEEDED');
    const account = await this.account(actor);
    const phone = await this.verifiedPhone(account, proof);
    await this.uow.run(async (tx) => {
      const owner = await this.owners.findOrCreateByPhone(tx, phone, '车主');
      if (!(await this.accounts.bindOwner(tx, account.id, owner.id)))
        throw new AppError('SERVER.UNAVAILABLE');
      await this.outbox.append(tx, {
        type: 'owner.bound',
        storeId: null,
        payload: { ownerId: owner.id, accountId: account.id },
      });
      await this.audit.write(tx, {
        actor,
        action: 'owner.bind-phone',
        text: '验证并绑定手机号',
        subjectId: owner.id,
      });
    });
    return this.me(actor);
  }

  private async verifiedPhone(
    account: Account,
    proof: { method: 'wechat'; code: string } | { method: 'sms'; phone: string; code: string },
  ): Promise<string> {
    if (proof.method === 'wechat') {
      const answer = await translate(() =>
        this.mini.getUserPhoneNumber(proof.code, account.miniOpenid ?? undefined),
      );
      return checkedPhone(answer.phone);
    }
    const phone = checkedPhone(proof.phone);
    const right = await this.uow.run((tx) => this.codes.consume(tx, account.id, phone, proof.code));
    if (!right) throw new AppError('AUTH.SMS_CODE_WRONG');
    return phone;
  }

  private async account(actor: AccountActor): Promise<Account> {
    const account = await this.accounts.findById(actor.accountId);
    if (!account) throw new AppError('AUTH.EXPIRED');
    return account;
  }

  private async view(account: Account): Promise<MeView> {
    const owner = account.ownerId === null ? null : await this.owners.findById(account.ownerId);
    const consented = account.consentVersion === privacyVersion;
    return {
      bound: owner !== null,
      consented,
      privacyVersion,
      name: consented ? (owner?.name ?? null) : null,
      phoneMasked: consented && owner?.phone ? maskPhone(owner.phone) : null,
      vehicles: consented && owner ? await this.garage.carsOf(owner.id) : [],
    };
  }
}

function checkedPhone(input: string): string {
  const { phone } = normalisePhone(input);
  if (phone === null) throw invalidField('phone', '请输入 11 位手机号');
  return phone;
}

/** Provider failures in our words. */
async function translate<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.code === '40226') throw new AppError('AUTH.WECHAT_REFUSED');
    if (error.code === '40029' || error.code === '40163') throw new AppError('AUTH.CODE_INVALID');
    throw new AppError('AUTH.WECHAT_BUSY', { retryAfterSec: 3 });
  }
}
