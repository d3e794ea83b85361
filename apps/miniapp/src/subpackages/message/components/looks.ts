import type { MessageView } from '@cheban/contracts';
import type { Tone } from '@/shared/theme/palette';
import type { IconName } from '@/shared/ui';

/** Sign and tone of a message. The title says the same in words. */
interface Look {
  readonly icon: IconName;
  readonly tone: Exclude<Tone, 'neutral'>;
}

const plain: Look = { icon: 'bell', tone: 'brand' };

/** By kind, or by the first word of a kind for the rest of its family. */
const looks: Record<string, Look> = {
  first_service_due: { icon: 'wrench', tone: 'brand' },
  service_due: { icon: 'wrench', tone: 'brand' },
  insurance_due: { icon: 'shield', tone: 'brand' },
  inspection_due: { icon: 'inspection', tone: 'brand' },
  warranty_due: { icon: 'document', tone: 'brand' },
  licence_due: { icon: 'licence', tone: 'brand' },
  declined_due: { icon: 'inspection', tone: 'amber' },
  win_back: { icon: 'heart', tone: 'brand' },
  birthday: { icon: 'cake', tone: 'amber' },
  holiday_wish: { icon: 'lantern', tone: 'red' },
  trip_check: { icon: 'tyre', tone: 'brand' },
  new_car: { icon: 'car', tone: 'brand' },
  weather_alert: { icon: 'cloud', tone: 'amber' },
  weather_change: { icon: 'cloud', tone: 'brand' },
  weather_check: { icon: 'inspection', tone: 'brand' },
  booking: { icon: 'calendar', tone: 'brand' },
  booking_cancelled: { icon: 'calendar', tone: 'amber' },
  booking_reminder: { icon: 'clock', tone: 'brand' },
  waiting_offer: { icon: 'hourglass', tone: 'green' },
  slot_offer: { icon: 'hourglass', tone: 'green' },
  visit: { icon: 'gauge', tone: 'brand' },
  visit_checked_in: { icon: 'car', tone: 'brand' },
  visit_delayed: { icon: 'clock', tone: 'amber' },
  visit_ready: { icon: 'car', tone: 'green' },
  visit_thanks: { icon: 'heart', tone: 'brand' },
  rescue_progress: { icon: 'wrench', tone: 'brand' },
  visit_thanked: { icon: 'heart', tone: 'brand' },
  rating: { icon: 'star', tone: 'amber' },
  activity: { icon: 'ticket', tone: 'brand' },
  case: { icon: 'chat', tone: 'brand' },
  coupon: { icon: 'gift', tone: 'amber' },
  card: { icon: 'ticket', tone: 'amber' },
  campaign: { icon: 'gift', tone: 'red' },
  payout: { icon: 'gift', tone: 'red' },
};

/** How a message looks; a kind that is newer than this version looks like its family, or plain. */
export function lookOf(kind: string): Look {
  return looks[kind] ?? looks[kind.split('_')[0] ?? ''] ?? plain;
}

/** Longer than about three lines of a phone: the whole of it has a page of its own. */
const shortEnough = 66;

/** Whether a tap opens the message itself: it is long, or there is nothing to do about it. */
export function opensItself({ body, action }: Pick<MessageView, 'body' | 'action'>): boolean {
  return action === null || body.length > shortEnough;
}
