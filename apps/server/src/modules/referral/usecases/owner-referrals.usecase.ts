import {
  type InvitationView,
  type MyReferralView,
  type ReferralProblem,
  referralProblemText,
  referralStateLabel,
  type routes,
} from '@cheban/contracts';
import { DAY_MS, maskName, maskPhone, normalisePlate, normaliseVin, vinProblem } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isDuplicate, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Coupons } from '../../coupon/index.js';
import { MiniCodes } from '../../media/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { inviteeText, inviterText, wishText } from '../domain/referral-words.js';
import { ReferralRepository } from '../persistence/referral.repository.js';
import { ReferralFacts } from './referral-facts.queries.js';

const PAGE = 'subpackages/referral/invitation/index';
const SHARE_PAGE = `${PAGE}?code=`;
const SHOWN = 50;
/** The store has called by then; whoever still waits may ask again. */
const WISH_SHOWN_MS = 3 * DAY_MS;

/** Inviting and being invited, as owners do it. */
@Injectable()
export class OwnerReferrals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReferralRepository,
    private readonly facts: ReferralFacts,
    private readonly coupons: Coupons,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly codes: MiniCodes,
    private readonly clock: Clock,
  ) {}

  /** The mini-program code of my invitation; null while there is no programme, or WeChat does not give it. */
  async codePicture(ownerId: string): Promise<string | null> {
    const storeId = (await this.vehicles.ofOwner(ownerId))[0]?.storeId ?? null;
    const programme = storeId === null ? null : await this.repository.programmeOf(storeId);
    if (storeId === null || !programme?.open) return null;
    return this.codes.picture(PAGE, await this.repository.codeOf(ownerId, storeId));
  }

  /** The programme of the store that looks after the first of my cars. */
  async mine(ownerId: string): Promise<MyReferralView> {
    const storeId = (await this.vehicles.ofOwner(ownerId))[0]?.storeId ?? null;
    const [store, programme, rows, rewarded, brought] = await Promise.all([
      storeId === null ? null : this.stores.findById(storeId),
      storeId === null ? null : this.repository.programmeOf(storeId),
      this.repository.ofInviter(ownerId, SHOWN),
      this.repository.countRewarded(ownerId),
      this.facts.brought(ownerId),
    ]);
    const open = programme?.open ?? false;
    const code = open && storeId !== null ? await this.repository.codeOf(ownerId, storeId) : null;
    const ids = rows.map(({ inviteeId }) => inviteeId);
    const [people, phones, rewards] = await Promise.all([
      this.owners.findByIds(ids),
      this.owners.phonesOf(ids),
      this.rewardsOf(programme),
    ]);
    const now = this.clock.now();
    return {
      open,
      storeId,
      storeName: store?.name ?? '',
      title: programme?.title ?? '老带新',
      rulesText: programme?.rulesText ?? '',
      ...rewards,
      withinDays: programme?.withinDays ?? 0,
      code,
      sharePath: code === null ? null : `${SHARE_PAGE}${code}`,
      shareTitle: `${store?.name ?? ''}邀您来做客，首次到店有礼`,
      left: Math.max(0, (programme?.perInviter ?? 0) - brought),
      rewarded,
      invitees: rows.map((row) => {
        const phone = phones.get(row.inviteeId)?.();
        return {
          id: row.id,
          nameMasked: maskName(people.get(row.inviteeId)?.name ?? ''),
          phoneMasked: phone === undefined ? null : maskPhone(phone),
          state: row.state,
          stateLabel: referralStateLabel[row.state],
          joinedAt: toDate(row.joinedAt).toISOString(),
          text: inviterText(row.state, row.untilAt, now),
          couponId: row.inviterCouponId,
        };
      }),
    };
  }

  /**
   * Who was invited sees by whom before they say who they are themselves.
   * @param ownerId null: no verified phone or no consent yet
   * @throws REQUEST.NOT_FOUND for a code that nobody has
   */
  async invitation(ownerId: string | null, code: string): Promise<InvitationView> {
    const invite = await this.repository.byCode(code);
    if (!invite) throw notFound();
    const now = this.clock.now();
    const [inviter, store, programme, last, wish] = await Promise.all([
      this.owners.findById(invite.ownerId),
      this.stores.findById(invite.storeId),
      this.repository.programmeOf(invite.storeId),
      ownerId === null ? null : this.repository.ofInvitee(ownerId),
      ownerId === null ? null : this.repository.wishOf(ownerId, invite.storeId, now - WISH_SHOWN_MS),
    ]);
    const mine = last?.inviterId === invite.ownerId ? last : null;
    const problem = await this.facts.person(invite.ownerId, ownerId, programme);
    return {
      code,
      inviterMasked: maskName(inviter?.name ?? ''),
      storeId: invite.storeId,
      storeName: store?.name ?? '',
      storeAddress: store?.address ?? '',
      storePhone: store?.phone ?? '',
      title: programme?.title ?? '老带新',
      rulesText: programme?.rulesText ?? '',
      ...(await this.rewardsOf(programme)),
      withinDays: programme?.withinDays ?? 0,
      known: ownerId !== null,
      problem,
      problemText: problem === null ? null : referralProblemText[problem],
      mine: mine && {
        state: mine.state,
        stateLabel: referralStateLabel[mine.state],
        until: toDate(mine.untilAt).toISOString(),
        text: inviteeText(mine.state, mine.untilAt, now),
        couponId: mine.inviteeCouponId,
      },
      wished: wish && wishText(wish, store?.name ?? ''),
    };
  }

  /** Ties the invited person's verified phone and a VIN to the code. Throws REFERRAL.REFUSED with the reason in words. */
  async join(ownerId: string, body: BodyOf<(typeof routes)['referral']['join']>): Promise<InvitationView> {
    const vin = checkedVin(body.vin);
    const plate = checkedPlate(body.plate);
    const invite = await this.repository.byCode(body.code);
    if (!invite) throw notFound();
    const before = await this.repository.ofInvitee(ownerId);
    // The same invitation sent again: the same answer.
    const again =
      before !== null &&
      before.inviteeKey !== null &&
      before.inviterId === invite.ownerId &&
      before.vin === vin;
    if (!again) {
      try {
        await this.uow.run(async (tx) => {
          await this.repository.lockCodes(tx, body.code, ownerId);
          const programme = await this.repository.programmeOf(invite.storeId);
          refuse(await this.facts.person(invite.ownerId, ownerId, programme), 'code');
          refuse(await this.facts.car(invite.ownerId, vin, plate), 'vin');
          if (!programme?.inviterTypeId || !programme.inviteeTypeId) throw refused('closed', 'code');
          await this.repository.insert(tx, {
            storeId: invite.storeId,
            inviterId: invite.ownerId,
            inviteeId: ownerId,
            vin,
            plate,
            inviterTypeId: programme.inviterTypeId,
            inviteeTypeId: programme.inviteeTypeId,
            untilAt: this.clock.now() + programme.withinDays * DAY_MS,
          });
        });
      } catch (error) {
        if (isDuplicate(error, 'uq_referral_vin')) throw refused('taken_car', 'vin');
        if (isDuplicate(error, 'uq_referral_invitee')) throw refused('taken_person', 'code');
        throw error;
      }
    }
    return this.invitation(ownerId, body.code);
  }

  private async rewardsOf(programme: { inviterTypeId: string | null; inviteeTypeId: string | null } | null) {
    const titleOf = async (id: string | null | undefined) =>
      id ? ((await this.coupons.typeOf(id))?.title ?? '') : '';
    const [inviterReward, inviteeReward] = await Promise.all([
      titleOf(programme?.inviterTypeId),
      titleOf(programme?.inviteeTypeId),
    ]);
    return { inviterReward, inviteeReward };
  }
}

function refused(problem: ReferralProblem, path: string): AppError {
  return new AppError('REFERRAL.REFUSED', { fields: [{ path, message: referralProblemText[problem] }] });
}

function refuse(problem: ReferralProblem | null, path: string): void {
  if (problem !== null) throw refused(problem, path);
}

/** Some real VINs have a wrong check digit; a wrong length or character is a slip of the finger. */
function checkedVin(text: string): string {
  const vin = normaliseVin(text);
  const problem = vinProblem(vin);
  if (problem !== null && problem !== 'check_digit')
    throw invalidField('vin', '车架号为 17 位，请对照行驶证核对');
  return vin;
}

function checkedPlate(text: string): string | null {
  if (text === '') return null;
  const { plate } = normalisePlate(text);
  if (plate === null) throw invalidField('plate', '车牌格式不正确');
  return plate;
}
