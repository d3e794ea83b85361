import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { type Account, AccountRepository, type OpenidKind } from '../persistence/account.repository.js';

/** What WeChat tells us about its people: follows, unionids. */
@Injectable()
export class Accounts {
  constructor(private readonly repository: AccountRepository) {}

  /** A follower of the official account, with the unionid that links them to their mini-program. */
  async linkOfficial(
    tx: Tx,
    person: { officialOpenid: string; unionid: string | null; follower: boolean },
  ): Promise<Account> {
    const account = await this.repository.meet(tx, 'official', person.officialOpenid, person.unionid);
    if (account.follower !== person.follower)
      await this.repository.setFollower(tx, account.id, person.follower);
    return { ...account, follower: person.follower };
  }

  /** Follow state of a known person; an unknown openid changes nothing and answers false. */
  async setFollower(tx: Tx, officialOpenid: string, follower: boolean): Promise<boolean> {
    const account = await this.repository.findByOpenid('official', officialOpenid);
    if (!account) return false;
    await this.repository.setFollower(tx, account.id, follower);
    return true;
  }

  findByOpenid(kind: OpenidKind, openid: string): Promise<Account | null> {
    return this.repository.findByOpenid(kind, openid);
  }
}
