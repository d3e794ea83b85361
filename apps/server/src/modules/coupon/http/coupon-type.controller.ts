import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, StreamableFile } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  csvDownload,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { GiveCoupon, ManageCouponTypes } from '../usecases/manage-types.usecase.js';
import { StaffCoupons } from '../usecases/staff-coupons.queries.js';

const area = routes.couponType;

/** Kinds of coupons, and who has one. */
@Controller()
export class CouponTypeController {
  constructor(
    private readonly types: ManageCouponTypes,
    private readonly holders: StaffCoupons,
    private readonly give: GiveCoupon,
  ) {}

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.types.list(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.types.detail(actor, params.id);
  }

  @Handles(area.create)
  create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.types.create(actor, body);
  }

  @Handles(area.update)
  update(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.update.params }) params: ParamsOf<typeof area.update>,
    @Body({ schema: area.update.body }) body: BodyOf<typeof area.update>,
  ): Promise<ViewOf<typeof area.update>> {
    return this.types.update(actor, params.id, body);
  }

  @Handles(area.adjust)
  adjust(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.adjust.params }) params: ParamsOf<typeof area.adjust>,
    @Body({ schema: area.adjust.body }) body: BodyOf<typeof area.adjust>,
  ): Promise<ViewOf<typeof area.adjust>> {
    return this.types.adjust(actor, params.id, body);
  }

  @Handles(area.move)
  move(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.move.params }) params: ParamsOf<typeof area.move>,
    @Body({ schema: area.move.body }) body: BodyOf<typeof area.move>,
  ): Promise<ViewOf<typeof area.move>> {
    return this.types.move(actor, params.id, body);
  }

  @Handles(area.coupons)
  coupons(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.coupons.params }) params: ParamsOf<typeof area.coupons>,
    @Query({ schema: area.coupons.query }) query: QueryOf<typeof area.coupons>,
  ): Promise<ViewOf<typeof area.coupons>> {
    return this.holders.ofType(actor, params.id, query);
  }

  @Handles(area.issueOne)
  issueOne(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.issueOne.params }) params: ParamsOf<typeof area.issueOne>,
    @Body({ schema: area.issueOne.body }) body: BodyOf<typeof area.issueOne>,
  ): Promise<ViewOf<typeof area.issueOne>> {
    return this.give.run(actor, params.id, body);
  }

  @Handles(area.couponFile)
  async couponFile(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.couponFile.params }) params: ParamsOf<typeof area.couponFile>,
    @Query({ schema: area.couponFile.query }) query: QueryOf<typeof area.couponFile>,
  ): Promise<StreamableFile> {
    return csvDownload(
      await this.holders.sheet(actor, params.id, query.state),
      'coupons.csv',
      '卡券名单.csv',
    );
  }
}
