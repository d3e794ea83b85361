import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  activity,
  article,
  booking,
  hold,
  prefill,
  quote,
  session,
  signUp,
  visit,
  waiting,
} from './fake-answers.js';
import { finished, loan, moved, rated } from './fake-done.js';
import { gameAnswers } from './fake-games.js';
import { moneyAnswers } from './fake-money.js';
import { complaint, message, wishes } from './fake-wishes.js';

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

/** What a path answers: always the same, or as things stand when it is asked. */
export type FakeAnswer = object | string | null | (() => object | symbol);

/** Instead of an answer: the server is too busy, try again. */
const busy = Symbol('busy');
const failures = {
  busy: { error: { code: 'CAMPAIGN.BUSY', message: '人太多了，请稍后再试。', retry: true } },
  unknown: { error: { code: 'REQUEST.NOT_FOUND', message: '没有找到', retry: false } },
};

/** Just enough of an API for the pages; the whole loop runs against the real one elsewhere. */
function fakeApi(bodies: Sent[]): Server {
  const answers: Record<string, FakeAnswer> = {
    ...moneyAnswers(busy),
    ...gameAnswers(busy),
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
    'GET /api/owner/visits/v8': finished,
    'POST /api/owner/visits/v8/rating': rated,
    'PUT /api/owner/visits/v8/rating-draft': finished.ratingDraft,
    'GET /api/owner/visits/v8/sheet.pdf': '%PDF-1.7',
    'GET /api/owner/loans': { items: [loan] },
    'GET /api/owner/subscribe-templates': { templates: [] },
    'POST /api/owner/messages/m1/open': { ok: true },
    'GET /api/owner/slots': prefill.slots,
    'POST /api/owner/bookings/b1/reschedule': moved,
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
      const known = answers[`${request.method} ${path}`];
      const answer = typeof known === 'function' ? known() : known;
      response.statusCode = answer === busy ? 503 : answer ? 200 : 404;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer === busy ? failures.busy : (answer ?? failures.unknown)));
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
