import { Global, Module } from '@nestjs/common';
import { activityPersonalData } from './modules/activity/index.js';
import { bookingPersonalData } from './modules/booking/index.js';
import { campaignPersonalData } from './modules/campaign/index.js';
import { carePersonalData } from './modules/care/index.js';
import { circlePersonalData } from './modules/circle/index.js';
import { couponPersonalData } from './modules/coupon/index.js';
import { feedbackPersonalData } from './modules/feedback/index.js';
import { followUpPersonalData } from './modules/follow-up/index.js';
import { gamePersonalData } from './modules/game/index.js';
import { mediaPersonalData } from './modules/media/index.js';
import { messagingPersonalData } from './modules/messaging/index.js';
import { accountPersonalData, ownerPersonalData } from './modules/owner/index.js';
import { paymentPersonalData } from './modules/payment/index.js';
import { privacyPersonalData } from './modules/privacy/index.js';
import { referralPersonalData } from './modules/referral/index.js';
import { rescuePersonalData } from './modules/rescue/index.js';
import { shopPersonalData } from './modules/shop/index.js';
import { suspicionPersonalData } from './modules/suspicion/index.js';
import { vehiclePersonalData } from './modules/vehicle/index.js';
import { workshopPersonalData } from './modules/workshop/index.js';
import { PersonalDataBook, type PersonalTable, RETENTION } from './platform/personal-data/index.js';
import { retentionRules } from './retention-rules.js';

/** What every room knows of people, in the order in which it is shown and deleted: accounts last, others hang on them. */
export const personalTables: readonly PersonalTable[] = [
  ...ownerPersonalData,
  ...vehiclePersonalData,
  ...bookingPersonalData,
  ...workshopPersonalData,
  ...rescuePersonalData,
  ...circlePersonalData,
  ...feedbackPersonalData,
  ...messagingPersonalData,
  ...carePersonalData,
  ...followUpPersonalData,
  ...couponPersonalData,
  ...shopPersonalData,
  ...paymentPersonalData,
  ...campaignPersonalData,
  ...gamePersonalData,
  ...referralPersonalData,
  ...activityPersonalData,
  ...suspicionPersonalData,
  ...mediaPersonalData,
  ...privacyPersonalData,
  ...accountPersonalData,
];

/** Gives the rooms the book of all rooms. */
@Global()
@Module({
  providers: [
    { provide: PersonalDataBook, useValue: new PersonalDataBook(personalTables) },
    { provide: RETENTION, useValue: retentionRules },
  ],
  exports: [PersonalDataBook, RETENTION],
})
export class PersonalDataModule {}
