import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the app sent to a path. */
export interface Sent {
  path: string;
  body: unknown;
}

export interface FakeApi {
  /** Base URL, without a trailing slash. */
  readonly apiBase: string;
  /** Everything sent so far, the newest last. */
  readonly bodies: Sent[];
  stop(): Promise<void>;
}

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

const photo = { id: 'p1', path: '/api/photos/p1', thumbPath: '/api/photos/p1', width: 1600, height: 1200 };

const quote = {
  id: 'q1',
  kind: 'extra',
  number: 1,
  state: 'waiting',
  title: '更换前刹车片',
  note: '只剩 3 毫米，雨天刹车距离会变长。',
  lines: [{ name: '前刹车片', kind: 'part', quantity: 1, amountFen: 38_000 }],
  totalFen: 38_000,
  readyAt: null,
  extraMinutes: 30,
  photos: [photo],
  askedAt: '2026-11-21T02:00:00Z',
  askedBy: '李晓雯',
  remindedAt: null,
  answeredAt: null,
  answeredWay: null,
  answeredBy: null,
  answerNote: null,
};
const wheel = (name: string) => ({
  wheel: name,
  foundKpa: 220,
  setKpa: 230,
  treadMm: 5,
  treadLeftMm: 3.4,
  padMm: 6,
  pressure: 'green',
  tread: 'green',
  pad: 'green',
});
const visit = (change: object) => ({
  id: 'v9',
  storeName: '浦东店',
  storePhone: '021-58880000',
  advisorPhone: null,
  vehicleId: 'v1',
  model: '凯美瑞',
  plate: '沪A12345',
  serviceName: '定期保养',
  step: 'in_work',
  steps: [{ step: 'checked_in', at: '2026-11-21T01:32:00Z', by: '李晓雯' }],
  arrivedAt: '2026-11-21T01:32:00Z',
  promisedAt: '2030-01-07T02:50:00Z',
  firstPromisedAt: '2030-01-07T02:50:00Z',
  delays: [],
  advisorName: '李晓雯',
  technicianName: '赵师傅',
  report: {
    wheels: ['front_left', 'front_right', 'rear_left', 'rear_right'].map(wheel),
    grade: 'amber',
    advice: [],
    remark: '',
    inspection: {
      template: 'full',
      label: '全车检查',
      counts: { green: 1, amber: 1, red: 0 },
      sections: [
        {
          code: 'engine',
          label: '发动机舱',
          items: [
            {
              code: 'a',
              label: '机油液位',
              grade: 'green',
              value: null,
              unit: null,
              note: '',
              photos: [],
              book: null,
            },
            {
              code: 'b',
              label: '蓄电池电压',
              grade: 'amber',
              value: 11.8,
              unit: 'V',
              note: '冬天容易亏电',
              photos: [photo],
              book: { kind: 'repair', note: '检查蓄电池' },
            },
          ],
        },
      ],
    },
    signedBy: '赵师傅',
    signedAt: '2026-11-21T02:10:00Z',
    signature: null,
  },
  mileageKm: 43_670,
  bill: null,
  handedOverAt: null,
  onTime: null,
  rating: null,
  checkIn: {
    fuelEighths: 5,
    belongings: '后备箱有儿童座椅',
    ownerWords: '冷车有异响',
    fault: { engine: 'cold', speed: '', load: '', since: '上周' },
    walkAround: [{ photo, position: 'front', note: '' }],
    editable: true,
  },
  includes: {
    items: [{ title: '更换机油和机滤', text: '加注后当面核对液位。' }],
    photos: [photo],
    usual: true,
  },
  quotes: [quote],
  declinedWork: [],
  brokenPromise: {
    promisedAt: '2026-11-21T02:00:00Z',
    brokenAt: '2026-11-21T02:10:00Z',
    reason: '等待配件',
    payKind: 'cash_off',
    payTitle: '50 元代金券',
    amountFen: 5_000,
  },
  corrections: [],
  documents: [],
  canRate: false,
  nextDue: null,
  ...change,
});

const session = {
  id: 's9',
  state: 'open',
  startsAt: '2030-01-12T01:30:00Z',
  endsAt: '2030-01-12T02:15:00Z',
  signUpUntil: '2030-01-11T10:00:00Z',
  seats: 20,
  seatsLeft: 3,
  maxGuests: 2,
  choice: 'sign_up',
  text: '还剩 3 个名额',
  mine: null,
};
const activity = {
  id: 'a9',
  kind: 'care_class',
  kindLabel: '养护学堂',
  title: '新车用车课',
  summary: '45 分钟，看懂您的车。',
  storeId: 's1',
  storeName: '浦东店',
  place: '二楼客户休息区',
  cover: null,
};
const signUp = {
  ...activity,
  id: 'n9',
  state: 'going',
  stateLabel: '已报名',
  activityId: 'a9',
  sessionId: 's9',
  startsAt: session.startsAt,
  endsAt: session.endsAt,
  storePhone: '021-58880000',
  guests: 1,
  token: 'door-token-1',
  attendedAt: null,
  offerUntil: null,
  secondsLeft: null,
  ahead: null,
  canCancel: true,
  canSurvey: false,
  survey: null,
  text: '到时见，我们在二楼等您。',
};
const article = {
  id: 't9',
  title: '冬天胎压怎么看',
  summary: '一分钟学会。',
  cover: null,
  models: [],
  publishedAt: '2026-11-20T02:00:00Z',
};

const complaint = {
  id: 'c9',
  title: '维修后仍有异响',
  state: 'waiting_owner',
  storeName: '浦东店',
  storePhone: '021-58880000',
  openedAt: '2026-11-20T02:00:00Z',
  closedAt: null,
  answer: null,
  asks: true,
  text: '我们更换了稳定杆胶套，请您确认是否解决。',
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
function fakeApi(bodies: Sent[]): Server {
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
    'GET /api/owner/cases': { items: [complaint] },
    'POST /api/owner/cases/c9/answer': { ...complaint, asks: false },
    'GET /api/owner/visits/v9': visit({}),
    'POST /api/owner/quotes/q1/answer': visit({
      quotes: [{ ...quote, state: 'approved', answeredAt: '2026-11-21T02:05:00Z', answeredWay: 'app' }],
    }),
    'GET /api/owner/activities': {
      items: [
        {
          ...activity,
          nextAt: session.startsAt,
          seatsLeft: 3,
          sessions: 1,
          text: session.text,
          mine: null,
          past: false,
        },
      ],
      nextCursor: null,
    },
    'GET /api/owner/activities/a9': {
      ...activity,
      storePhone: '021-58880000',
      storeAddress: '杨高中路 1 号',
      description: '带上您的问题来。',
      photos: [],
      fields: [{ key: 'lunch', label: '留下用餐吗', type: 'yes_no', required: true, options: [] }],
      sessions: [session],
    },
    'POST /api/owner/activity-sessions/s9/sign-up': signUp,
    'GET /api/owner/sign-ups': { items: [], nextCursor: null },
    'GET /api/owner/sign-ups/n9': signUp,
    'GET /api/owner/articles': { items: [{ ...article, forMyCar: true }], nextCursor: null },
    'GET /api/owner/articles/t9': {
      ...article,
      storeName: '浦东店',
      blocks: [
        { type: 'heading', text: '先看标签' },
        { type: 'text', text: '车门边的标签写着冷胎的胎压。' },
      ],
      photos: [],
    },
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

/** Starts it on a free port. Send nothing anybody needs: it answers the same to everyone. */
export async function startFakeApi(): Promise<FakeApi> {
  const bodies: Sent[] = [];
  const server = fakeApi(bodies);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    bodies,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}
