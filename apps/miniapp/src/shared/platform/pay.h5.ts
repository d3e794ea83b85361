import type { PayAnswer, PayPlatform } from './types';

type BridgeCall = (name: string, params: object, answered: (answer: { err_msg?: string }) => void) => void;

/** The browser of WeChat puts this on every page. */
const bridge = () => (window as { WeixinJSBridge?: { invoke: BridgeCall } }).WeixinJSBridge;

function invoke(name: string, params: object): Promise<PayAnswer> {
  const host = bridge();
  if (!host) return Promise.resolve('too_old');
  return new Promise((done) => {
    host.invoke(name, params, ({ err_msg: words = '' }) => {
      if (words.endsWith(':ok')) done('done');
      else done(words.endsWith(':cancel') ? 'cancelled' : 'failed');
    });
  });
}

export const pay: PayPlatform = {
  app: 'official',
  request: (params) => invoke('getBrandWCPayRequest', params),
  take: (params) => invoke('requestMerchantTransfer', params),
};
