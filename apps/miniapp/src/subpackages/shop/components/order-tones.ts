import type { ShopOrderState } from '@cheban/contracts/constants';
import type { Tone } from '@/shared/theme/palette';

/** What waits for the owner is amber. */
export const orderTones: Record<ShopOrderState, Tone> = {
  open: 'amber',
  paid: 'green',
  done: 'neutral',
  refunding: 'amber',
  refunded: 'neutral',
  closed: 'neutral',
};

/** A card whose money went back, or goes back, is no longer what the owner comes for. */
export const leadsToCard = (state: ShopOrderState): boolean => state !== 'refunding' && state !== 'refunded';
