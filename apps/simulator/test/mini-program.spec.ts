import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, type Harness, serviceDue, startHarness } from './harness.js';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ pages: ['pages/home/index', 'subpackages/booking/create/index'] });
});
afterAll(() => h.close());
beforeEach(async () => {
  await h.control('POST', '/reset');
  h.pushes.length = 0;
});

describe('log-in', () => {
  it('gives openid and unionid for a code, once', async () => {
    const person = await h.person();
    const { code } = await h.control('POST', `/people/${person.openid}/login-code`);
    const session = await h.mini.code2Session(code);
    expect(session).toMatchObject({ openid: person.openid, unionid: person.unionid });
    expect(session.sessionKey).not.toBe('');
    expect(await failureOf(h.mini.code2Session(code))).toMatchObject({ code: '40163', reaction: 'DROP' });
    expect(await failureOf(h.mini.code2Session('made-up'))).toMatchObject({ code: '40029' });
  });

  it('lets a code die after five minutes', async () => {
    const person = await h.person();
    const { code } = await h.control('POST', `/people/${person.openid}/login-code`);
    await h.control('PUT', '/clock', { offsetMs: 300_000 });
    expect(await failureOf(h.mini.code2Session(code))).toMatchObject({ code: '40029' });
  });

  it('has no unionid while the apps are not bound', async () => {
    await h.control('PUT', '/settings', { openPlatformBound: false });
    const person = await h.person();
    const { code } = await h.control('POST', `/people/${person.openid}/login-code`);
    expect((await h.mini.code2Session(code)).unionid).toBeNull();
    await h.control('PUT', '/settings', { openPlatformBound: true });
  });

  it('gives the phone number for a phone code, once and to its owner only', async () => {
    const person = await h.person();
    const other = await h.person({ phone: '13800005678' });
    const { code } = await h.control('POST', `/people/${person.openid}/phone-code`);
    expect(await failureOf(h.mini.getUserPhoneNumber(code, other.openid))).toMatchObject({ code: '40029' });
    expect(await h.mini.getUserPhoneNumber(code, person.openid)).toEqual({
      phone: person.phone,
      countryCode: '86',
    });
    expect(await failureOf(h.mini.getUserPhoneNumber(code))).toMatchObject({ code: '40029' });
  });
});

describe('subscribe messages', () => {
  const send = (openid: string, change: object = {}) =>
    h.mini.sendSubscribeMessage({ openid, templateId: 'sub-service-due', data: serviceDue, ...change });

  it('reach the phone with title, labelled fields and page, and spend the credit', async () => {
    const person = await h.person({}, ['sub-service-due']);
    const page = 'subpackages/booking/create/index?messageId=7';
    const { msgId } = await send(person.openid, { page });
    expect(msgId).toMatch(/^\d{19}$/);
    const { deliveries } = await h.control('GET', `/deliveries?openid=${person.openid}`);
    expect(deliveries).toHaveLength(1);
    expect(deliveries[0]).toMatchObject({
      channel: 'subscribe',
      title: '保养提醒',
      page,
      msgId,
      isRead: false,
    });
    expect(deliveries[0]?.fields[0]).toEqual({ key: 'thing1', label: '车型', value: '大众 帕萨特' });
    expect(await failureOf(send(person.openid))).toMatchObject({ code: '43101', reaction: 'DROP' });
  });

  it.each([
    ['an empty value', { data: { ...serviceDue, thing4: '' } }, '47003', 'thing4'],
    ['a missing value', { data: { thing1: '车' } }, '47003', 'car_number2'],
    ['a value too long', { data: { ...serviceDue, thing1: '长'.repeat(21) } }, '47003', 'thing1'],
    ['a date that is none', { data: { ...serviceDue, date3: '下周' } }, '47003', 'date3'],
    ['an unknown template', { templateId: 'nope' }, '40037', undefined],
    ['an account template', { templateId: 'tpl-booking' }, '40037', undefined],
    ['an unpublished page', { page: 'pages/secret/index' }, '41030', undefined],
    ['an unknown person', { openid: 'oNobody' }, '40003', undefined],
  ])('are refused with %s, and no credit is spent', async (_name, change, code, field) => {
    const person = await h.person({}, ['sub-service-due']);
    expect(await failureOf(send(person.openid, change))).toMatchObject({ code, field, outcome: 'not_done' });
    await expect(send(person.openid)).resolves.toBeDefined();
  });

  it('are refused to the openid of the other app', async () => {
    const person = await h.person({}, ['sub-service-due']);
    expect(await failureOf(send(person.oaOpenid))).toMatchObject({ code: '40003', reaction: 'DROP' });
  });

  it('add up credits by accepts and lose all of them by a reject in the settings', async () => {
    const person = await h.person();
    const path = `/people/${person.openid}/subscribe`;
    await h.control('POST', path, { results: { 'sub-service-due': 'accept', 'sub-visit': 'reject' } });
    const { credits } = await h.control('POST', path, { results: { 'sub-service-due': 'accept' } });
    expect(credits).toEqual({ 'sub-service-due': 2 });
    await h.control('POST', path, { results: { 'sub-service-due': 'reject' }, source: 'settings' });
    expect(await failureOf(send(person.openid))).toMatchObject({ code: '43101' });
    expect((await h.events()).map((event) => event.kind)).toEqual([
      'subscribe_popup',
      'subscribe_popup',
      'subscribe_change',
    ]);
  });
});

describe('tokens', () => {
  it.each(['expire', 'revoke'])('are renewed by the client after %s', async (how) => {
    const person = await h.person({}, ['sub-service-due']);
    const message = { openid: person.openid, templateId: 'sub-service-due', data: serviceDue };
    await h.mini.sendSubscribeMessage(message);
    await h.control('POST', `/tokens/${how}`);
    // The call passes the token check and so reaches the credit check.
    expect(await failureOf(h.mini.sendSubscribeMessage(message))).toMatchObject({ code: '43101' });
  });

  it('replace each other in the old API and stay the same in the stable one', async () => {
    const { appId, secret } = h.options.miniProgram;
    type Reply = { access_token?: string; errcode?: number };
    const old = async (): Promise<Reply> => {
      const response = await fetch(
        `${h.url}/cgi-bin/token?grant_type=client_credential&appid=${appId}&secret=${secret}`,
      );
      return (await response.json()) as Reply;
    };
    expect((await old()).access_token).not.toBe((await old()).access_token);
    const stable = async (change = {}): Promise<Reply> => {
      const body = { grant_type: 'client_credential', appid: appId, secret, ...change };
      const init = { method: 'POST', body: JSON.stringify(body) };
      return (await (await fetch(`${h.url}/cgi-bin/stable_token`, init)).json()) as Reply;
    };
    const first = await stable();
    expect((await stable()).access_token).toBe(first.access_token);
    expect((await stable({ force_refresh: true })).access_token).not.toBe(first.access_token);
    expect(await stable({ appid: 'wxother' })).toMatchObject({ errcode: 40013 });
    expect(await stable({ secret: 'x' })).toMatchObject({ errcode: 40125 });
  });
});

describe('codes and checks', () => {
  it('draws a PNG that leads to the page and refuses scenes that WeChat refuses', async () => {
    const code = await h.mini.getUnlimitedQrCode({ scene: 'v=12', page: 'pages/home/index' });
    expect(code.contentType).toBe('image/png');
    expect(code.image.subarray(1, 4).toString()).toBe('PNG');
    expect(await failureOf(h.mini.getUnlimitedQrCode({ scene: '中文' }))).toMatchObject({ code: '40169' });
    expect(await failureOf(h.mini.getUnlimitedQrCode({ scene: 'x'.repeat(33) }))).toMatchObject({
      code: '40169',
    });
    expect(await failureOf(h.mini.getUnlimitedQrCode({ scene: 'a', page: 'pages/no' }))).toMatchObject({
      code: '41030',
    });
  });

  it('tells risky texts from others', async () => {
    const { openid } = await h.person();
    expect(await h.mini.msgSecCheck({ openid, scene: 2, content: '服务很好' })).toMatchObject({
      suggest: 'pass',
    });
    expect(await h.mini.msgSecCheck({ openid, scene: 2, content: '代开发票找我' })).toMatchObject({
      suggest: 'risky',
    });
    expect(await h.mini.msgSecCheck({ openid, scene: 3, content: '我要维权' })).toMatchObject({
      suggest: 'review',
    });
  });
});
