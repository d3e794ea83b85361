import { booking, visit } from './fake-answers.js';

/** A visit that is over: what can be rated, and what the owner keeps of it. */
export const finished = visit({
  id: 'v8',
  storeId: 's1',
  step: 'handed_over',
  handedOverAt: '2026-11-21T03:10:00Z',
  bill: {
    orderNo: 'WO-1',
    lines: [{ name: '更换机油机滤', kind: 'labour', quantity: 1, amountFen: 12_000 }],
    paidFen: 12_000,
  },
  quotes: [],
  brokenPromise: null,
  onTime: true,
  canRate: true,
  rating: null as unknown,
  ratingDraft: {
    stars: 5,
    nps: null,
    touchpoints: {},
    tags: ['friendly'],
    text: '师傅讲得很',
    photos: [],
  },
});

export const rated = {
  ...finished,
  canRate: false,
  ratingDraft: null,
  rating: {
    photos: [],
    stars: 5,
    nps: 9,
    touchpoints: {},
    tags: ['kind'],
    text: '',
    at: '2026-11-21T04:00:00Z',
  },
};

/** The loaner of the day of the booking. */
export const loan = {
  id: 'l1',
  plate: '沪A6K202',
  model: '雷凌 银色',
  storeId: 's1',
  storeName: '浦东店',
  storeAddress: '杨高中路 1 号',
  storePhone: '021-58880000',
  visitId: null,
  from: '2030-01-07',
  to: '2030-01-08',
  state: 'booked',
  overdue: false,
  outAt: null,
  outFuelEighths: null,
};

export const moved = { ...booking, startsAt: '2030-01-07T01:30:00Z' };
