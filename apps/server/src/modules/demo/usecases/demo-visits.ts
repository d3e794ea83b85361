import type { RatingTag } from '@cheban/contracts';
import type { VisitMoment } from '../../workshop/index.js';

/** A bad rating that has been worked on: what was done, and what is changed so that it does not happen again. */
export interface Settled {
  readonly steps: readonly string[];
  readonly improvement: { readonly cause: 'waiting'; readonly title: string; readonly plan: string };
}

export interface DemoVisit {
  /** Code of a service of `demoServices`. */
  readonly service: string;
  readonly ownerWords: string;
  readonly moments: readonly VisitMoment[];
}

/** A visit of these days that is over. */
export interface PastVisit extends DemoVisit {
  readonly daysAgo: number;
  readonly at: string;
  readonly rating: {
    /** Hours after the car came; null: just now. */
    readonly after: number | null;
    readonly stars: number;
    readonly nps: number;
    readonly tags: readonly RatingTag[];
    readonly text: string;
  } | null;
  readonly settled?: Settled;
}

const line = (name: string, yuan: number, kind: 'labour' | 'part' = 'part') => ({
  name,
  kind,
  quantity: 1,
  amountFen: yuan * 100,
});
const billOf = (lines: readonly ReturnType<typeof line>[]) => ({
  lines: [...lines],
  paidFen: lines.reduce((sum, { amountFen }) => sum + amountFen, 0),
});

/** Tyres and pads as a technician finds them; `worn` wheels are near the end. */
const wheels = (treadMm: number, padMm: number) =>
  (['front_left', 'front_right', 'rear_left', 'rear_right'] as const).map((wheel, index) => ({
    wheel,
    foundKpa: 220 + 5 * index,
    setKpa: 240,
    treadMm: Math.round((treadMm + index * 0.3) * 10) / 10,
    padMm: Math.round((padMm + index * 0.4) * 10) / 10,
  }));

const service = billOf([
  line('机油机滤更换工时', 120, 'labour'),
  line('全合成机油 4L', 318),
  line('机油滤清器', 48),
]);
const pads = {
  kind: 'extra' as const,
  title: '更换前刹车片',
  note: '前刹车片剩约 3 毫米，下雨天刹车距离会变长。',
  lines: [line('前刹车片', 460), line('更换工时', 120, 'labour')],
  extraMinutes: 40,
  photoIds: [],
};

/** From the start of the work to the key: minutes after the car came. */
const wholeVisit = (
  { tread = 6.2, pad = 8.1, minutes = 60, bill = service } = {},
  between: readonly VisitMoment[] = [],
): readonly VisitMoment[] => [
  { after: 6, step: 'in_work' },
  { after: 15, wheels: wheels(tread, pad) },
  ...between,
  { after: minutes - 20, step: 'quality_check' },
  { after: minutes - 14, step: 'washing' },
  { after: minutes - 4, step: 'ready' },
  { after: minutes + 8, bill },
];

/** The last two weeks, the oldest first. */
export const pastVisits: readonly PastVisit[] = [
  {
    ...{ daysAgo: 13, at: '09:10', service: '20-SERVICE', ownerWords: '常规保养' },
    moments: wholeVisit(),
    rating: {
      after: 5,
      stars: 5,
      nps: 10,
      tags: ['fast', 'friendly'],
      text: '到店就安排了，技师把旧件拿给我看，放心。',
    },
  },
  {
    ...{ daysAgo: 12, at: '10:30', service: '40-REPAIR', ownerWords: '过减速带时右前有异响' },
    moments: wholeVisit({
      minutes: 225,
      bill: billOf([line('右前稳定杆胶套', 160), line('更换工时', 200, 'labour')]),
    }),
    rating: {
      ...{ after: 8, stars: 2, nps: 4, tags: ['waited_long'] as const },
      text: '异响是修好了，但等了快四个小时，中间没人告诉我还要多久。',
    },
    settled: {
      steps: ['已致电车主道歉，说明当天等配件的原因，车主接受。', '送洗车券一张，车主满意，结案。'],
      improvement: {
        cause: 'waiting',
        title: '等待超过一小时，主动告诉车主进度',
        plan: '车间每小时更新一次进度；预计晚于承诺时间的，由顾问先打电话说明原因和新的时间。',
      },
    },
  },
  {
    ...{ daysAgo: 9, at: '14:00', service: '20-SERVICE', ownerWords: '' },
    moments: wholeVisit({ tread: 4.4 }),
    rating: { after: 26, stars: 5, nps: 9, tags: ['clear_explanation'], text: '' },
  },
  {
    ...{ daysAgo: 8, at: '09:40', service: '30-CHECK', ownerWords: '准备跑长途，检查一下' },
    moments: wholeVisit({ minutes: 44, bill: billOf([]) }),
    rating: {
      after: 3,
      stars: 4,
      nps: 8,
      tags: ['clean_lounge'],
      text: '免费检测很细，休息区要是有充电口就更好了。',
    },
  },
  {
    ...{ daysAgo: 5, at: '15:20', service: '20-SERVICE', ownerWords: '' },
    moments: wholeVisit({ pad: 7.2 }),
    rating: {
      after: 20,
      stars: 5,
      nps: 10,
      tags: ['friendly', 'clear_explanation'],
      text: '顾问讲得很清楚，不推销。',
    },
  },
  {
    ...{ daysAgo: 3, at: '09:30', service: '20-SERVICE', ownerWords: '最近刹车有点软' },
    moments: wholeVisit({ pad: 3.1 }, [
      { after: 22, quote: pads, answer: { approve: false, note: '车主本人电话：下个月发了工资再换' } },
    ]),
    rating: { after: 9, stars: 5, nps: 9, tags: ['fast'], text: '' },
  },
  {
    ...{ daysAgo: 1, at: '15:30', service: '20-SERVICE', ownerWords: '' },
    moments: wholeVisit({ tread: 3.4 }),
    rating: {
      ...{ after: null, stars: 3, nps: 5, tags: ['unclear_price'] as const },
      text: '结账比预约时说的多了 80 块，问了才知道是加了添加剂。',
    },
  },
];

/** Cars in the workshop now, by minutes since they came. */
export const presentVisits: readonly (DemoVisit & { readonly minutesAgo: number })[] = [
  {
    ...{ minutesAgo: 110, service: '40-REPAIR', ownerWords: '空调出风有异味，开大风时响' },
    moments: [
      { after: 8, step: 'in_work' },
      { after: 20, wheels: wheels(5.1, 6.4) },
      {
        after: 35,
        quote: {
          ...{ kind: 'extra', title: '更换空调滤芯并清洗风道', extraMinutes: 30, photoIds: [] },
          note: '滤芯发霉、叶片积灰，是异味的来源。',
          lines: [line('空调滤芯', 98), line('风道清洗', 180, 'labour')],
        },
        answer: { approve: true, note: '车主在休息区当面同意' },
      },
      { after: 100, step: 'quality_check' },
    ],
  },
  {
    ...{ minutesAgo: 48, service: '20-SERVICE', ownerWords: '' },
    moments: wholeVisit({ minutes: 50 }).slice(0, 5),
  },
  {
    ...{ minutesAgo: 30, service: '20-SERVICE', ownerWords: '刹车时前面有吱吱声' },
    moments: [
      { after: 6, step: 'in_work' },
      { after: 16, wheels: wheels(5.6, 2.9) },
      { after: 22, quote: pads, answer: null },
    ],
  },
  { ...{ minutesAgo: 7, service: '60-WASH', ownerWords: '' }, moments: [] },
];
