import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, type Harness, serviceDue, startHarness } from './harness.js';

let h: Harness;
beforeAll(async () => {
  h = await startHarness();
});
afterAll(() => h.close());
beforeEach(async () => {
  // A push of the test before that is still under way must not arrive in this one.
  await h.events();
  await h.control('POST', '/reset');
  await h.control('PUT', '/pushes', { finishDelayMs: 10, finishStatus: 'success' });
  h.pushes.length = 0;
});

const deliveriesOf = async (openid: string) =>
  (await h.control('GET', `/deliveries?openid=${openid}`)).deliveries;

describe('template messages', () => {
  const send = (openid: string, change: object = {}) =>
    h.account.sendTemplateMessage({ openid, templateId: 'tpl-service-due', data: serviceDue, ...change });

  it('reach a follower with the mini-program page, and their end is pushed', async () => {
    const person = await h.person();
    const miniProgram = { appId: h.options.miniProgram.appId, pagePath: 'pages/home/index?a=1' };
    const { msgId } = await send(person.oaOpenid, { miniProgram });
    expect(await deliveriesOf(person.openid)).toMatchObject([
      { channel: 'template', title: '保养提醒', page: 'pages/home/index?a=1', msgId },
    ]);
    expect(await h.events()).toMatchObject([
      { kind: 'template_finish', openid: person.oaOpenid, msgId, result: 'delivered' },
    ]);
  });

  it('are refused to those who do not follow', async () => {
    const person = await h.person({ follower: false });
    expect(await failureOf(send(person.oaOpenid))).toMatchObject({ code: '43004', reaction: 'DROP' });
    await h.control('POST', `/people/${person.openid}/follow`);
    await expect(send(person.oaOpenid)).resolves.toBeDefined();
    await h.control('POST', `/people/${person.openid}/unfollow`);
    expect(await failureOf(send(person.oaOpenid))).toMatchObject({ code: '43004' });
  });

  it('are sent once for one client_msg_id within ten minutes', async () => {
    const person = await h.person();
    const first = await send(person.oaOpenid, { clientMsgId: 'm-1' });
    expect(await send(person.oaOpenid, { clientMsgId: 'm-1' })).toEqual(first);
    expect(await deliveriesOf(person.openid)).toHaveLength(1);
    await h.control('PUT', '/clock', { offsetMs: 601_000 });
    expect(await send(person.oaOpenid, { clientMsgId: 'm-1' })).not.toEqual(first);
  });

  it('name the faulty field and refuse unknown templates and people', async () => {
    const person = await h.person();
    const data = { ...serviceDue, car_number2: '京A123456789' };
    expect(await failureOf(send(person.oaOpenid, { data }))).toMatchObject({
      code: '47003',
      field: 'car_number2',
    });
    expect(await failureOf(send(person.oaOpenid, { templateId: 'x' }))).toMatchObject({ code: '40037' });
    expect(await failureOf(send(person.openid))).toMatchObject({ code: '40003' });
  });

  it('tell a block by the user after the fact', async () => {
    await h.control('PUT', '/pushes', { finishStatus: 'failed:user block' });
    const person = await h.person();
    await send(person.oaOpenid);
    expect(await h.events()).toMatchObject([{ kind: 'template_finish', result: 'user_blocked' }]);
  });
});

describe('followers', () => {
  it('are listed in pages and matched by unionid', async () => {
    await h.control('POST', '/people', {
      people: Array.from({ length: 10_050 }, (_, i) => ({ openid: `oM${i}`, follower: i % 100 !== 0 })),
    });
    const pages: number[] = [];
    const all = new Set<string>();
    for await (const page of h.account.eachFollowerPage()) {
      pages.push(page.length);
      for (const openid of page) all.add(openid);
    }
    expect(all.size).toBe(9_949);
    expect(pages).toEqual([9_949]);
    const one = await h.control('GET', '/people/oM1');
    const none = await h.control('GET', '/people/oM0');
    expect(await h.account.batchGetUsers([one.oaOpenid, none.oaOpenid])).toMatchObject([
      { openid: one.oaOpenid, unionid: one.unionid, follows: true },
      { openid: none.oaOpenid, unionid: none.unionid, follows: false, followedAt: null },
    ]);
  });

  it('come in a second page beyond 10,000', async () => {
    await h.control('POST', '/people', {
      people: Array.from({ length: 10_001 }, (_, i) => ({ openid: `oP${i}` })),
    });
    const pages: number[] = [];
    for await (const page of h.account.eachFollowerPage()) pages.push(page.length);
    expect(pages).toEqual([10_000, 1]);
  });

  it('are announced when they follow by QR code, scan and leave', async () => {
    const person = await h.person({ follower: false });
    const code = await h.account.createQrCode('visit-9', 3600);
    expect((await fetch(code.pictureUrl)).headers.get('content-type')).toBe('image/png');
    await h.control('POST', `/people/${person.openid}/scan`, { scene: 'visit-9' });
    await h.control('POST', '/pushes/flush');
    await h.control('POST', `/people/${person.openid}/scan`, { scene: 'visit-9' });
    await h.control('POST', '/pushes/flush');
    await h.control('POST', `/people/${person.openid}/unfollow`);
    expect(await h.events()).toMatchObject([
      { kind: 'follow', openid: person.oaOpenid, scene: 'visit-9' },
      { kind: 'scan', scene: 'visit-9' },
      { kind: 'unfollow' },
    ]);
  });
});

describe('web log-in', () => {
  const back = 'http://127.0.0.1:9/app/?x=1#/pages/home/index';

  it('sends the chosen person back with a code that gives openid and unionid once', async () => {
    const person = await h.person();
    const start = h.account.webLoginUrl(back, 'state-1');
    const page = await (await fetch(start)).text();
    expect(page).toContain('李雪梅');
    expect(page).not.toContain(person.phone);
    const response = await fetch(`${start.split('#')[0]}&as=${person.openid}`, { redirect: 'manual' });
    const target = new URL(response.headers.get('location') ?? '');
    expect(target.hash).toBe('#/pages/home/index');
    expect(target.searchParams.get('state')).toBe('state-1');
    const code = target.searchParams.get('code') ?? '';
    expect(await h.account.exchangeWebLoginCode(code)).toEqual({
      openid: person.oaOpenid,
      unionid: person.unionid,
    });
    expect(await failureOf(h.account.exchangeWebLoginCode(code))).toMatchObject({ code: '40163' });
  });

  it('writes names into the page as text', async () => {
    await h.person({ nickname: '<img src=x onerror=alert(1)>' });
    const page = await (await fetch(h.account.webLoginUrl(back, '"><script>'))).text();
    expect(page).not.toContain('<img');
    expect(page).not.toContain('"><script>');
  });

  it('refuses another app and a target that is no web address', async () => {
    const url = h.account.webLoginUrl(back, 's');
    expect((await fetch(url.replace(h.options.officialAccount.appId, 'wxother'))).status).toBe(400);
    expect((await fetch(h.account.webLoginUrl('javascript:alert(1)', 's'))).status).toBe(400);
  });
});

describe('template lists', () => {
  it('name every template of their account with its keywords, and lose what is deleted', async () => {
    expect(await h.account.listTemplates()).toContainEqual({
      id: 'tpl-visit',
      title: '维修进度通知',
      keywords: [
        { key: 'car_number1', label: '车牌' },
        { key: 'phrase2', label: '进度' },
        { key: 'time3', label: '预计交车' },
        { key: 'thing4', label: '说明' },
      ],
    });
    const added = { id: 'sub-extra', kind: 'subscribe', title: '临时通知', keys: { thing1: '事项' } };
    await h.control('POST', '/templates', added);
    expect((await h.mini.listTemplates()).map(({ id }) => id)).toContain('sub-extra');
    await h.control('DELETE', '/templates/sub-extra');
    expect((await h.mini.listTemplates()).map(({ id }) => id)).not.toContain('sub-extra');
  });
});
