import Taro from '@tarojs/taro';
import type { PhonePlatform } from './types';

interface PhoneDetail {
  code?: string;
  errMsg?: string;
  errno?: number;
}

export const phone: PhonePlatform = {
  oneTap: true,
  answer(detail) {
    const { code, errMsg = '' } = (detail ?? {}) as PhoneDetail;
    if (code) return { kind: 'code', code };
    return /deny|cancel/.test(errMsg) ? { kind: 'refused' } : { kind: 'unavailable' };
  },
  call(phoneNumber) {
    Taro.makePhoneCall({ phoneNumber }).catch(() => undefined);
  },
};
