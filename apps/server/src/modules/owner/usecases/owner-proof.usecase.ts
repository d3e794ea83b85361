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

  /** Before a person is deleted: what holds them or an account of theirs is written first, what comes later finds none. */
  async lockPerson(tx: Tx, ownerId: string): Promise<void> {
    const [owner] = await tx.query<{ phone: string | null }[]>(
      'SELECT phone_index AS phone FROM owner WHERE id = ? FOR UPDATE',
      [ownerId],
    );
    // By the key of the phone too: who binds it now has met this row as a duplicate, and holds the key alone.
    await tx.query('SELECT id FROM owner WHERE phone_index = ? FOR UPDATE', [owner?.phone ?? null]);
    await tx.query('SELECT id FROM account WHERE owner_id = ? FOR UPDATE', [ownerId]);
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
