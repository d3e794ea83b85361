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
  request(params) {
    // Taro hands this one through as it is: whether a promise comes back would be up to the client.
    return new Promise((done) => {
      void Taro.requestPayment({
        ...params,
        success: () => done('done'),
        fail: (failure) => done(answerOf(failure)),
      });
    });
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
