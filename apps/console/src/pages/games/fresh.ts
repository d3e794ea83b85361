import { MINUTE_MS } from '@cheban/kernel';
import { serverNow } from '../../shared/format/now.js';
import type { GameDraft, QuestionDraft } from './draft.js';

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_DAYS = 7;

/** Whole hour, at least a day away: time for the second person to say yes. */
const firstStart = () => Math.ceil(serverNow() / HOUR_MS) * HOUR_MS + DAY_MS;

export const newPrize = {
  kind: 'cash' as const,
  name: '现金红包',
  count: 20,
  amountFen: 200,
  unitCostFen: 0,
};
export const newSegment = { name: '', oddsPercent: 0, wins: true, prize: newPrize };
export const newQuestion = (): QuestionDraft => ({ options: ['', ''], right: 0, points: 10 });
export const newBand = { fromScore: 60, prize: newPrize };

/** Questions that every driver should know; a start to write from. */
const sampleQuestions: readonly QuestionDraft[] = [
  {
    text: '轮胎花纹深度低于多少毫米就必须更换？',
    options: ['1.6 毫米', '3 毫米', '5 毫米'],
    right: 0,
    explain: '国家标准规定花纹深度不得低于 1.6 毫米；到 3 毫米时雨天刹车距离已经明显变长。',
    points: 10,
  },
  {
    text: '仪表盘亮起红色机油壶，应该怎么做？',
    options: ['开到最近的店再看', '马上靠边停车熄火', '加速把油压提上来'],
    right: 1,
    explain: '机油压力不足时继续行驶会损坏发动机，请靠边熄火并联系门店救援。',
    points: 10,
  },
  {
    text: '新车首次保养一般在什么时候做？',
    options: ['3 个月或 5,000 公里，先到为准', '一年或 2 万公里', '有异响再做'],
    right: 0,
    explain: '首保检查磨合情况，按手册做也是保修的前提。',
    points: 10,
  },
];

/** Where a new plan starts from: a week, a wheel that sums up, a quiz of three questions. */
export const newGame = (storeId: string): GameDraft => {
  const start = firstStart();
  return {
    storeIds: [storeId],
    kind: 'wheel',
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + WEEK_DAYS * DAY_MS).toISOString(),
    budgetFen: newPrize.count * newPrize.amountFen,
    perPerson: 1,
    perPhone: 1,
    perCar: 1,
    attributionDays: 30,
    wheel: {
      triesPerDay: 1,
      triesInAll: 3,
      segments: [
        { name: '2 元红包', oddsPercent: 10, wins: true, prize: newPrize },
        { name: '谢谢参与', oddsPercent: 45, wins: false },
        { name: '再接再厉', oddsPercent: 45, wins: false },
      ],
    },
    quiz: {
      questions: sampleQuestions.map((question) => ({ ...question })),
      secondsPerQuestion: 20,
      secondsInAll: 120,
      shuffle: true,
      bands: [{ fromScore: 20, prize: newPrize }],
    },
  };
};

/** What platform rules want owners to be told. */
export const rulesOf = (draft: GameDraft): string =>
  draft.kind === 'quiz'
    ? `1. 活动期间每人可答题一次，答题时间以服务器为准；中途断开可在时限内继续。
2. 每题答完公布正确答案；按总分发放对应奖品，奖品有限，发完为止。
3. 奖品数量如页面所示，与分享、点赞无关。
4. 同一人、同一手机号、同一辆车合并计算。
5. 现金红包由微信发放，请在 24 小时内点“收款”；有疑问请联系门店。`
    : `1. 活动期间每人每天 ${draft.wheel?.triesPerDay ?? 1} 次机会${draft.wheel?.triesInAll ? `，共 ${draft.wheel.triesInAll} 次` : ''}，中奖概率如页面所示。
2. 奖品有限，发完后转到该奖品视为未中奖。
3. 中奖与分享、点赞无关；每次抽奖结果在活动结束后可以验证。
4. 同一人、同一手机号、同一辆车合并计算。
5. 现金红包由微信发放，请在 24 小时内点“收款”；有疑问请联系门店。`;
