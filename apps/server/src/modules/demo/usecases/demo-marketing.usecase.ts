import { addDays, atShanghai } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, MovableClock } from '../../../platform/clock/index.js';
import { CampaignRehearsal } from '../../campaign/index.js';
import { ManageCouponTypes } from '../../coupon/index.js';
import { GameRehearsal } from '../../game/index.js';
import { Enrolments, OwnerDirectory } from '../../owner/index.js';
import { OwnerReferrals, StaffReferrals } from '../../referral/index.js';
import { StoreCatalog } from '../../store/index.js';
import { JudgeSuspicion } from '../../suspicion/index.js';
import { DemoCrew } from './demo-crew.js';
import {
  CAMPAIGN_DAYS,
  demoCampaign,
  demoCoupons,
  demoFriend,
  demoGame,
  demoRules,
  FRIEND_VIN,
  GAME_DAYS,
  GAME_OPEN_DAYS,
  INVITED_DAYS,
  MARKETING_BEGAN_DAYS,
} from './demo-plans.js';
import { SimulatedPeople, type SimulatedPerson } from './simulated-people.js';

const LEAD_MS = 600_000;

/**
 * What marketing did in the last ten days: coupons, a campaign that has run to its end, an invitation that was taken,
 * somebody whose rewards are held, and a wheel that is open. Played by the rooms themselves on a clock that is set back; nothing happens twice.
 */
@Injectable()
export class DemoMarketing {
  constructor(
    private readonly clock: Clock,
    private readonly stores: StoreCatalog,
    private readonly crew: DemoCrew,
    private readonly owners: OwnerDirectory,
    private readonly enrolments: Enrolments,
    private readonly people: SimulatedPeople,
    private readonly coupons: ManageCouponTypes,
    private readonly campaign: CampaignRehearsal,
    private readonly games: GameRehearsal,
    private readonly programme: StaffReferrals,
    private readonly referrals: OwnerReferrals,
    private readonly suspicions: JudgeSuspicion,
  ) {}

  /** `known` are people with the mini-program, the first of whom brings a friend. Needs a clock that can be moved. */
  async run(storeCode: string, known: readonly SimulatedPerson[]): Promise<void> {
    const { clock } = this;
    const store = await this.stores.findByCode(storeCode);
    if (!(clock instanceof MovableClock) || !store) return;
    const [planner, approver] = await Promise.all([
      this.crew.one(store.id, 'marketing'),
      this.crew.one(store.id, 'manager'),
    ]);
    const before = await this.coupons.list(planner, { storeId: store.id, page: 1, pageSize: 1 });
    if (before.total > 0) return;
    const today = clock.today();
    const back = (days: number, time: string) => atShanghai(addDays(today, -days), time);
    try {
      clock.moveTo(back(MARKETING_BEGAN_DAYS, '10:00'));
      const [inviter = '', invitee = '', prize = ''] = await this.makeCoupons(planner, store.id);
      await this.programme.save(approver, {
        storeId: store.id,
        open: true,
        title: '邀请好友，双方有礼',
        rulesText: demoRules,
        inviterTypeId: inviter,
        inviteeTypeId: invitee,
        withinDays: 60,
        perInviter: 10,
      });
      const guests = await this.guests(known);
      const suspect = guests.at(-1);
      if (suspect)
        await this.suspicions.hold(approver, {
          storeId: store.id,
          ownerId: suspect.ownerId,
          reason: '多人共用一台手机领奖',
        });
      const start = back(CAMPAIGN_DAYS, '20:00');
      clock.moveTo(start - LEAD_MS);
      const plan = demoCampaign(store.id, prize, start);
      await this.campaign.play({ planner, approver, plan, guests }, (at) => clock.moveTo(at));
      clock.moveTo(back(INVITED_DAYS, '18:30'));
      const [host] = guests;
      if (host) await this.invite(host.ownerId);
      const opening = back(GAME_DAYS, '10:00');
      clock.moveTo(opening - LEAD_MS);
      const closing = atShanghai(addDays(today, GAME_OPEN_DAYS), '22:00');
      const game = demoGame(store.id, [prize, inviter], opening, closing);
      await this.games.put({ planner, approver, plan: game });
    } finally {
      clock.setAhead(0);
    }
  }

  /** Ids in the order of `demoCoupons`. */
  private async makeCoupons(planner: StaffActor, storeId: string): Promise<string[]> {
    const ids: string[] = [];
    for (const body of demoCoupons(storeId)) {
      const { id } = await this.coupons.create(planner, body);
      await this.coupons.move(planner, id, { do: 'activate' });
      ids.push(id);
    }
    return ids;
  }

  /** Those of these people who have the mini-program. */
  private async guests(known: readonly SimulatedPerson[]) {
    const guests: { ownerId: string; accountId: string }[] = [];
    for (const { phone } of known) {
      const owner = await this.owners.findByPhone(phone);
      const [account] = owner ? await this.owners.accountsOf(owner.id) : [];
      if (owner && account) guests.push({ ownerId: owner.id, accountId: account.id });
    }
    return guests;
  }

  private async invite(hostId: string): Promise<void> {
    await this.people.put([demoFriend]);
    await this.enrolments.enrol({
      miniOpenid: demoFriend.openid,
      officialOpenid: demoFriend.oaOpenid,
      unionid: demoFriend.unionid,
      phone: demoFriend.phone,
    });
    const [friend, { code }] = await Promise.all([
      this.owners.findByPhone(demoFriend.phone),
      this.referrals.mine(hostId),
    ]);
    if (friend && code !== null)
      await this.referrals.join(friend.id, { code, vin: FRIEND_VIN, plate: demoFriend.plate });
  }
}
