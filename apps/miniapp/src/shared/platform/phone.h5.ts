import type { PhonePlatform } from './types';

export const phone: PhonePlatform = {
  oneTap: false,
  answer() {
    return { kind: 'unavailable' };
  },
  call(phoneNumber) {
    window.location.href = `tel:${phoneNumber.replace(/[^\d+]/g, '')}`;
  },
};
