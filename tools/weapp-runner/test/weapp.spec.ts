import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { audit, type LaunchOptions, launchWeapp, type Weapp } from '../src/index.js';

const miniapp = fileURLToPath(new URL('../../../apps/miniapp', import.meta.url));
const dist = `${miniapp}/dist/weapp`;
const megabyte = 1024 * 1024;

const prefill = {
  vehicles: [{ id: 'v1', model: '凯美瑞', plate: '沪A12345', colour: '白' }],
  vehicleId: 'v1',
  stores: [{ id: 's1', name: '浦东店', address: '杨高中路 1 号', phone: '021-58880000' }],
  storeId: 's1',
  services: [
    { id: 'k1', kind: 'service', name: '定期保养', minutes: 60, priceFromFen: 68000, promiseMinutes: 60 },
    { id: 'k2', kind: 'repair', name: '维修', minutes: 120, priceFromFen: null, promiseMinutes: null },
  ],
  serviceId: 'k1',
  advisors: [{ id: 'a1', name: '李晓雯' }],
  advisorId: 'a1',
  due: null,
  slots: {
    days: [
      {
        on: '2030-01-07',
        weekday: 1,
        holiday: null,
        open: true,
        freeCount: 2,
        slots: [
          { startsAt: '2030-01-07T01:30:00Z', clock: '09:30', free: true },
          { startsAt: '2030-01-07T02:00:00Z', clock: '10:00', free: false },
          { startsAt: '2030-01-07T06:00:00Z', clock: '14:00', free: true },
        ],
      },
    ],
    firstFreeAt: '2030-01-07T01:30:00Z',
  },
  openBookingId: null,
  waitingId: null,
  openBookings: { count: 0, max: 3 },
};

const booking = {
  id: 'b1',
  state: 'requested',
  startsAt: '2030-01-07T06:00:00Z',
  serviceName: '定期保养',
  storeName: '浦东店',
  storeAddress: '杨高中路 1 号',
  storePhone: '021-58880000',
  model: '凯美瑞',
  plate: '沪A12345',
  advisorName: '李晓雯',
  checkInCode: 'K7F3',
  note: '',
  changeUntil: '2030-01-07T04:00:00Z',
  canChange: true,
  cancelReason: null,
  visitId: null,
};

const hold = { id: 'h1', startsAt: '2030-01-07T01:30:00Z', serviceId: 'k1', secondsLeft: 300, open: true };

const waiting = {
  id: 'w1',
  state: 'waiting',
  storeName: '浦东店',
  serviceName: '定期保养',
  model: '凯美瑞',
  plate: '沪A12345',
  fromOn: '2030-01-07',
  toOn: '2030-01-09',
  partOfDay: 'morning',
  ahead: 0,
  hold: null,
  text: '您排在第一位，1月7日一有空位就通知您。',
};

const way = (channel: string, on: boolean, why = '') => ({
  channel,
  label: channel,
  on,
  usable: on && why === '',
  why,
});
const wishes = (on: boolean) => ({
  topics: [
    {
      topic: 'due',
      label: '保养与到期提醒',
      hint: '快到期时告诉您。',
      on,
      channels: [way('subscribe', true), way('official_account', true, '尚未关注公众号'), way('sms', true)],
      credits: 2,
      templates: [{ templateId: 'sub-service-due', title: '保养提醒', credits: 2 }],
    },
  ],
  always: '预约、到店、维修进度和交车这些与您正在办理的事有关的消息，始终会告诉您。',
  quietUntil: null,
  follower: false,
  phoneMasked: '138****0000',
  smsOffersSince: null,
  version: '1',
  log: [],
});

const message = {
  id: 'm9',
  kind: 'new_car',
  class: 'care',
  title: '新车第一个月',
  body: '头 1500 公里请避免急加速和长时间高转速，轮胎和刹车也在磨合，多留一点车距。'.repeat(3),
  action: { label: '预约首保', page: 'subpackages/booking/create/index' },
  at: '2026-11-20T02:00:00Z',
  read: false,
};

/** Just enough of an API for the pages; the whole loop runs against the real one elsewhere. */
function fakeApi(bodies: { path: string; body: unknown }[]): Server {
  const answers: Record<string, unknown> = {
    'GET /api/brand': {
      name: '车伴',
      colour: '#0E6A69',
      privacy: { version: '1', title: '指引', text: '…' },
    },
    'POST /api/auth/wechat-login': {
      session: { accessToken: 't', refreshToken: 'r', expiresInSec: 600 },
      me: {},
    },
    'GET /api/owner/home': { name: '王女士', unread: 0, cars: [] },
    'GET /api/me': {
      bound: false,
      consented: true,
      privacyVersion: '1',
      name: null,
      phoneMasked: null,
      vehicles: [],
    },
    'POST /api/auth/bind-phone': { bound: true, consented: true, phoneMasked: '138****0000', vehicles: [] },
    'POST /api/auth/sms-code': { resendAfterSec: 60 },
    'GET /api/owner/bookings': { items: [], nextCursor: null },
    'GET /api/owner/waiting': { items: [waiting] },
    'POST /api/owner/waiting': waiting,
    'POST /api/owner/holds': hold,
    'DELETE /api/owner/holds/h1': { ok: true },
    'GET /api/owner/holds/h1': {
      ...hold,
      purpose: 'waiting',
      storeName: '浦东店',
      storeAddress: '杨高中路 1 号',
      storePhone: '021-58880000',
      serviceName: '定期保养',
      minutes: 60,
      model: '凯美瑞',
      plate: '沪A12345',
      advisorName: '李晓雯',
      waitingId: 'w1',
    },
    'POST /api/owner/holds/h1/accept': booking,
    'GET /api/owner/preferences': wishes(true),
    'PUT /api/owner/preferences': wishes(false),
    'GET /api/owner/messages': { items: [message], nextCursor: null, unread: 1 },
    'POST /api/owner/messages/m9/open': { ...message, read: true },
    'POST /api/owner/subscribe-results': { ok: true },
    'GET /api/owner/booking-prefill': prefill,
    'POST /api/owner/bookings': booking,
    'GET /api/owner/bookings/b1': booking,
  };
  return createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      if (text) bodies.push({ path, body: JSON.parse(text) });
      const answer = answers[`${request.method} ${path}`];
      response.statusCode = answer ? 200 : 404;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(answer ?? { error: { code: 'REQUEST.NOT_FOUND', message: '没有找到', retry: false } }),
      );
    });
  });
}

let server: Server;
let apiBase: string;
let weapp: Weapp | undefined;
const bodies: { path: string; body: unknown }[] = [];

function launch(options: Partial<LaunchOptions> = {}): Weapp {
  weapp = launchWeapp({ dist, apiBase, ...options });
  return weapp;
}

beforeAll(async () => {
  if (!existsSync(`${dist}/app.json`))
    execFileSync('npm', ['run', 'build:weapp'], { cwd: miniapp, stdio: 'ignore' });
  server = fakeApi(bodies);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});

afterEach(() => {
  expect(weapp?.errors).toEqual([]);
  weapp?.close();
});

afterAll(() => new Promise((done) => server.close(done)));

describe('the weapp build under the component framework of WeChat', () => {
  it('logs in silently and shows home', async () => {
    const app = launch();
    await app.open();
    await app.waitFor('还没有绑定爱车');
    expect(app.current().route).toBe('pages/home/index');
    expect(app.records.requests.filter(({ url }) => url.endsWith('/auth/wechat-login'))).toHaveLength(1);
  });

  it('opens booking from a message path filled in, and books with the chosen slot', async () => {
    const app = launch();
    await app.open('subpackages/booking/create/index?messageId=m1');
    await app.waitFor('凯美瑞');
    expect(app.text()).toContain('2030年1月7日 周一 上午 9:30');
    await app.tap('14:00');
    await app.waitFor('下午 14:00');
    await app.tap('确认预约');
    await app.waitFor('K7F3');
    expect(app.stack()).toEqual(['subpackages/booking/detail/index']);
    expect(bodies.find(({ path }) => path === '/api/owner/bookings')?.body).toMatchObject({
      startsAt: '2030-01-07T06:00:00Z',
      vehicleId: 'v1',
      messageId: 'm1',
    });
  });

  it('keeps the chosen slot while the form is open, and gives it back', async () => {
    const app = launch();
    await app.open();
    await app.waitFor('绑定爱车');
    await app.tap('预约');
    await app.waitFor('新的预约');
    await app.tap('新的预约');
    await app.waitFor('这个时间已为您保留', 10_000);
    expect(app.text()).toMatch(/[45]:\d\d/);
    await app.back();
    const released = () => app.records.requests.some(({ url }) => url.endsWith('/owner/holds/h1'));
    await app.waitFor(() => released(), 10_000);
  });

  it('offers the waiting list on a full slot, filled in', async () => {
    const app = launch();
    await app.open('subpackages/booking/create/index');
    await app.waitFor('凯美瑞');
    await app.tap('10:00');
    await app.waitFor('候补这个时间');
    await app.tap('三天内都行');
    await app.tap('加入候补');
    await app.waitFor('这辆车正在候补', 10_000);
    expect(bodies.find(({ path }) => path === '/api/owner/waiting')?.body).toMatchObject({
      fromOn: '2030-01-07',
      toOn: '2030-01-09',
      partOfDay: 'morning',
    });
  });

  it('takes the slot that the waiting list has brought', async () => {
    const app = launch();
    await app.open('subpackages/booking/offer/index?id=h1');
    await app.waitFor('就约这个时间');
    expect(app.text()).toContain('候补有位了');
    await app.tap('就约这个时间');
    await app.waitFor('K7F3');
    expect(app.stack()).toEqual(['subpackages/booking/detail/index']);
  });

  it('switches a topic of reminders at once, and asks for one more inside the tap', async () => {
    const app = launch();
    await app.open('subpackages/account/preferences/index');
    await app.waitFor('还能给您发 2 次微信提醒');
    await app.tap('再收一次');
    await app.waitFor(() => app.records.toasts.includes('好的，多给您留一次'));
    expect(app.records.subscribeRequests).toEqual([['sub-service-due']]);
    await app.tap('保养与到期提醒，已开启');
    await app.waitFor('已关闭，不再提醒您');
    expect(bodies.filter(({ path }) => path === '/api/owner/preferences').at(-1)?.body).toEqual({
      topics: [{ topic: 'due', on: false }],
    });
  });

  it('opens a long message on a page of its own, which leads on', async () => {
    const app = launch();
    await app.open('subpackages/message/list/index');
    await app.waitFor('1 条未读');
    await app.tap('查看全文');
    await app.waitFor('预约首保');
    expect(app.current().route).toBe('subpackages/message/detail/index');
    await app.tap('预约首保');
    await app.waitFor('确认预约');
    expect(app.current().route).toBe('subpackages/booking/create/index');
  });

  it('switches tabs, keeps them alive and goes back from pushed pages', async () => {
    const app = launch();
    await app.open();
    await app.waitFor('绑定爱车');
    await app.tap('预约');
    await app.waitFor('退出候补');
    await app.tap('新的预约');
    expect(app.stack()).toEqual(['pages/booking/index', 'subpackages/booking/create/index']);
    await app.back();
    expect(app.stack()).toEqual(['pages/booking/index']);
    await app.tap('首页');
    await app.waitFor('还没有绑定爱车');
  });

  it('opens a message card while the app runs: the page starts anew', async () => {
    const app = launch();
    await app.open();
    await app.waitFor('绑定爱车');
    await app.open('subpackages/booking/detail/index?id=b1');
    await app.waitFor('K7F3');
    expect(app.stack()).toEqual(['subpackages/booking/detail/index']);
    expect(app.current().query).toEqual({ id: 'b1' });
  });

  it('binds the phone of WeChat after the privacy pop-up', async () => {
    const app = launch({ person: { privacyNeeded: true } });
    await app.open('subpackages/account/bind/index');
    await app.waitFor('微信手机号一键验证');
    await app.tap('微信手机号一键验证');
    await app.waitFor('先说明白');
    await app.tap('同意并继续');
    await app.waitFor('138****0000');
    expect(bodies.find(({ path }) => path === '/api/auth/bind-phone')?.body).toEqual({
      method: 'wechat',
      code: 'phone-code',
    });
  });

  it('takes the SMS way when the owner does not give the phone of WeChat', async () => {
    const app = launch({ person: { phoneCode: () => null } });
    await app.open('subpackages/account/bind/index');
    await app.waitFor('微信手机号一键验证');
    await app.tap('微信手机号一键验证');
    await app.input('手机号', '13800000000');
    await app.tap('获取验证码');
    await app.waitFor('秒后重发');
    expect(app.records.toasts).toEqual(['验证码已发送']);
    await app.input('6 位验证码', '123456');
    await app.tap('验证并继续');
    await app.waitFor('138****0000');
  });

  it('says so without a network, and recovers', async () => {
    const app = launch({ person: { online: false } });
    await app.open();
    await app.waitFor('网络不太顺畅', 10_000);
    app.person.online = true;
    await app.tap('再试一次');
    await app.waitFor('还没有绑定爱车');
  });

  it('stays far below the limits of WeChat', async () => {
    const app = launch();
    const page = await app.open('subpackages/booking/create/index');
    await app.waitFor('凯美瑞');
    expect(page.nodes().count).toBeLessThan(500);
    expect(page.nodes().depth).toBeLessThan(15);
    expect(page.setData.largest).toBeLessThan(51_200);
    const sizes = audit(dist);
    expect(sizes.missingPages).toEqual([]);
    expect(sizes.main).toBeLessThan(megabyte);
    for (const bytes of Object.values(sizes.subPackages)) expect(bytes).toBeLessThan(megabyte / 2);
  });
});

describe('audit', () => {
  it('refuses a folder that is no build', () => {
    expect(() => audit(fileURLToPath(new URL('.', import.meta.url)))).toThrow('build the mini-program first');
  });
});
