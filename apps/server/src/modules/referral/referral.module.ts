import { Module } from '@nestjs/common';
import { CouponModule } from '../coupon/index.js';
import { MediaModule } from '../media/index.js';
import { OwnerModule } from '../owner/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { SuspicionModule } from '../suspicion/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { WorkshopModule } from '../workshop/index.js';
import { ReferralController } from './http/referral.controller.js';
import { SweepReferralsHandler } from './jobs/sweep-referrals.handler.js';
import { ReferralRepository } from './persistence/referral.repository.js';
import { LeaveWish } from './usecases/leave-wish.usecase.js';
import { OwnerReferrals } from './usecases/owner-referrals.usecase.js';
import { ReferralFacts } from './usecases/referral-facts.queries.js';
import { ReferralList } from './usecases/referral-list.queries.js';
import { ReferralRewards } from './usecases/referral-rewards.usecase.js';
import { StaffReferrals } from './usecases/staff-referrals.usecase.js';

/** Old customers bring new ones; both are rewarded for the first paid visit. */
@Module({
  imports: [
    CouponModule,
    MediaModule,
    OwnerModule,
    StaffModule,
    StoreModule,
    SuspicionModule,
    VehicleModule,
    WorkshopModule,
  ],
  controllers: [ReferralController],
  providers: [
    LeaveWish,
    OwnerReferrals,
    ReferralFacts,
    ReferralList,
    ReferralRepository,
    ReferralRewards,
    StaffReferrals,
    SweepReferralsHandler,
  ],
  exports: [OwnerReferrals, StaffReferrals],
})
export class ReferralModule {}
