import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyNotGenuine } from './pay-call.js';
import { NoticeError, openNotice } from './pay-notice.js';
import { openResource, sealResource } from './pay-resource.js';
import {
  authorization,
  isSignature,
  paymentParams,
  paymentText,
  readAuthorization,
  replyText,
  requestText,
  signText,
} from './pay-signature.js';

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const merchant = { merchantId: '1900000001', serialNo: 'ABCDEF', privateKey: ours.privateKey };
const apiV3Key = '0123456789abcdef0123456789abcdef';
const now = new Date('2026-11-21T02:00:00Z');
const platformKeys = new Map([['PUB_KEY_ID_1', theirs.publicKey]]);

/** A notice as WeChat Pay sends it. */
function notice(value: object, changes: Record<string, string> = {}, eventType = 'TRANSACTION.SUCCESS') {
  const body = JSON.stringify({
    id: 'n1',
    event_type: eventType,
    resource: sealResource(JSON.stringify(value), 'transaction', apiV3Key),
  });
  const timestamp = String(now.getTime() / 1000);
  const headers = {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': 'nonce',
    'wechatpay-serial': 'PUB_KEY_ID_1',
    'wechatpay-signature': signText(replyText(timestamp, 'nonce', body), theirs.privateKey),
    ...changes,
  };
  return { headers, body };
}

const settings = { platformKeys, apiV3Key, merchantId: merchant.merchantId, now };
const trade = {
  mchid: merchant.merchantId,
  out_trade_no: 'T123456',
  transaction_id: '4200000001',
  trade_state: 'SUCCESS',
  amount: { total: 100 },
  payer: { openid: 'o1' },
  success_time: '2026-11-21T10:00:00+08:00',
};
const reasonOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof NoticeError) return error.reason;
    throw error;
  }
  return 'nothing thrown';
};

describe('signatures of WeChat Pay', () => {
  it('signs what is sent, and the provider can check it with our certificate alone', () => {
    const request = { method: 'POST', path: '/v3/pay/transactions/jsapi', body: '{"a":1}' } as const;
    const read = readAuthorization(authorization(merchant, request, now));
    expect(read).toMatchObject({
      merchantId: '1900000001',
      serialNo: 'ABCDEF',
      timestamp: now.getTime() / 1000,
    });
    const text = (body: string) => requestText({ ...request, body }, read?.timestamp ?? 0, read?.nonce ?? '');
    expect(isSignature(text('{"a":1}'), read?.signature ?? '', ours.publicKey)).toBe(true);
    expect(isSignature(text('{"a":2}'), read?.signature ?? '', ours.publicKey)).toBe(false);
  });

  it('signs the payment of a mini-program over four lines', () => {
    const params = paymentParams(merchant, 'wx1', 'prepay', now);
    expect(params).toMatchObject({ package: 'prepay_id=prepay', signType: 'RSA', timeStamp: '1795226400' });
    expect(paymentText('wx1', params)).toBe(`wx1\n1795226400\n${params.nonceStr}\nprepay_id=prepay\n`);
    expect(isSignature(paymentText('wx1', params), params.paySign, ours.publicKey)).toBe(true);
  });

  it('never takes garbage for a signature', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, signature) => {
        expect(isSignature(text, signature, theirs.publicKey)).toBe(false);
      }),
    );
    expect(createPrivateKey(ours.privateKey.export({ type: 'pkcs8', format: 'pem' })).type).toBe('private');
  });
});

describe('encrypted resources', () => {
  it('open with the key they were sealed with, and with no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const sealed = sealResource(plain, 'refund', apiV3Key);
        expect(openResource(sealed, apiV3Key)).toBe(plain);
        expect(() => openResource(sealed, 'f'.repeat(32))).toThrow();
        expect(() => openResource({ ...sealed, associated_data: 'other' }, apiV3Key)).toThrow();
      }),
      { numRuns: 30 },
    );
  });
});

describe('notices', () => {
  it('tell of a paid order', () => {
    const { headers, body } = notice(trade);
    expect(openNotice(headers, body, settings)).toEqual({
      id: 'n1',
      type: 'trade',
      trade: {
        outTradeNo: 'T123456',
        transactionId: '4200000001',
        state: 'SUCCESS',
        totalFen: 100,
        openid: 'o1',
        paidAt: new Date('2026-11-21T02:00:00Z'),
      },
    });
  });

  it.each([
    ['a probe of WeChat', { 'wechatpay-signature': 'WECHATPAY/SIGNTEST/abc' }, 'bad_signature'],
    ['another serial', { 'wechatpay-serial': 'PUB_KEY_ID_2' }, 'unknown_key'],
    ['another nonce', { 'wechatpay-nonce': 'other' }, 'bad_signature'],
    ['no signature', { 'wechatpay-signature': '' }, 'missing'],
  ])('are refused with %s', (_, changes, reason) => {
    const { headers, body } = notice(trade, changes);
    expect(reasonOf(() => openNotice(headers, body, settings))).toBe(reason);
  });

  it('are refused when old, from the future, altered, or for another merchant', () => {
    const { headers, body } = notice(trade);
    for (const minutes of [-6, 6])
      expect(whyNotGenuine(headers, body, platformKeys, new Date(now.getTime() + minutes * 60_000))).toBe(
        'stale',
      );
    expect(whyNotGenuine(headers, `${body} `, platformKeys, now)).toBe('bad_signature');
    const foreign = notice({ ...trade, mchid: '1900000002' });
    expect(reasonOf(() => openNotice(foreign.headers, foreign.body, settings))).toBe('other_merchant');
    const wrongKey = { ...settings, apiV3Key: 'x'.repeat(32) };
    expect(reasonOf(() => openNotice(headers, body, wrongKey))).toBe('not_readable');
  });
});
