import { generateKeyPairSync } from 'node:crypto';
import { readSmsReceipts, readSmsReplies, SmsClient, WeatherClient } from '@cheban/wechat';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, type Harness, startHarness } from './harness.js';

let h: Harness;
beforeAll(async () => {
  h = await startHarness();
});
afterAll(() => h.close());
beforeEach(async () => {
  await h.control('POST', '/reset');
  await h.control('PUT', '/settings', { sms: { limits: true, receipt: 'delivered', receiptDelayMs: 5 } });
  h.pushes.length = 0;
});

const phone = '13800001234';
const code = (change: object = {}) => ({
  phone,
  templateCode: 'SMS_LOGIN_CODE',
  params: { code: '482913' },
  ...change,
});
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const pushed = async (path: string) => {
  await h.control('POST', '/pushes/flush');
  return h.pushes.filter((push) => push.path === path).map((push) => push.body);
};

describe('SMS', () => {
  it('reaches the phone, signed and filled in, and is found by query and receipt', async () => {
    const person = await h.person();
    const { bizId } = await h.sms.send(code({ outId: 'out-1' }));
    const { deliveries } = await h.control('GET', `/deliveries?openid=${person.openid}`);
    expect(deliveries).toMatchObject([
      { channel: 'sms', text: '【车伴】您的验证码是 482913，5 分钟内有效，请勿告诉他人。' },
    ]);
    expect(await h.sms.querySendDetails({ phone, sentOn: today(), bizId })).toMatchObject({
      total: 1,
      details: [{ status: 'delivered', errCode: 'DELIVERED', outId: 'out-1' }],
    });
    const [report] = await pushed('/sms/report');
    expect(readSmsReceipts(report ?? '')).toMatchObject([
      { phone, bizId, outId: 'out-1', isDelivered: true },
    ]);
  });

  it('waits for its owner when the number belongs to nobody yet', async () => {
    await h.sms.send(code());
    expect((await h.control('GET', `/deliveries?phone=${phone}`)).deliveries).toHaveLength(1);
    const person = await h.person();
    expect((await h.control('GET', `/deliveries?openid=${person.openid}`)).deliveries).toHaveLength(1);
  });

  it('fails after the provider said OK, when the carrier does', async () => {
    await h.control('PUT', '/settings', { sms: { receipt: 'failed' } });
    const { bizId } = await h.sms.send(code());
    expect((await h.control('GET', `/deliveries?phone=${phone}`)).deliveries).toHaveLength(0);
    const { details } = await h.sms.querySendDetails({ phone, sentOn: today(), bizId });
    expect(details).toMatchObject([{ status: 'failed' }]);
    expect(readSmsReceipts((await pushed('/sms/report'))[0] ?? '')).toMatchObject([{ isDelivered: false }]);
  });

  it('keeps the rolling limits: one code a minute', async () => {
    await h.sms.send(code());
    expect(await failureOf(h.sms.send(code()))).toMatchObject({
      code: 'isv.BUSINESS_LIMIT_CONTROL',
      reaction: 'WAIT',
    });
    await h.control('PUT', '/clock', { offsetMs: 61_000 });
    await expect(h.sms.send(code())).resolves.toBeDefined();
  });

  it.each([
    ['a wrong number', { phone: '12345' }, 'isv.MOBILE_NUMBER_ILLEGAL', 'DROP'],
    ['an unknown template', { templateCode: 'SMS_NONE' }, 'isv.SMS_TEMPLATE_ILLEGAL', 'CONFIG'],
    ['a missing variable', { params: {} }, 'isv.TEMPLATE_MISSING_PARAMETERS', 'BUG'],
    ['a link in a variable', { params: { code: 'http://a.b' } }, 'isv.PARAM_NOT_SUPPORT_URL', 'BUG'],
  ])('refuses %s', async (_name, change, expected, reaction) => {
    expect(await failureOf(h.sms.send(code(change)))).toMatchObject({
      code: expected,
      reaction,
      outcome: 'not_done',
    });
  });

  it('refuses a wrong secret', async () => {
    const client = new SmsClient({
      http: h.http,
      baseUrl: h.url,
      accessKeyId: h.options.sms.accessKeyId,
      accessKeySecret: 'wrong',
      signName: '车伴',
      now: () => new Date(),
    });
    expect(await failureOf(client.send(code()))).toMatchObject({
      code: 'SignatureDoesNotMatch',
      reaction: 'CONFIG',
    });
  });

  it('brings an R back as an opt-out', async () => {
    const person = await h.person();
    await h.control('POST', `/people/${person.openid}/sms-reply`, { content: 'r' });
    const [reply] = await pushed('/sms/up');
    expect(readSmsReplies(reply ?? '')).toMatchObject([{ phone, content: 'r', isOptOut: true }]);
  });
});

describe('weather', () => {
  const beijing = { lat: 39.9, lon: 116.41 };
  const rain = { ...beijing, typeCode: '1003', typeName: '暴雨', color: 'blue' };
  const now = () => h.weather.currentAlerts(beijing);

  it('goes from alert to update to cancel', async () => {
    expect(await now()).toEqual({ alerts: [], attributions: ['模拟天气服务'] });
    const first = await h.control('POST', '/weather/alerts', rain);
    expect((await now()).alerts).toMatchObject([
      {
        id: first.id,
        messageType: 'alert',
        typeName: '暴雨',
        color: 'blue',
        headline: '气象台发布暴雨蓝色预警',
      },
    ]);
    const second = await h.control('PUT', `/weather/alerts/${first.id}`, { color: 'orange' });
    expect((await now()).alerts).toMatchObject([
      { id: second.id, messageType: 'update', color: 'orange', supersedes: [first.id] },
    ]);
    const end = await h.control('DELETE', `/weather/alerts/${second.id}`);
    expect((await now()).alerts).toMatchObject([
      { id: end.id, messageType: 'cancel', supersedes: [second.id] },
    ]);
    await h.control('PUT', '/clock', { offsetMs: 3_601_000 });
    expect((await now()).alerts).toEqual([]);
  });

  it('is local, and refuses coordinates in the wrong order', async () => {
    await h.control('POST', '/weather/alerts', rain);
    expect((await h.weather.currentAlerts({ lat: 31.23, lon: 121.47 })).alerts).toEqual([]);
    expect(await failureOf(h.weather.currentAlerts({ lat: 116.41, lon: 39.9 }))).toMatchObject({
      code: '400',
    });
  });

  it('refuses a token that another key signed', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const client = new WeatherClient({
      http: h.http,
      baseUrl: h.url,
      projectId: h.options.weather.projectId,
      keyId: h.options.weather.keyId,
      privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      now: () => new Date(),
    });
    expect(await failureOf(client.currentAlerts(beijing))).toMatchObject({ code: '401', reaction: 'CONFIG' });
  });
});
