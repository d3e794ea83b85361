import type { LiveEvent } from '@cheban/contracts';
import type { NavIcon } from './access.js';

type Topic = LiveEvent['topic'];

/** First parts of the query keys that a change of this kind makes stale. */
const stale: Record<Topic, readonly string[]> = {
  booking: [
    'my-day',
    'board',
    'booking',
    'reception',
    'slots',
    'arrivals',
    'waiting',
    'empty-bays',
    'owner',
    'owners',
    'timeline',
    'due',
    'care-why',
    'declined-work',
  ],
  visit: [
    'my-day',
    'board',
    'booking',
    'reception',
    'visits',
    'visit',
    'arrivals',
    'owner',
    'owners',
    'timeline',
    'due',
    'care-why',
    'declined-work',
  ],
  case: ['my-day', 'cases', 'case', 'owner', 'timeline'],
  message: ['messages', 'due', 'care-health', 'timeline', 'care-why', 'owner-reach'],
  import: ['imports', 'import', 'owners', 'suspect-mileage'],
  call: ['calls', 'call', 'talks', 'my-day', 'owner', 'timeline'],
  alarm: [
    'alarms',
    'circuits',
    'channel-templates',
    'channel-quota',
    'care-health',
    'care-rules',
    'care-rule',
  ],
  rule: ['care-rules', 'care-rule', 'care-calendar', 'due'],
  activity: ['activities', 'activity', 'activity-roster', 'class-coverage', 'timeline'],
  campaign: ['campaigns', 'campaign', 'campaign-approvals', 'campaign-screen', 'campaign-claims'],
  game: ['games', 'game', 'game-approvals', 'game-plays'],
  referral: ['referrals', 'referral-programme'],
  suspicion: ['suspicions', 'suspicion', 'owner-suspicions', 'referrals', 'campaign-claims'],
  coupon: [
    'coupon-types',
    'coupon-type',
    'coupon-held',
    'coupon-issues',
    'coupon-issue',
    'owner-coupons',
    'coupon-used-today',
    'code-pools',
    'code-pool',
    'pool-codes',
    'partners',
  ],
  money: [
    'pay-orders',
    'pay-order',
    'refunds',
    'payouts',
    'payout',
    'money-entries',
    'money-balances',
    'money-differences',
  ],
  rescue: ['rescues', 'rescue', 'my-day', 'timeline'],
  shop: ['shop-items', 'shop-item', 'shop-orders', 'shop-order', 'cards', 'card'],
};

export function queriesOfTopic(topic: Topic): string[][] {
  return stale[topic].map((area) => [area]);
}

/** Where a menu entry gets its mark. Messages and imports run by themselves and mark nothing. */
export function unseenOfTopic(topic: Topic): { path: string; icon: NavIcon } | null {
  if (topic === 'booking') return { path: '/my-day', icon: 'day' };
  if (topic === 'rescue') return { path: '/rescues', icon: 'rescues' };
  if (topic === 'visit') return { path: '/visits', icon: 'workshop' };
  if (topic === 'suspicion') return { path: '/suspicions', icon: 'suspicions' };
  return topic === 'case' ? { path: '/cases', icon: 'cases' } : null;
}

/** A page that hangs on a wall for everybody: what is told to staff is not for those who look on. */
export const isForEverybody = (pathname: string): boolean =>
  /^\/(?:visits\/reception$|campaigns\/[^/]+\/waves\/)/.test(pathname);

/** The page that a notice opens, or null when it has none of its own. */
export function pageOfEvent(event: LiveEvent): string | null {
  const id = encodeURIComponent(event.id);
  const pages: Record<Topic, string | null> = {
    booking: `/my-day?booking=${id}`,
    visit: `/visits/${id}`,
    case: `/cases/${id}`,
    import: `/imports/${id}`,
    message: null,
    alarm: null,
    call: `/tasks?call=${id}`,
    rule: `/care/rules/${id}`,
    campaign: `/campaigns/${id}`,
    game: `/games/${id}`,
    referral: null,
    suspicion: `/suspicions?open=${id}`,
    coupon: null,
    activity: null,
    money: null,
    shop: null,
    rescue: `/rescues?open=${id}`,
  };
  return pages[event.topic];
}
