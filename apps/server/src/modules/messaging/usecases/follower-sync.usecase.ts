import { type Follower, OfficialAccountClient } from '@cheban/wechat';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Accounts } from '../../owner/index.js';

/** WeChat gives the details of at most this many followers per call. */
const BATCH = 100;

/** Keeps the map from followers of the official account to people of the mini-program, by unionid. */
@Injectable()
export class FollowerSync {
  constructor(
    private readonly official: OfficialAccountClient,
    private readonly accounts: Accounts,
    private readonly uow: UnitOfWork,
  ) {}

  /** Reads all followers. Throws ProviderError; what was read before it is kept. Returns how many. */
  async run(): Promise<number> {
    let total = 0;
    for await (const page of this.official.eachFollowerPage()) {
      for (let start = 0; start < page.length; start += BATCH) {
        total += await this.link(page.slice(start, start + BATCH));
      }
    }
    return total;
  }

  /** Reads and links these followers. */
  async link(openids: readonly string[]): Promise<number> {
    const followers = await this.official.batchGetUsers(openids);
    await this.uow.run(async (tx) => {
      for (const follower of followers) await this.accounts.linkOfficial(tx, linkOf(follower));
    });
    return followers.length;
  }
}

const linkOf = ({ openid, unionid, follows }: Follower) => ({
  officialOpenid: openid,
  unionid,
  follower: follows,
});
