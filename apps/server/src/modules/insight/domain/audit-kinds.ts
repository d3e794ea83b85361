import type { AuditKind } from '@cheban/contracts/constants';

/** Patterns of LIKE for the actions of a kind: they begin with the room, or end with what was done. */
export const auditPatterns: Record<AuditKind, readonly string[]> = {
  access: ['staff.%'],
  privacy: ['owner.%', 'privacy.%'],
  export: ['%.export', '%-export', 'intake.download-%'],
  visit: ['booking.%', 'visit.%', 'loaner.%', 'rescue.%', 'vehicle.%', 'mileage.%'],
  feedback: ['case.%', 'follow-up.%', 'talk.%', 'improvement.%'],
  care: ['care.%', 'message.%', 'template.%', 'channel.%', 'alarm.%'],
  marketing: [
    ...['campaign.%', 'game.%', 'referral.%', 'suspicion.%', 'attribution.%'],
    ...['activity.%', 'article.%', 'circle.%', 'coupon.%'],
  ],
  money: ['payment.%', 'ledger.%', 'shop.%', 'card.%', 'case.make-good%'],
  setup: ['store.%', 'intake.%', 'system.%', 'visit.save-%', 'case.save-%', 'loaner.save-%'],
};
