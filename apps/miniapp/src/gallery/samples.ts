import type { HomeView, OwnerLoanView, PrefillView, ReportView, VisitView } from '@cheban/contracts';

export * from './list-samples';
export * from './money-samples';

/** Sample props for looking at the components; the gallery is not part of any released build. */

export const nowMs = Date.parse('2026-11-21T02:20:00Z');
const id = (n: number) => `sample-${n}`;

export const loan: OwnerLoanView = {
  id: id(80),
  plate: '晋A6K202',
  model: '雷凌 银色',
  storeId: id(2),
  storeName: '晋阳广丰店',
  storeAddress: '太原市小店区长风街 100 号',
  storePhone: '0351-7000001',
  visitId: null,
  from: '2026-11-21',
  to: '2026-11-22',
  state: 'out',
  overdue: false,
  outAt: '2026-11-21T02:00:00Z',
  outFuelEighths: 6,
};

const wheel = (
  name: ReportView['wheels'][number]['wheel'],
  foundKpa: number,
  treadMm: number,
  padMm: number,
  tread: 'green' | 'amber' | 'red',
  pad: 'green' | 'amber' | 'red',
): ReportView['wheels'][number] => ({
  wheel: name,
  foundKpa,
  setKpa: 230,
  treadMm,
  treadLeftMm: Math.max(0, treadMm - 1.6),
  padMm,
  pressure: foundKpa < 200 ? 'amber' : 'green',
  tread,
  pad,
});

export const report: ReportView = {
  wheels: [
    wheel('front_left', 230, 5.6, 7.2, 'green', 'green'),
    wheel('front_right', 190, 5.4, 7, 'green', 'green'),
    wheel('rear_left', 230, 2.9, 4.1, 'amber', 'amber'),
    wheel('rear_right', 230, 1.5, 2.8, 'red', 'red'),
  ],
  grade: 'red',
  advice: [
    {
      grade: 'red',
      text: '右后轮胎纹已到下限，雨天容易打滑，建议尽快更换。',
      book: { kind: 'quick_repair', note: '检测报告建议：更换右后轮胎' },
    },
    {
      grade: 'amber',
      text: '后刹车片还能用约 8,000 公里，下次保养时更换。',
      book: { kind: 'quick_repair', note: '检测报告建议：更换后刹车片' },
    },
  ],
  inspection: null,
  signature: null,
  remark: '右前轮胎压偏低，已补到 2.3 bar。',
  signedBy: '赵师傅',
  signedAt: '2026-11-21T02:10:00Z',
};

export const home: HomeView = {
  name: '王女士',
  unread: 3,
  cars: [
    {
      id: id(1),
      model: '宝马 530Li',
      brand: '宝马',
      plate: '沪A6B28K',
      colour: '蓝',
      storeId: id(9),
      storeName: '浦东店',
      storePhone: '021-58880000',
      due: {
        kind: 'service',
        title: '定期保养',
        dueOn: '2026-12-06',
        daysLeft: 15,
        reason: 'km',
        kmLeft: 480,
        why: '按您最近每天约 32 公里估算',
      },
      tiles: [
        { kind: 'insurance', title: '保险', on: '2027-03-10', daysLeft: 109, tone: 'grey', note: '' },
        { kind: 'inspection', title: '年检', on: '2026-12-15', daysLeft: 24, tone: 'amber', note: '' },
        { kind: 'warranty', title: '质保', on: '2026-11-26', daysLeft: 5, tone: 'red', note: '' },
      ],
      running: [
        {
          type: 'booking',
          id: id(20),
          state: 'confirmed',
          startsAt: '2026-11-22T01:30:00Z',
          title: '定期保养',
          storeName: '浦东店',
        },
      ],
      lastVisit: { id: id(30), handedOverAt: '2026-08-20T08:00:00Z', rated: false },
    },
    {
      id: id(2),
      model: '汉兰达',
      brand: '丰田',
      plate: null,
      colour: '白',
      storeId: id(9),
      storeName: '浦东店',
      storePhone: '021-58880000',
      due: {
        kind: 'service',
        title: '定期保养',
        dueOn: '2026-11-09',
        daysLeft: -12,
        reason: 'date',
        kmLeft: null,
        why: '距上次保养已满 6 个月',
      },
      tiles: [
        { kind: 'insurance', title: '保险', on: null, daysLeft: null, tone: 'unknown', note: '' },
        { kind: 'inspection', title: '年检', on: '2028-05-01', daysLeft: 527, tone: 'grey', note: '' },
        { kind: 'warranty', title: '质保', on: '2026-10-01', daysLeft: -51, tone: 'red', note: '' },
      ],
      running: [],
      lastVisit: null,
    },
  ],
};

const clocks = [
  '08:30',
  '09:00',
  '09:30',
  '10:00',
  '10:30',
  '11:00',
  '13:30',
  '14:00',
  '14:30',
  '15:00',
  '15:30',
  '16:00',
];

const day = (
  on: string,
  weekday: number,
  open: boolean,
  full: readonly string[],
  holiday: string | null = null,
) => ({
  on,
  weekday,
  holiday,
  open,
  freeCount: open ? clocks.length - full.length : 0,
  slots: open
    ? clocks.map((clock) => ({
        startsAt: new Date(`${on}T${clock}:00+08:00`).toISOString(),
        clock,
        free: !full.includes(clock),
      }))
    : [],
});

export const prefill: PrefillView = {
  vehicles: [
    { id: id(1), model: '宝马 530Li', plate: '沪A6B28K', colour: '蓝' },
    { id: id(2), model: '汉兰达', plate: null, colour: '白' },
  ],
  vehicleId: id(1),
  stores: [
    { id: id(9), name: '浦东店', address: '杨高中路 1 号', phone: '021-58880000', cutOffMinutes: 120 },
  ],
  storeId: id(9),
  services: [
    { id: id(40), kind: 'service', name: '定期保养', minutes: 60, priceFromFen: 68000, promiseMinutes: 60 },
    { id: id(41), kind: 'repair', name: '维修', minutes: 120, priceFromFen: null, promiseMinutes: null },
    { id: id(42), kind: 'check_up', name: '检测', minutes: 30, priceFromFen: 0, promiseMinutes: null },
    { id: id(43), kind: 'body_paint', name: '钣喷', minutes: 240, priceFromFen: 30000, promiseMinutes: 360 },
  ],
  serviceId: id(40),
  advisors: [
    { id: id(50), name: '李晓雯' },
    { id: id(51), name: '陈浩' },
  ],
  advisorId: id(50),
  due: home.cars[0]?.due ?? null,
  slots: {
    days: [
      day('2026-11-21', 6, true, clocks),
      day('2026-11-22', 0, true, ['08:30', '09:00', '10:30', '14:00']),
      day('2026-11-23', 1, true, ['09:00']),
      day('2026-11-24', 2, false, []),
      day('2026-11-25', 3, true, []),
      day('2026-11-26', 4, true, []),
    ],
    firstFreeAt: '2026-11-22T01:30:00Z',
  },
  note: '',
  openBookingId: null,
  waitingId: null,
  openBookings: { count: 0, max: 3 },
};

export const visit: VisitView = {
  id: id(30),
  storeId: id(9),
  storeName: '浦东店',
  storePhone: '021-58880000',
  vehicleId: id(1),
  model: '宝马 530Li',
  plate: '沪A6B28K',
  serviceName: '定期保养',
  step: 'in_work',
  steps: [
    { step: 'checked_in', at: '2026-11-21T01:32:00Z', by: '李晓雯' },
    { step: 'in_work', at: '2026-11-21T01:45:00Z', by: '赵师傅' },
  ],
  arrivedAt: '2026-11-21T01:32:00Z',
  promisedAt: '2026-11-21T02:50:00Z',
  firstPromisedAt: '2026-11-21T02:40:00Z',
  delays: [
    { at: '2026-11-21T02:05:00Z', reason: '更换空调滤芯多需要 10 分钟', promisedAt: '2026-11-21T02:50:00Z' },
  ],
  advisorName: '李晓雯',
  technicianName: '赵师傅',
  report,
  mileageKm: 43_670,
  bill: null,
  readyAt: null,
  handedOverAt: null,
  onTime: null,
  rating: null,
  checkIn: {
    fuelEighths: 5,
    belongings: '后备箱有儿童座椅',
    ownerWords: '',
    fault: null,
    walkAround: [],
    editable: false,
  },
  includes: {
    items: [{ title: '更换机油和机油滤芯', text: '按厂家规格加注，加注后当面核对液位。' }],
    photos: [],
    videoUrl: null,
    usual: true,
  },
  quotes: [],
  declinedWork: [],
  brokenPromise: null,
  corrections: [],
  documents: [],
  advisorPhone: '13800000000',
  canRate: false,
  ratingDraft: null,
  nextDue: null,
};

export const finishedVisit: VisitView = {
  ...visit,
  step: 'handed_over',
  delays: [],
  steps: [
    ...visit.steps,
    { step: 'quality_check', at: '2026-11-21T02:10:00Z', by: '孙师傅' },
    { step: 'washing', at: '2026-11-21T02:15:00Z', by: null },
    { step: 'ready', at: '2026-11-21T02:18:00Z', by: null },
    { step: 'handed_over', at: '2026-11-21T02:19:00Z', by: '李晓雯' },
  ],
  readyAt: '2026-11-21T02:10:00Z',
  handedOverAt: '2026-11-21T02:19:00Z',
  onTime: true,
  canRate: true,
  bill: {
    orderNo: 'RO2611210007',
    lines: [
      { name: '全合成机油', kind: 'part', quantity: 5, amountFen: 46500 },
      { name: '机油滤清器', kind: 'part', quantity: 1, amountFen: 8800 },
      { name: '保养工时', kind: 'labour', quantity: 1, amountFen: 18000 },
    ],
    paidFen: 73300,
  },
  nextDue: { dueOn: '2027-05-21', dueKm: 53_000, why: '' },
};
