import { Platform1763700000001 } from './0001-platform.js';
import { PeopleAndCars1763700000002 } from './0002-people-and-cars.js';
import { Messaging1763700000003 } from './0003-messaging.js';
import { Visits1763700000004 } from './0004-visits.js';
import { CareAnswers1763700000005 } from './0005-care-answers.js';
import { CareRules1763700000006 } from './0006-care-rules.js';
import { CarePlan1763700000007 } from './0007-care-plan.js';
import { WishesAndCalls1763700000008 } from './0008-wishes-and-calls.js';
import { ChannelWatch1763700000010 } from './0010-channel-watch.js';
import { Weather1763700000011 } from './0011-weather.js';
import { BookingDepth1763700000012 } from './0012-booking-depth.js';
import { VisitDepth1763700000013 } from './0013-visit-depth.js';
import { ActivitiesAndImprovement1763700000014 } from './0014-activities-and-improvement.js';
import { Photos1763700000016 } from './0016-photos.js';
import { CareLeftovers1763700000017 } from './0017-care-leftovers.js';
import { Sending1763700000018 } from './0018-sending.js';
import { RatingsAndMakeGood1763700000019 } from './0019-ratings-and-make-good.js';
import { Coupons1763700000020 } from './0020-coupons.js';
import { Campaigns1763700000021 } from './0021-campaigns.js';
import { PaymentAndShop1763700000022 } from './0022-payment-and-shop.js';
import { LoansOfOwner1763700000023 } from './0023-loans-of-owner.js';
import { ReferralAndSuspicion1763700000024 } from './0024-referral-and-suspicion.js';
import { Games1763700000025 } from './0025-games.js';
import { DeclinedWorkInCare1763700000026 } from './0026-declined-work-in-care.js';
import { PersonalData1763700000028 } from './0028-personal-data.js';
import { TalksAndVideos1763700000029 } from './0029-talks-and-videos.js';
import { CampaignMessages1763700000030 } from './0030-campaign-messages.js';
import { WishesOfFriends1763700000032 } from './0032-wishes-of-friends.js';
import { UsesOfTheDay1763700000034 } from './0034-uses-of-the-day.js';
import { ImportsBegunAnew1763700000038 } from './0038-imports-begun-anew.js';
import { WaitsOfMessages1763700000040 } from './0040-waits-of-messages.js';
import { ListsOfStaff1763700000041 } from './0041-lists-of-staff.js';
import { Rescue1763700000042 } from './0042-rescue.js';
import { ServiceRecordsOfAStore1763700000047 } from './0047-service-records-of-a-store.js';
import { Circle1763700000048 } from './0048-circle.js';
import { DistrictsOfOwners1763700000049 } from './0049-districts-of-owners.js';

/** In order. A landed migration is never edited. */
export const migrations = [
  Platform1763700000001,
  PeopleAndCars1763700000002,
  Messaging1763700000003,
  Visits1763700000004,
  CareAnswers1763700000005,
  CareRules1763700000006,
  CarePlan1763700000007,
  WishesAndCalls1763700000008,
  ChannelWatch1763700000010,
  Weather1763700000011,
  BookingDepth1763700000012,
  VisitDepth1763700000013,
  ActivitiesAndImprovement1763700000014,
  Photos1763700000016,
  CareLeftovers1763700000017,
  Sending1763700000018,
  RatingsAndMakeGood1763700000019,
  Coupons1763700000020,
  Campaigns1763700000021,
  PaymentAndShop1763700000022,
  LoansOfOwner1763700000023,
  ReferralAndSuspicion1763700000024,
  Games1763700000025,
  DeclinedWorkInCare1763700000026,
  PersonalData1763700000028,
  TalksAndVideos1763700000029,
  CampaignMessages1763700000030,
  WishesOfFriends1763700000032,
  UsesOfTheDay1763700000034,
  ImportsBegunAnew1763700000038,
  WaitsOfMessages1763700000040,
  ListsOfStaff1763700000041,
  Rescue1763700000042,
  ServiceRecordsOfAStore1763700000047,
  Circle1763700000048,
  DistrictsOfOwners1763700000049,
];
