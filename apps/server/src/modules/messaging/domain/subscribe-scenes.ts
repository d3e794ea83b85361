import type { MessageKind, SubscribeScene } from '@cheban/contracts';

/** WeChat's own text says five, older clients take three: three is safe everywhere. */
export const MAX_TEMPLATES = 3;

/**
 * What the mini-program asks for at each moment: the messages that this moment will lead to, the nearest first.
 * Kinds that share a template count once.
 */
export const sceneKinds: Record<SubscribeScene, readonly MessageKind[]> = {
  booking_confirm: ['booking_confirmed', 'booking_reminder', 'visit_ready'],
  after_booking: ['booking_confirmed', 'booking_reminder', 'booking_changed'],
  waiting: ['waiting_offer', 'booking_confirmed', 'booking_reminder'],
  visit: ['visit_ready', 'rating_invitation', 'service_due'],
  rescue: ['rescue_progress'],
  after_rating: ['service_due', 'booking_confirmed', 'booking_changed'],
  home: ['service_due', 'weather_alert', 'booking_confirmed'],
  preferences: ['service_due', 'weather_alert', 'booking_reminder'],
  activity: ['activity_reminder', 'activity_changed', 'case_told'],
  campaign: ['campaign_reminder', 'payout_waiting'],
};
