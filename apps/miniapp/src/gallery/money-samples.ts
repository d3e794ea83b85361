import type { PacketView, ShopItemView, WalletCouponView, WaveView } from '@cheban/contracts';

/** Samples of red packets, coupons and cards. */

const serverNow = '2026-11-21T02:20:00Z';
const id = (n: number) => `money-${n}`;

export const wave = {
  campaignId: id(1),
  number: 1,
  title: '周年庆红包雨',
  open: false,
  startsAtMs: Date.now() + 754_000,
};

export const packet: PacketView = {
  id: id(2),
  campaignId: id(1),
  campaignTitle: '周年庆红包雨',
  wave: 1,
  kind: 'cash',
  name: '现金红包',
  amountFen: 888,
  amountText: '¥8.88',
  state: 'confirming',
  stateLabel: '待确认收款',
  wonAt: serverNow,
  until: '2026-11-22T02:20:00Z',
  text: '请在 24 小时内到微信确认收款，过时会退回。',
  payoutId: id(3),
  couponId: null,
  codeId: null,
};

export const waveView: WaveView = {
  campaignId: id(1),
  title: '周年庆红包雨',
  subtitle: '感谢您一路同行',
  rulesText: '每位车主每波限抢一份。现金红包在微信确认收款，卡券自动放进卡包。',
  oddsText: '100%',
  number: 1,
  state: 'open',
  stateLabel: '开抢中',
  serverNow,
  startsAt: serverNow,
  endsAt: '2026-11-21T02:40:00Z',
  startsInMs: 0,
  packets: 300,
  prizes: [
    { kind: 'cash', name: '现金红包', count: 200 },
    { kind: 'code', name: '电影票', count: 50 },
    { kind: 'coupon', name: '50 元代金券', count: 50 },
  ],
  ticket: { text: 't', expiresAt: serverNow, refreshAt: '2026-11-21T02:40:00Z' },
  noTicket: null,
  noTicketText: null,
  mine: null,
  winners: [
    { nameMasked: '王**', phoneMasked: '138****1234', prizeText: '¥8.88', wonAt: serverNow },
    { nameMasked: '李**', phoneMasked: '139****8820', prizeText: '电影票', wonAt: serverNow },
  ],
};

export const coupon: WalletCouponView = {
  id: id(10),
  typeId: id(11),
  kind: 'cash_off',
  kindLabel: '代金券',
  title: '秋季保养代金券',
  summary: '',
  bigText: '¥50',
  faceText: '满 300 元减 50 元',
  thresholdText: '满 300 元可用',
  forText: '定期保养、维修',
  combineLabel: '可与其他卡券同用，同种限用一张',
  howTo: '结账前出示，服务顾问为您核销。',
  stores: [{ id: id(9), name: '浦东店' }],
  state: 'held',
  stateLabel: '可使用',
  validFrom: serverNow,
  validUntil: '2026-11-23T16:00:00Z',
  validText: '11月23日 周一前有效',
  soon: true,
  source: 'claim',
  sourceLabel: '自己领取',
  canShow: true,
  usedAt: null,
  usedStoreName: null,
  offFen: null,
};

export const item: ShopItemView = {
  id: id(20),
  kind: 'card',
  kindLabel: '保养卡',
  storeId: id(9),
  storeName: '浦东店',
  title: '小保养五次卡',
  summary: '全合成机油和机滤，五次',
  priceFen: 168_000,
  worthFen: 230_000,
  cover: null,
  stockLeft: null,
  uses: 5,
  serviceName: '小保养',
  text: '5 次 · 有效 730 天',
  canBuy: true,
  storePhone: '021-58880000',
  storeAddress: '杨高中路 1 号',
  description: '用本品牌指定的机油和机滤，工时全含。',
  photos: [],
  validDays: 730,
  shareable: true,
  limitPerOwner: 2,
  mostNow: 2,
  terms: ['购买之日起 730 天内有效。', '未使用可在 7 天内全额退款。', '可与 4 位家人共用。'],
};

export const card = {
  id: id(21),
  title: '小保养五次卡',
  serviceName: '小保养',
  state: 'active',
  stateLabel: '可使用',
  usesTotal: 5,
  usesLeft: 3,
  expiresOn: '2028-11-20',
  expired: false,
  canUse: true,
  storeName: '浦东店',
  mine: true,
  text: '',
} as const;
