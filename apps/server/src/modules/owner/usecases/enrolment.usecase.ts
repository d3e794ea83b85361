import { privacyVersion } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { OwnerRepository } from '../persistence/owner.repository.js';

export interface Enrolment {
  miniOpenid: string;
  officialOpenid: string;
  unionid: string;
  /** A person that was imported under this phone. */
  phone: string;
}

/** What log-in, consent, follow and phone binding leave behind, without WeChat's round trips: for the demo group. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly owners: OwnerRepository,
    private readonly outbox: Outbox,
  ) {}

  async enrol(person: Enrolment): Promise<void> {
    await this.uow.run(async (tx) => {
      const { id } = await this.accounts.meet(tx, 'mini', person.miniOpenid, person.unionid);
      await this.accounts.meet(tx, 'official', person.officialOpenid, person.unionid);
      await this.accounts.setFollower(tx, id, true);
      await this.accounts.setConsent(tx, id, privacyVersion, true);
      const owner = await this.owners.findOrCreateByPhone(tx, person.phone, '车主');
      await this.accounts.bindOwner(tx, id, owner.id);
      const payload = { ownerId: owner.id, accountId: id };
      await this.outbox.append(tx, { type: 'owner.bound', storeId: null, payload });
    });
  }
}
