import type { Type } from '@nestjs/common';
import { ActivityModule, sweepActivitiesJob } from './modules/activity/index.js';
import { BookingModule, sweepBookingsJob } from './modules/booking/index.js';
import { announceWavesJob, CampaignModule, sweepCampaignsJob } from './modules/campaign/index.js';
import { CareModule, findUnheardJob, planCareJob, tellCareJob } from './modules/care/index.js';
import { CircleModule, checkCircleJob } from './modules/circle/index.js';
import { CouponModule, issueCouponsJob, sweepCouponsJob } from './modules/coupon/index.js';
import { DemoModule } from './modules/demo/index.js';
import { escalateCasesJob, FeedbackModule } from './modules/feedback/index.js';
import { FiguresModule } from './modules/figures/index.js';
import { FollowUpModule, planSaleCallsJob } from './modules/follow-up/index.js';
import { GameModule, sweepGamesJob } from './modules/game/index.js';
import { InsightModule } from './modules/insight/index.js';
import { InsuranceModule } from './modules/insurance/index.js';
import { IntakeModule, runImportJob, tidyImportsJob } from './modules/intake/index.js';
import { MediaModule, tidyPhotosJob } from './modules/media/index.js';
import {
  linkFollowerJob,
  MessagingModule,
  sendJob,
  syncFollowersJob,
  syncTemplatesJob,
} from './modules/messaging/index.js';
import { NotificationModule, weatherWavesJob } from './modules/notification/index.js';
import { OwnerModule } from './modules/owner/index.js';
import {
  PaymentModule,
  reconcileMoneyJob,
  sendPayoutsJob,
  sweepPaymentsJob,
} from './modules/payment/index.js';
import { eraseOwnersJob, PrivacyModule, retainJob } from './modules/privacy/index.js';
import { ReferralModule, sweepReferralsJob } from './modules/referral/index.js';
import { RescueModule } from './modules/rescue/index.js';
import { SetupModule } from './modules/setup/index.js';
import { ShopModule, sweepCardsJob } from './modules/shop/index.js';
import { StaffModule } from './modules/staff/index.js';
import { StoreModule } from './modules/store/index.js';
import { SuspicionModule } from './modules/suspicion/index.js';
import { SystemModule } from './modules/system/index.js';
import { VehicleModule } from './modules/vehicle/index.js';
import { lookAroundJob, notifyRobotJob, WatchModule } from './modules/watch/index.js';
import { pollWeatherJob, WeatherModule } from './modules/weather/index.js';
import { sweepVisitsJob, WorkshopModule } from './modules/workshop/index.js';
import { PersonalDataModule } from './personal-data.js';
import { handleEventsJob, relayJob } from './platform/outbox/handle-events.job.js';
import type { JobDefinition } from './platform/queue/index.js';

/** Rooms that every process needs: use cases, queries, job handlers. */
const rooms: Type[] = [
  PersonalDataModule,
  StoreModule,
  StaffModule,
  OwnerModule,
  VehicleModule,
  MessagingModule,
  MediaModule,
  ActivityModule,
  BookingModule,
  WorkshopModule,
  WeatherModule,
  InsuranceModule,
  RescueModule,
  CircleModule,
  PaymentModule,
  ShopModule,
  SuspicionModule,
  ReferralModule,
  IntakeModule,
  CouponModule,
  FeedbackModule,
  FollowUpModule,
  CareModule,
  CampaignModule,
  GameModule,
  PrivacyModule,
];

/** The API process: all rooms with their controllers, those that only show things, and who knows what would be said. */
export const apiModules: Type[] = [
  ...rooms,
  NotificationModule,
  InsightModule,
  FiguresModule,
  WatchModule,
  SystemModule,
  DemoModule,
];

/** The worker process: all rooms, and those that react to events. */
export const workerModules: Type[] = [...rooms, NotificationModule, WatchModule];

/** The command line. */
export const cliModules: Type[] = [...rooms, SetupModule, DemoModule];

/** Every job of the system; the worker refuses to boot if one has no handler or two. */
export const jobDefinitions: JobDefinition[] = [
  handleEventsJob,
  relayJob,
  sendJob,
  syncFollowersJob,
  linkFollowerJob,
  lookAroundJob,
  notifyRobotJob,
  syncTemplatesJob,
  planCareJob,
  tellCareJob,
  findUnheardJob,
  planSaleCallsJob,
  runImportJob,
  tidyImportsJob,
  tidyPhotosJob,
  pollWeatherJob,
  weatherWavesJob,
  sweepBookingsJob,
  sweepActivitiesJob,
  escalateCasesJob,
  sweepVisitsJob,
  sweepCampaignsJob,
  announceWavesJob,
  sweepGamesJob,
  sweepReferralsJob,
  checkCircleJob,
  sweepPaymentsJob,
  sendPayoutsJob,
  reconcileMoneyJob,
  issueCouponsJob,
  sweepCouponsJob,
  sweepCardsJob,
  eraseOwnersJob,
  retainJob,
];
