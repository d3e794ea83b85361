import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { OwnerRepository } from '../persistence/owner.repository.js';
import { SmsCodeRepository } from '../persistence/sms-code.repository.js';
import { OwnerLogin } from './owner-login.usecase.js';

/** Sees that it is really this person, by a code to the phone on their file, before something that cannot be undone. */
@Injectable()
export class OwnerProof {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: OwnerRepository,
    private readonly codes: SmsCodeRepository,
    private readonly login: OwnerLogin,
    private readonly clock: Clock,
  ) {}

  async phoneMasked(actor: OwnerActor): Promise<string> {
    return maskPhone(await this.phoneOf(actor));
  }

  /** Throws AUTH.SMS_TOO_SOON or AUTH.WECHAT_BUSY. */
  async send(actor: OwnerActor): Promise<void> {
    await this.login.sendCode(actor, await this.phoneOf(actor));
  }

  /** Uses up the code. Throws AUTH.SMS_CODE_WRONG. */
  async check(actor: OwnerActor, code: string): Promise<void> {
    const phone = await this.phoneOf(actor);
    const right = await this.uow.run((tx) => this.codes.consume(tx, actor.accountId, phone, code));
    if (!right) throw new AppError('AUTH.SMS_CODE_WRONG');
  }

  /** Remembers, as a blind index, that nobody wants to be brought back by an import with this person's phone. */
  async rememberLeft(tx: Tx, ownerId: string): Promise<void> {
    await tx.manager.query(
      `INSERT IGNORE INTO erased_phone (phone_index, erased_at)
       SELECT phone_index, ? FROM owner WHERE id = ? AND phone_index IS NOT NULL`,
      [this.clock.date(), ownerId],
    );
  }

  private async phoneOf(actor: OwnerActor): Promise<string> {
    const owner = await this.owners.findById(actor.ownerId);
    if (!owner?.phone) throw new AppError('AUTH.EXPIRED');
    return owner.phone;
  }
}
