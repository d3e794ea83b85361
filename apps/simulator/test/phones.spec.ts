import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOptions } from '../src/options.js';
import { failureOf, type Harness, serviceDue, startHarness } from './harness.js';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ ownerUrl: 'http://owner.test' });
});
afterAll(() => h.close());

describe('phones page', () => {
  it('serves the page and all files it names', async () => {
    const page = await (await fetch(`${h.url}/phones`)).text();
    expect(page).toContain('车伴服务号');
    const names = [...page.matchAll(/(?:href|src)="(\/phones\/[^"]+)"/g)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) expect((await fetch(h.url + name)).status).toBe(200);
    expect((await fetch(h.url)).url).toBe(`${h.url}/phones`);
  });

  it('opens a message in the H5 app at its page, logged in as its reader', async () => {
    const person = await h.person({}, ['sub-service-due']);
    const page = 'subpackages/booking/create/index?messageId=5';
    await h.mini.sendSubscribeMessage({
      openid: person.openid,
      templateId: 'sub-service-due',
      page,
      data: serviceDue,
    });
    const { deliveries } = await h.control('GET', `/deliveries?openid=${person.openid}`);
    const link = `${h.url}/phones/open/${person.openid}?delivery=${deliveries[0]?.id}`;
    const response = await fetch(link, { redirect: 'manual' });
    const target = new URL(response.headers.get('location') ?? '');
    expect(target.origin).toBe('http://owner.test');
    expect(target.hash).toBe(`#/${page}`);
    const login = await h.account.exchangeWebLoginCode(target.searchParams.get('code') ?? '');
    expect(login.openid).toBe(person.oaOpenid);
  });

  it('counts what is unread until it is read', async () => {
    const person = await h.person({ openid: 'oReader', phone: '13900000001' }, ['sub-service-due']);
    await h.mini.sendSubscribeMessage({ openid: 'oReader', templateId: 'sub-service-due', data: serviceDue });
    expect((await h.control('GET', '/people?search=0000001')).people).toMatchObject([
      { openid: 'oReader', unread: 1 },
    ]);
    await h.control('POST', `/people/${person.openid}/read`, { channel: 'subscribe' });
    expect((await h.control('GET', '/people?search=0000001')).people).toMatchObject([{ unread: 0 }]);
  });

  it('keeps the last 200 messages of a phone', async () => {
    await h.person({ openid: 'oBusy', phone: '13900000002' });
    await h.control('POST', '/credits', { templateId: 'sub-service-due', count: 230, openids: ['oBusy'] });
    const message = { openid: 'oBusy', templateId: 'sub-service-due', data: serviceDue };
    for (let i = 0; i < 230; i += 1) await h.mini.sendSubscribeMessage(message);
    const { deliveries } = await h.control('GET', '/deliveries?openid=oBusy&limit=1000');
    expect(deliveries).toHaveLength(200);
    expect(((await h.control('GET', '/people/oBusy')) as { unread?: number }).unread).toBe(200);
    const ids = deliveries.map((delivery) => delivery.id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });
});

describe('control API', () => {
  it('refuses pages of other sites and bodies that make no sense', async () => {
    const foreign = await fetch(`${h.url}/_control/people`, { headers: { origin: 'http://evil.test' } });
    expect(foreign.status).toBe(403);
    await expect(h.control('POST', '/people', { nickname: 5 })).rejects.toThrow('400');
    await expect(h.control('POST', '/people', { colour: 'red' })).rejects.toThrow('no field colour');
    await expect(h.control('PUT', '/settings', { pushes: { format: 3 } })).rejects.toThrow('pushes.format');
    await expect(h.control('POST', '/people/oNobody/login-code')).rejects.toThrow('404');
  });
});

describe('state file', () => {
  it('brings people, credits and messages back after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
    const stateFile = join(folder, 'deep', 'state.json');
    const message = { openid: 'oKeep', templateId: 'sub-service-due', data: serviceDue };
    const before = await startHarness({ stateFile });
    await before.person({ openid: 'oKeep', follower: false });
    await before.control('POST', '/credits', { templateId: 'sub-service-due', count: 2, openids: ['oKeep'] });
    await before.mini.sendSubscribeMessage(message);
    const old = await before.control('GET', '/people/oKeep');
    await before.close();

    const after = await startHarness({ stateFile });
    expect(await after.control('GET', '/people/oKeep')).toEqual(old);
    expect((await after.control('GET', '/deliveries?openid=oKeep')).deliveries).toHaveLength(1);
    await after.mini.sendSubscribeMessage(message);
    expect(await failureOf(after.mini.sendSubscribeMessage(message))).toMatchObject({ code: '43101' });
    await after.close();
    rmSync(folder, { recursive: true });
  });
});

describe('environment', () => {
  it('fills the callback addresses from one base, each of which can be set by itself', () => {
    const options = readOptions({
      PORT: '7003',
      CALLBACK_URL: 'http://api.test/push/',
      SMS_CALLBACK_URL: 'http://sms.test/in',
      OWNER_URL: 'http://owner.test/',
      PAGES: 'pages/home/index, pages/mine/index',
    });
    expect(options).toMatchObject({
      port: 7003,
      ownerUrl: 'http://owner.test',
      pages: ['pages/home/index', 'pages/mine/index'],
      miniProgram: { callbackUrl: 'http://api.test/push/mini-program' },
      officialAccount: { callbackUrl: 'http://api.test/push/official-account' },
      sms: { callbackUrl: 'http://sms.test/in', signNames: ['车伴'] },
    });
    expect(readOptions({}).miniProgram.callbackUrl).toBeNull();
  });
});
