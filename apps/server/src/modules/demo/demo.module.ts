import { Global, Module } from '@nestjs/common';
import { BookingModule } from '../booking/index.js';
import { CampaignModule } from '../campaign/index.js';
import { CouponModule } from '../coupon/index.js';
import { FollowUpModule } from '../follow-up/index.js';
import { GameModule } from '../game/index.js';
import { MessagingModule } from '../messaging/index.js';
import { ReferralModule } from '../referral/index.js';
import { ShopModule } from '../shop/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { SuspicionModule } from '../suspicion/index.js';
import { DemoLogins } from '../system/index.js';
import { DemoDirectory } from './usecases/demo-directory.js';
import { DemoLife } from './usecases/demo-life.usecase.js';
import { DemoMarketing } from './usecases/demo-marketing.usecase.js';
import { DemoSeed } from './usecases/demo-seed.usecase.js';
import { DemoShelf } from './usecases/demo-shelf.usecase.js';
import { DemoTalks } from './usecases/demo-talks.usecase.js';
import { SimulatedPeople } from './usecases/simulated-people.js';

/** The demo group. Global because it provides the log-ins that the system room shows in demo mode. */
@Global()
@Module({
  imports: [
    BookingModule,
    CampaignModule,
    CouponModule,
    FollowUpModule,
    GameModule,
    MessagingModule,
    ReferralModule,
    ShopModule,
    StaffModule,
    StoreModule,
    SuspicionModule,
  ],
  providers: [
    DemoDirectory,
    DemoLife,
    DemoMarketing,
    DemoSeed,
    DemoShelf,
    DemoTalks,
    SimulatedPeople,
    { provide: DemoLogins, useExisting: DemoDirectory },
  ],
  exports: [DemoLogins, DemoSeed],
})
export class DemoModule {}
