import type { ReferralState } from '@cheban/contracts';
import type { Tone } from '@/shared/theme/palette';

/** Colour of the state word of an invitation. */
export const referralTones: Record<ReferralState, Tone> = {
  waiting: 'brand',
  earned: 'amber',
  held: 'amber',
  rewarded: 'green',
  refused: 'neutral',
  lapsed: 'neutral',
};
