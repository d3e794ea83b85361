import {
  type CampaignPlan,
  campaignPlan,
  type GamePlan,
  gamePlan,
  saveCouponTypeBody,
} from '@cheban/contracts';

/** Days back from today at which things happened. */
export const MARKETING_BEGAN_DAYS = 10;
export const CAMPAIGN_DAYS = 7;
export const INVITED_DAYS = 3;
export const GAME_DAYS = 2;
/** The game is open for so long, in days. */
export const GAME_OPEN_DAYS = 30;

const VALID_DAYS = 60;
const WAVE_MINUTES = 15;
const PRIZES = 20;
const PRIZE_FEN = 3_000;
const WHEEL_SMALL = 40;
const WHEEL_LARGE = 10;
const LARGE_FEN = 5_000;

/** What both sides of an invitation get, which nobody takes without one, and what is won. */
export const demoCoupons = (storeId: string) =>
  [
    { title: '老友 50 元代金券', amountFen: 5_000, stock: 200, claimable: false },
    { title: '新友 100 元代金券', amountFen: 10_000, stock: 200, claimable: false },
    { title: '回厂 30 元代金券', amountFen: PRIZE_FEN, stock: 100 },
  ].map((coupon) =>
    saveCouponTypeBody.parse({
      storeId,
      kind: 'cash_off',
      thresholdFen: 30_000,
      validity: { type: 'days', days: VALID_DAYS },
      ...coupon,
    }),
  );

export const demoRules = `1. 把邀请发给朋友，朋友用本人手机号和车架号接受邀请。
2. 朋友在 60 天内首次到店并完成付费，双方的奖励自动放进卡包。
3. 只分享、只注册不发奖励；朋友和车辆此前没有来过本店才算。`;

/** A campaign of coupons: one wave at an instant (milliseconds). */
export const demoCampaign = (storeId: string, couponTypeId: string, startsAt: number): CampaignPlan =>
  campaignPlan.parse({
    storeIds: [storeId],
    title: '周末回厂红包雨',
    subtitle: '感谢您一路同行',
    rulesText: '每位车主限领一份，先到先得，抢完为止；抢到的代金券 60 天内到店可用。',
    budgetFen: PRIZES * PRIZE_FEN,
    waves: [
      {
        startsAt: new Date(startsAt).toISOString(),
        minutes: WAVE_MINUTES,
        prizes: [
          { kind: 'coupon', name: '回厂 30 元券', count: PRIZES, couponTypeId, unitCostFen: PRIZE_FEN },
        ],
      },
    ],
  });

/** A wheel of coupons from one instant to another (milliseconds); everybody may turn it once a day. */
export const demoGame = (
  storeId: string,
  [small, large]: readonly [string, string],
  startsAt: number,
  endsAt: number,
): GamePlan =>
  gamePlan.parse({
    storeIds: [storeId],
    title: '回厂幸运转盘',
    subtitle: '每天来转一转',
    rulesText:
      '1. 每天 1 次机会，每位车主最多得 1 份奖品。\n2. 奖品是代金券，自动放进卡包，60 天内到店可用。\n3. 奖品有限，转完为止。',
    budgetFen: WHEEL_SMALL * PRIZE_FEN + WHEEL_LARGE * LARGE_FEN,
    kind: 'wheel',
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    wheel: {
      segments: [
        { name: '50 元券', odds: 500, prize: wheelPrize('50 元代金券', WHEEL_LARGE, large, LARGE_FEN) },
        { name: '谢谢参与', odds: 3_500 },
        { name: '30 元券', odds: 2_500, prize: wheelPrize('30 元代金券', WHEEL_SMALL, small, PRIZE_FEN) },
        { name: '明天再来', odds: 3_500 },
      ],
      fallback: 1,
      triesPerDay: 1,
      triesInAll: null,
    },
  });

const wheelPrize = (name: string, count: number, couponTypeId: string, unitCostFen: number) => ({
  kind: 'coupon',
  name,
  count,
  couponTypeId,
  unitCostFen,
});

/** Somebody who was never here, brought by an owner. */
export const demoFriend = {
  openid: 'demo-mini-friend',
  oaOpenid: 'demo-oa-friend',
  unionid: 'demo-union-friend',
  nickname: '何建军',
  phone: '13903510077',
  plate: '晋A6H77F',
  follower: true,
};
export const FRIEND_VIN = 'LVGLA0P0907700077';
