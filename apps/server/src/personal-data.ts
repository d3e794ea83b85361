import { Global, Module } from '@nestjs/common';
import { activityPersonalData } from './modules/activity/persistence/personal-data.js';
import { bookingPersonalData } from './modules/booking/persistence/personal-data.js';
import { campaignPersonalData } from './modules/campaign/persistence/personal-data.js';
import { carePersonalData } from './modules/care/persistence/personal-data.js';
import { couponPersonalData } from './modules/coupon/persistence/personal-data.js';
import { feedbackPersonalData } from './modules/feedback/persistence/personal-data.js';
import { followUpPersonalData } from './modules/follow-up/persistence/personal-data.js';
import { gamePersonalData } from './modules/game/persistence/personal-data.js';
import { mediaPersonalData } from './modules/media/persistence/personal-data.js';
import { messagingPersonalData } from './modules/messaging/persistence/personal-data.js';
import { accountPersonalData, ownerPersonalData } from './modules/owner/persistence/personal-data.js';
import { paymentPersonalData } from './modules/payment/persistence/personal-data.js';
import { privacyPersonalData } from './modules/privacy/persistence/personal-data.js';
import { referralPersonalData } from './modules/referral/persistence/personal-data.js';
import { shopPersonalData } from './modules/shop/persistence/personal-data.js';
import { suspicionPersonalData } from './modules/suspicion/persistence/personal-data.js';
import { vehiclePersonalData } from './modules/vehicle/persistence/personal-data.js';
import { workshopPersonalData } from './modules/workshop/persistence/personal-data.js';
import { PersonalDataBook, type PersonalTable, RETENTION } from './platform/personal-data/index.js';
import { retentionRules } from './retention-rules.js';

/** What every room knows of people, in the order in which it is shown and deleted: accounts last, others hang on them. */
export const personalTables: readonly PersonalTable[] = [
  ...ownerPersonalData,
  ...vehiclePersonalData,
  ...bookingPersonalData,
  ...workshopPersonalData,
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
