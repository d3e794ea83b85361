import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import type { AccountActor, OwnerActor, StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentAccount,
  CurrentOwner,
  CurrentStaff,
  csvDownload,
  Handles,
  type ParamsOf,
  type QueryOf,
  RateLimit,
  type ViewOf,
} from '../../../platform/http/index.js';
import { LeaveWish } from '../usecases/leave-wish.usecase.js';
import { OwnerReferrals } from '../usecases/owner-referrals.usecase.js';
import { ReferralList } from '../usecases/referral-list.queries.js';
import { StaffReferrals } from '../usecases/staff-referrals.usecase.js';

const area = routes.referral;
const staffArea = routes.staffReferral;

/** Old customers bring new ones 老带新. */
@Controller()
export class ReferralController {
  constructor(
    private readonly own: OwnerReferrals,
    private readonly staff: StaffReferrals,
    private readonly brought: ReferralList,
    private readonly wishes: LeaveWish,
    private readonly limit: RateLimit,
  ) {}

  @Handles(area.mine)
  mine(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.mine>> {
    return this.own.mine(actor.ownerId);
  }

  @Handles(area.codePicture)
  async codePicture(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.codePicture>> {
    return { picture: await this.own.codePicture(actor.ownerId) };
  }

  @Handles(area.wish)
  async wish(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.wish.body }) body: BodyOf<typeof area.wish>,
  ): Promise<ViewOf<typeof area.wish>> {
    await this.limit.hit('referral-wish', actor.accountId, 10, 3600);
    return this.wishes.run(actor.ownerId, body);
  }

  @Handles(area.invitation)
  async invitation(
    @CurrentAccount() actor: AccountActor,
    @Param({ schema: area.invitation.params }) params: ParamsOf<typeof area.invitation>,
  ): Promise<ViewOf<typeof area.invitation>> {
    // Codes are not to be tried out.
    await this.limit.hit('referral-code', actor.accountId, 60, 3600);
    return this.own.invitation(actor.consented ? actor.ownerId : null, params.code);
  }

  @Handles(area.join)
  async join(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.join.body }) body: BodyOf<typeof area.join>,
  ): Promise<ViewOf<typeof area.join>> {
    await this.limit.hit('referral-join', actor.accountId, 20, 3600);
    return this.own.join(actor.ownerId, body);
  }

  @Handles(staffArea.programme)
  programme(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: staffArea.programme.query }) query: QueryOf<typeof staffArea.programme>,
  ): Promise<ViewOf<typeof staffArea.programme>> {
    return this.staff.programme(actor, query.storeId);
  }

  @Handles(staffArea.saveProgramme)
  saveProgramme(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: staffArea.saveProgramme.body }) body: BodyOf<typeof staffArea.saveProgramme>,
  ): Promise<ViewOf<typeof staffArea.saveProgramme>> {
    return this.staff.save(actor, body);
  }

  @Handles(staffArea.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: staffArea.list.query }) query: QueryOf<typeof staffArea.list>,
  ): Promise<ViewOf<typeof staffArea.list>> {
    return this.brought.page(actor, query);
  }

  @Handles(staffArea.file)
  async file(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: staffArea.file.query }) query: QueryOf<typeof staffArea.file>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.brought.file(actor, query), 'referrals.csv', '老带新名单.csv');
  }
}
