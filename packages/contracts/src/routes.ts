import { activityRoutes } from './activity/activity.routes.js';
import { articleRoutes, staffArticleRoutes } from './activity/article.routes.js';
import { staffActivityRoutes } from './activity/staff-activity.routes.js';
import { attributionRoutes } from './attribution/attribution.routes.js';
import { authRoutes, staffAuthRoutes } from './auth/auth.routes.js';
import { bookingRoutes } from './booking/booking.routes.js';
import { staffBookingRoutes } from './booking/staff-booking.routes.js';
import { campaignRoutes } from './campaign/campaign.routes.js';
import { staffCampaignRoutes } from './campaign/staff-campaign.routes.js';
import { careRoutes } from './care/care.routes.js';
import { careCalendarRoutes } from './care/care-calendar.routes.js';
import { careRuleRoutes } from './care/care-rule.routes.js';
import { channelRoutes } from './channel/channel.routes.js';
import { circleRoutes, staffCircleRoutes } from './circle/circle.routes.js';
import { codePoolRoutes, partnerRoutes } from './coupon/code-pool.routes.js';
import { couponRoutes } from './coupon/coupon.routes.js';
import { couponCounterRoutes } from './coupon/coupon-counter.routes.js';
import { couponIssueRoutes, couponTypeRoutes } from './coupon/coupon-type.routes.js';
import { customerRoutes } from './customer/customer.routes.js';
import { caseRoutes } from './feedback/case.routes.js';
import { improvementRoutes, ownerCaseRoutes } from './feedback/improvement.routes.js';
import { figuresRoutes } from './figures/figures.routes.js';
import { followUpRoutes } from './follow-up/follow-up.routes.js';
import { talkRoutes } from './follow-up/talk.routes.js';
import { gameRoutes } from './game/game.routes.js';
import { staffGameRoutes } from './game/staff-game.routes.js';
import { insuranceRoutes } from './insurance/insurance.routes.js';
import { importRoutes } from './intake/import.routes.js';
import { mediaRoutes } from './media/media.routes.js';
import { deliveryRoutes } from './message/delivery.routes.js';
import { messageRoutes } from './message/message.routes.js';
import { preferenceRoutes } from './message/preference.routes.js';
import { ownerRoutes } from './owner/owner.routes.js';
import { paymentRoutes } from './payment/payment.routes.js';
import { staffPaymentRoutes } from './payment/staff-payment.routes.js';
import { privacyRoutes, staffPrivacyRoutes } from './privacy/privacy.routes.js';
import { referralRoutes, staffReferralRoutes } from './referral/referral.routes.js';
import { rescueRoutes, staffRescueRoutes } from './rescue/rescue.routes.js';
import type { Route } from './route.js';
import { shopRoutes } from './shop/shop.routes.js';
import { staffShopRoutes } from './shop/staff-shop.routes.js';
import { teamRoutes } from './staff/team.routes.js';
import { auditRoutes, liveRoutes, storeRoutes } from './store/store.routes.js';
import { suspicionRoutes } from './suspicion/suspicion.routes.js';
import { systemRoutes } from './system/system.routes.js';
import { loanerRoutes } from './visit/loaner.routes.js';
import { visitRoutes, workshopRoutes } from './visit/visit.routes.js';
import { weatherRoutes } from './weather/weather.routes.js';

/** The whole API: area → route. Server, OpenAPI and clients come from this table. */
export const routes = {
  system: systemRoutes,
  auth: authRoutes,
  staffAuth: staffAuthRoutes,
  owner: ownerRoutes,
  booking: bookingRoutes,
  visit: visitRoutes,
  message: messageRoutes,
  preference: preferenceRoutes,
  followUp: followUpRoutes,
  talk: talkRoutes,
  staffBooking: staffBookingRoutes,
  workshop: workshopRoutes,
  loaner: loanerRoutes,
  customer: customerRoutes,
  care: careRoutes,
  weather: weatherRoutes,
  careRule: careRuleRoutes,
  careCalendar: careCalendarRoutes,
  delivery: deliveryRoutes,
  channel: channelRoutes,
  case: caseRoutes,
  ownerCase: ownerCaseRoutes,
  improvement: improvementRoutes,
  activity: activityRoutes,
  staffActivity: staffActivityRoutes,
  article: articleRoutes,
  staffArticle: staffArticleRoutes,
  campaign: campaignRoutes,
  staffCampaign: staffCampaignRoutes,
  game: gameRoutes,
  staffGame: staffGameRoutes,
  payment: paymentRoutes,
  staffPayment: staffPaymentRoutes,
  shop: shopRoutes,
  staffShop: staffShopRoutes,
  coupon: couponRoutes,
  couponType: couponTypeRoutes,
  couponIssue: couponIssueRoutes,
  couponCounter: couponCounterRoutes,
  codePool: codePoolRoutes,
  partner: partnerRoutes,
  referral: referralRoutes,
  staffReferral: staffReferralRoutes,
  insurance: insuranceRoutes,
  rescue: rescueRoutes,
  staffRescue: staffRescueRoutes,
  circle: circleRoutes,
  staffCircle: staffCircleRoutes,
  suspicion: suspicionRoutes,
  privacy: privacyRoutes,
  staffPrivacy: staffPrivacyRoutes,
  attribution: attributionRoutes,
  figures: figuresRoutes,
  import: importRoutes,
  store: storeRoutes,
  team: teamRoutes,
  audit: auditRoutes,
  live: liveRoutes,
  media: mediaRoutes,
} as const;
export type Routes = typeof routes;

/** Every route with its id, for instance `booking.create`. */
export function listRoutes(): { routeId: string; route: Route }[] {
  return Object.entries(routes).flatMap(([area, table]) =>
    Object.entries(table as Record<string, Route>).map(([name, route]) => ({
      routeId: `${area}.${name}`,
      route,
    })),
  );
}
