import { Global, Module } from '@nestjs/common';
import { ActivityModule } from '../activity/index.js';
import { BookingModule } from '../booking/index.js';
import { CampaignModule } from '../campaign/index.js';
import { CircleModule } from '../circle/index.js';
import { CouponModule } from '../coupon/index.js';
import { FeedbackModule } from '../feedback/index.js';
import { FollowUpModule } from '../follow-up/index.js';
import { GameModule } from '../game/index.js';
import { MessagingModule } from '../messaging/index.js';
import { ReferralModule } from '../referral/index.js';
import { RescueModule } from '../rescue/index.js';
import { ShopModule } from '../shop/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { SuspicionModule } from '../suspicion/index.js';
import { DemoLogins } from '../system/index.js';
import { WorkshopModule } from '../workshop/index.js';
import { DemoActivities } from './usecases/demo-activities.usecase.js';
import { DemoCircle } from './usecases/demo-circle.usecase.js';
import { DemoCrew } from './usecases/demo-crew.js';
import { DemoDirectory } from './usecases/demo-directory.js';
import { DemoLife } from './usecases/demo-life.usecase.js';
import { DemoMarketing } from './usecases/demo-marketing.usecase.js';
import { DemoRescues } from './usecases/demo-rescues.usecase.js';
import { DemoSeed } from './usecases/demo-seed.usecase.js';
import { DemoShelf } from './usecases/demo-shelf.usecase.js';
import { DemoTalks } from './usecases/demo-talks.usecase.js';
import { DemoWorkshop } from './usecases/demo-workshop.usecase.js';
import { SimulatedPeople } from './usecases/simulated-people.js';

/** The demo group. Global because it provides the log-ins that the system room shows in demo mode. */
@Global()
@Module({
  imports: [
    ActivityModule,
    BookingModule,
    CampaignModule,
    CouponModule,
    FeedbackModule,
    FollowUpModule,
    GameModule,
    MessagingModule,
    ReferralModule,
    CircleModule,
    RescueModule,
    ShopModule,
    StaffModule,
    StoreModule,
    SuspicionModule,
    WorkshopModule,
  ],
  providers: [
    DemoActivities,
    DemoCrew,
    DemoDirectory,
    DemoLife,
    DemoMarketing,
    DemoCircle,
    DemoRescues,
    DemoSeed,
    DemoShelf,
    DemoTalks,
    DemoWorkshop,
    SimulatedPeople,
    { provide: DemoLogins, useExisting: DemoDirectory },
  ],
  exports: [DemoLogins, DemoSeed],
})
export class DemoModule {}
