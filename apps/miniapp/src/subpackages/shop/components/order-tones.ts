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
