import type { BookingState } from '@cheban/contracts/constants';
import type { Tone } from '@/shared/theme/palette';

/** Tone of a booking's state; the state's word stands beside it. */
export function bookingTone(state: BookingState): Tone {
  if (state === 'requested') return 'amber';
  if (state === 'cancelled' || state === 'no_show' || state === 'handed_over') return 'neutral';
  return 'brand';
}
