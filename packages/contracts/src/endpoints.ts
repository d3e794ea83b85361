import {
  activityEndpoints,
  articleEndpoints,
  staffActivityEndpoints,
  staffArticleEndpoints,
} from './activity/activity.endpoints.js';
import { attributionEndpoints } from './attribution/attribution.endpoints.js';
import { authEndpoints, staffAuthEndpoints } from './auth/auth.endpoints.js';
import { bookingEndpoints, staffBookingEndpoints } from './booking/booking.endpoints.js';
import { campaignEndpoints, staffCampaignEndpoints } from './campaign/campaign.endpoints.js';
import { careCalendarEndpoints, careEndpoints, careRuleEndpoints } from './care/care.endpoints.js';
import { channelEndpoints } from './channel/channel.endpoints.js';
import { circleEndpoints, staffCircleEndpoints } from './circle/circle.endpoints.js';
import {
  codePoolEndpoints,
  couponCounterEndpoints,
  couponEndpoints,
  couponIssueEndpoints,
  couponTypeEndpoints,
  partnerEndpoints,
} from './coupon/coupon.endpoints.js';
import { customerEndpoints } from './customer/customer.endpoints.js';
import { caseEndpoints, improvementEndpoints, ownerCaseEndpoints } from './feedback/feedback.endpoints.js';
import { figuresEndpoints } from './figures/figures.endpoints.js';
import { followUpEndpoints } from './follow-up/follow-up.endpoints.js';
import { talkEndpoints } from './follow-up/talk.endpoints.js';
import { gameEndpoints, staffGameEndpoints } from './game/game.endpoints.js';
import { insuranceEndpoints } from './insurance/insurance.endpoints.js';
import { importEndpoints } from './intake/intake.endpoints.js';
import { mediaEndpoints } from './media/media.endpoints.js';
import { deliveryEndpoints, messageEndpoints, preferenceEndpoints } from './message/message.endpoints.js';
import { ownerEndpoints } from './owner/owner.endpoints.js';
import { paymentEndpoints, staffPaymentEndpoints } from './payment/payment.endpoints.js';
import { privacyEndpoints, staffPrivacyEndpoints } from './privacy/privacy.endpoints.js';
import { referralEndpoints, staffReferralEndpoints } from './referral/referral.endpoints.js';
import { rescueEndpoints, staffRescueEndpoints } from './rescue/rescue.endpoints.js';
import { shopEndpoints, staffShopEndpoints } from './shop/shop.endpoints.js';
import { teamEndpoints } from './staff/staff.endpoints.js';
import { auditEndpoints, liveEndpoints, storeEndpoints } from './store/store.endpoints.js';
import { suspicionEndpoints } from './suspicion/suspicion.endpoints.js';
import { systemEndpoints } from './system/system.endpoints.js';
import { loanerEndpoints, visitEndpoints, workshopEndpoints } from './visit/visit.endpoints.js';
import { weatherEndpoints } from './weather/weather.endpoints.js';

export * from './activity/activity.endpoints.js';
export * from './attribution/attribution.endpoints.js';
export * from './auth/auth.endpoints.js';
export * from './booking/booking.endpoints.js';
export * from './campaign/campaign.endpoints.js';
export * from './care/care.endpoints.js';
export * from './channel/channel.endpoints.js';
export * from './circle/circle.endpoints.js';
export * from './coupon/coupon.endpoints.js';
export * from './customer/customer.endpoints.js';
export * from './feedback/feedback.endpoints.js';
export * from './follow-up/follow-up.endpoints.js';
export * from './follow-up/talk.endpoints.js';
export * from './game/game.endpoints.js';
export * from './insurance/insurance.endpoints.js';
export * from './intake/intake.endpoints.js';
export * from './media/media.endpoints.js';
export * from './message/message.endpoints.js';
export * from './owner/owner.endpoints.js';
export * from './payment/payment.endpoints.js';
export * from './privacy/privacy.endpoints.js';
export * from './referral/referral.endpoints.js';
export * from './rescue/rescue.endpoints.js';
export * from './shop/shop.endpoints.js';
export * from './staff/staff.endpoints.js';
export * from './store/store.endpoints.js';
export * from './suspicion/suspicion.endpoints.js';
export * from './system/system.endpoints.js';
export * from './visit/visit.endpoints.js';
export * from './weather/weather.endpoints.js';

/** Method, path and policy of every route, by area. No zod: the mini-program carries this file. */
export const endpoints = {
  system: systemEndpoints,
  auth: authEndpoints,
  staffAuth: staffAuthEndpoints,
  owner: ownerEndpoints,
  booking: bookingEndpoints,
  visit: visitEndpoints,
  message: messageEndpoints,
  preference: preferenceEndpoints,
  followUp: followUpEndpoints,
  talk: talkEndpoints,
  staffBooking: staffBookingEndpoints,
  workshop: workshopEndpoints,
  loaner: loanerEndpoints,
  customer: customerEndpoints,
  care: careEndpoints,
  weather: weatherEndpoints,
  careRule: careRuleEndpoints,
  careCalendar: careCalendarEndpoints,
  delivery: deliveryEndpoints,
  channel: channelEndpoints,
  case: caseEndpoints,
  ownerCase: ownerCaseEndpoints,
  improvement: improvementEndpoints,
  activity: activityEndpoints,
  staffActivity: staffActivityEndpoints,
  article: articleEndpoints,
  staffArticle: staffArticleEndpoints,
  campaign: campaignEndpoints,
  staffCampaign: staffCampaignEndpoints,
  game: gameEndpoints,
  staffGame: staffGameEndpoints,
  payment: paymentEndpoints,
  staffPayment: staffPaymentEndpoints,
  shop: shopEndpoints,
  staffShop: staffShopEndpoints,
  coupon: couponEndpoints,
  couponType: couponTypeEndpoints,
  couponIssue: couponIssueEndpoints,
  couponCounter: couponCounterEndpoints,
  codePool: codePoolEndpoints,
  partner: partnerEndpoints,
  referral: referralEndpoints,
  staffReferral: staffReferralEndpoints,
  insurance: insuranceEndpoints,
  rescue: rescueEndpoints,
  staffRescue: staffRescueEndpoints,
  circle: circleEndpoints,
  staffCircle: staffCircleEndpoints,
  suspicion: suspicionEndpoints,
  privacy: privacyEndpoints,
  staffPrivacy: staffPrivacyEndpoints,
  attribution: attributionEndpoints,
  figures: figuresEndpoints,
  import: importEndpoints,
  store: storeEndpoints,
  team: teamEndpoints,
  audit: auditEndpoints,
  live: liveEndpoints,
  media: mediaEndpoints,
} as const;
