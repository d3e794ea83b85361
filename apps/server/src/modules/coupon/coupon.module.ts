import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/index.js';
import { MessagingModule } from '../messaging/index.js';
import { OwnerModule } from '../owner/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { WorkshopModule } from '../workshop/index.js';
import { CodePoolController } from './http/code-pool.controller.js';
import { CouponCounterController } from './http/coupon-counter.controller.js';
import { CouponIssueController } from './http/coupon-issue.controller.js';
import { CouponTypeController } from './http/coupon-type.controller.js';
import { PartnerController } from './http/partner.controller.js';
import { WalletController } from './http/wallet.controller.js';
import { IssueCouponsHandler, SweepCouponsHandler } from './jobs/coupon-jobs.handler.js';
import { CodePoolRepository } from './persistence/code-pool.repository.js';
import { CouponRepository } from './persistence/coupon.repository.js';
import { CouponBillRepository } from './persistence/coupon-bill.repository.js';
import { CouponIssueRepository } from './persistence/coupon-issue.repository.js';
import { CouponListRepository } from './persistence/coupon-list.repository.js';
import { CouponPassRepository } from './persistence/coupon-pass.repository.js';
import { CouponTypeRepository } from './persistence/coupon-type.repository.js';
import { ExpiringCouponRepository } from './persistence/expiring-coupon.repository.js';
import { PartnerRepository } from './persistence/partner.repository.js';
import { AllocateCoupons } from './usecases/allocate-coupons.usecase.js';
import { Benefits } from './usecases/benefits.usecase.js';
import { ChangeCoupon } from './usecases/change-coupon.usecase.js';
import { ClaimCoupon } from './usecases/claim-coupon.usecase.js';
import { CodePools } from './usecases/code-pools.usecase.js';
import { CounterQueries } from './usecases/counter.queries.js';
import { CounterFacts } from './usecases/counter-facts.queries.js';
import { CouponMessages } from './usecases/coupon-messages.usecase.js';
import { CouponReactions } from './usecases/coupon-reactions.usecase.js';
import { CouponViews } from './usecases/coupon-views.queries.js';
import { Coupons } from './usecases/coupons.usecase.js';
import { ExpiringCoupons } from './usecases/expiring-coupons.usecase.js';
import { IssueAudiences } from './usecases/issue-audiences.js';
import { IssueCoupons } from './usecases/issue-coupons.usecase.js';
import { BenefitSources, ManagePartners } from './usecases/manage-partners.usecase.js';
import { ManageCodePools } from './usecases/manage-pools.usecase.js';
import { GiveCoupon, ManageCouponTypes } from './usecases/manage-types.usecase.js';
import { PlanIssue } from './usecases/plan-issue.usecase.js';
import { RedeemCoupons } from './usecases/redeem-coupons.usecase.js';
import { StaffCoupons } from './usecases/staff-coupons.queries.js';
import { SweepCoupons } from './usecases/sweep-coupons.usecase.js';
import { Wallet } from './usecases/wallet.queries.js';

/** Coupons, code pools and partner benefits. */
@Module({
  imports: [
    IntakeModule,
    MessagingModule,
    OwnerModule,
    StaffModule,
    StoreModule,
    VehicleModule,
    WorkshopModule,
  ],
  controllers: [
    WalletController,
    CouponTypeController,
    CouponIssueController,
    CouponCounterController,
    CodePoolController,
    PartnerController,
  ],
  providers: [
    AllocateCoupons,
    BenefitSources,
    Benefits,
    ChangeCoupon,
    ClaimCoupon,
    CodePoolRepository,
    CodePools,
    CounterFacts,
    CounterQueries,
    CouponBillRepository,
    CouponIssueRepository,
    CouponListRepository,
    CouponMessages,
    CouponPassRepository,
    CouponReactions,
    CouponRepository,
    CouponTypeRepository,
    CouponViews,
    Coupons,
    ExpiringCouponRepository,
    GiveCoupon,
    IssueAudiences,
    IssueCoupons,
    IssueCouponsHandler,
    ManageCodePools,
    ManageCouponTypes,
    ManagePartners,
    PartnerRepository,
    PlanIssue,
    RedeemCoupons,
    StaffCoupons,
    ExpiringCoupons,
    SweepCoupons,
    SweepCouponsHandler,
    Wallet,
  ],
  exports: [CodePools, Coupons, IssueAudiences, IssueCoupons, ManageCouponTypes],
})
export class CouponModule {}
