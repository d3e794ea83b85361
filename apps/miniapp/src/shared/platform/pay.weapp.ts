import Taro from '@tarojs/taro';
import type { PayAnswer, PayPlatform } from './types';

/** WeChat hands a transfer out from base library 3.3.0 on; Taro does not type it yet. */
interface TransferHost {
  requestMerchantTransfer?: (option: {
    mchId: string;
    appId: string;
    package: string;
    success: () => void;
    fail: (failure: { errMsg?: string }) => void;
  }) => void;
}

const wechat = Taro as unknown as TransferHost;

const answerOf = (failure: { errMsg?: string }): PayAnswer =>
  /cancel/.test(failure.errMsg ?? '') ? 'cancelled' : 'failed';

export const pay: PayPlatform = {
  app: 'mini',
  async request(params) {
    try {
      await Taro.requestPayment(params);
      return 'done';
    } catch (failure) {
      return answerOf(failure as { errMsg?: string });
    }
  },
  take(params) {
    if (!wechat.requestMerchantTransfer) return Promise.resolve('too_old');
    return new Promise((done) => {
      wechat.requestMerchantTransfer?.({
        ...params,
        success: () => done('done'),
        fail: (failure) => done(answerOf(failure)),
      });
    });
  },
};
