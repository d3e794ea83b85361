import { WECHAT_REACTIONS } from '@cheban/wechat';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, type Harness, serviceDue, startHarness } from './harness.js';

let h: Harness;
let openid: string;
let oaOpenid: string;

beforeAll(async () => {
  h = await startHarness({}, 250);
});
afterAll(() => h.close());
beforeEach(async () => {
  await h.control('POST', '/reset');
  const person = await h.person({}, ['sub-service-due']);
  ({ openid, oaOpenid } = person);
});

const fault = (api: string, body: object) => h.control('PUT', `/faults/${api}`, body);
const send = () => h.mini.sendSubscribeMessage({ openid, templateId: 'sub-service-due', data: serviceDue });
const arrived = async () => (await h.control('GET', `/deliveries?openid=${openid}`)).deliveries.length;

describe('fault modes', () => {
  it.each([
    ['timeout-before', 'timeout', 'maybe_done', 0],
    ['timeout-after', 'timeout', 'maybe_done', 1],
    ['http-500', 'http_500', 'maybe_done', 0],
    ['malformed', 'malformed', 'maybe_done', 1],
    ['html', 'malformed', 'maybe_done', 0],
  ])('%s: our client says %s, %s; %i arrived', async (mode, code, outcome, count) => {
    await fault('subscribe_send', { mode });
    expect(await failureOf(send())).toMatchObject({
      api: 'wx.subscribe.send',
      code,
      outcome,
      reaction: 'UNKNOWN',
    });
    expect(await arrived()).toBe(count);
  });

  it('delay: answers late, but well', async () => {
    await fault('subscribe_send', { mode: 'delay', delayMs: 40 });
    await expect(send()).resolves.toBeDefined();
    expect(await arrived()).toBe(1);
  });

  it.each(Object.keys(WECHAT_REACTIONS).map(Number))(
    'errcode %i reaches our client as it is',
    async (errcode) => {
      await fault('subscribe_send', { mode: 'errcode', errcode });
      const failure = await failureOf(send());
      const isToken = WECHAT_REACTIONS[errcode] === 'TOKEN';
      expect(failure.code).toBe(String(errcode));
      expect(failure.reaction).toBe(isToken ? 'CONFIG' : WECHAT_REACTIONS[errcode]);
      expect(failure.outcome).toBe('not_done');
      expect(await arrived()).toBe(0);
    },
  );

  it('ends after the given number of calls', async () => {
    await fault('subscribe_send', { mode: 'errcode', errcode: -1, times: 2 });
    expect((await failureOf(send())).reaction).toBe('RETRY');
    expect((await failureOf(send())).reaction).toBe('RETRY');
    await expect(send()).resolves.toBeDefined();
    expect(await h.control('GET', '/calls?api=subscribe_send')).toEqual({ total: 3, faulted: 2 });
  });

  it('never or always hits with probability 0 and 1', async () => {
    await fault('msg_sec_check', { mode: 'http-500', probability: 0 });
    await expect(h.mini.msgSecCheck({ openid, scene: 2, content: '好' })).resolves.toBeDefined();
    await fault('msg_sec_check', { mode: 'http-500', probability: 1 });
    expect((await failureOf(h.mini.msgSecCheck({ openid, scene: 2, content: '好' }))).code).toBe('http_500');
  });

  it('one refused token is not noticed by the caller', async () => {
    await fault('subscribe_send', { mode: 'errcode', errcode: 40001, times: 1 });
    await expect(send()).resolves.toBeDefined();
  });

  it('a lost answer to a template message is repeated safely with its client_msg_id', async () => {
    await fault('template_send', { mode: 'timeout-after', times: 1 });
    const message = { openid: oaOpenid, templateId: 'tpl-service-due', data: serviceDue, clientMsgId: 'c-1' };
    expect((await failureOf(h.account.sendTemplateMessage(message))).outcome).toBe('maybe_done');
    await expect(h.account.sendTemplateMessage(message)).resolves.toBeDefined();
    expect(await arrived()).toBe(1);
  });

  it('hit log-in, pictures, SMS and weather in their own words', async () => {
    await fault('code2session', { mode: 'errcode', errcode: 40226 });
    expect(await failureOf(h.mini.code2Session('x'))).toMatchObject({ code: '40226', reaction: 'DROP' });
    await fault('qrcode_unlimit', { mode: 'malformed' });
    expect((await failureOf(h.mini.getUnlimitedQrCode({ scene: 'a' }))).code).toBe('malformed');
    await fault('sms_send', { mode: 'errcode', errcode: 'isp.SYSTEM_ERROR' });
    const text = { phone: '13800001234', templateCode: 'SMS_LOGIN_CODE', params: { code: '1234' } };
    expect(await failureOf(h.sms.send(text))).toMatchObject({ code: 'isp.SYSTEM_ERROR', reaction: 'RETRY' });
    await fault('sms_send', { mode: 'timeout-after' });
    expect(await failureOf(h.sms.send(text))).toMatchObject({ outcome: 'maybe_done', reaction: 'QUERY' });
    await fault('weather_alerts', { mode: 'errcode', errcode: 429 });
    expect(await failureOf(h.weather.currentAlerts({ lat: 39.9, lon: 116.4 }))).toMatchObject({
      code: '429',
      reaction: 'RETRY',
    });
  });

  it('are refused when they make no sense', async () => {
    await expect(fault('nothing', { mode: 'delay' })).rejects.toThrow('404');
    await expect(fault('token', { mode: 'explode' })).rejects.toThrow('400');
    await expect(fault('token', { mode: 'errcode' })).rejects.toThrow('400');
    await expect(fault('token', { mode: 'delay', delayMs: 'long' })).rejects.toThrow('400');
  });
});
