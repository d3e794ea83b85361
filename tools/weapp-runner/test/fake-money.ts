import type { FakeAnswer } from './fake-api.js';

const [now, later] = ['2030-01-07T04:00:00Z', '2030-01-07T04:20:00Z'];

const packet = (state: string, stateLabel: string, text: string) => ({
  id: 'r9',
  campaignId: 'g9',
  campaignTitle: '周年庆红包雨',
  wave: 1,
  kind: 'cash',
  name: '现金红包',
  amountFen: 888,
  amountText: '¥8.88',
  state,
  stateLabel,
  wonAt: now,
  until: later,
  text,
  payoutId: 'y9',
  couponId: null,
  codeId: null,
});
const toTake = packet('confirming', '待确认收款', '请在微信确认收款。');
const taken = packet('paid', '已到账', '已到您的微信零钱。');

const wave = (mine: object | null) => ({
  campaignId: 'g9',
  title: '周年庆红包雨',
  subtitle: '感谢一路同行',
  rulesText: '每位车主每波限抢一份。',
  oddsText: '100%',
  number: 1,
  state: 'open',
  stateLabel: '开抢中',
  serverNow: now,
  startsAt: now,
  endsAt: later,
  startsInMs: 0,
  packets: 300,
  prizes: [{ kind: 'cash', name: '现金红包', count: 300 }],
  ticket: { text: 'ticket-1', expiresAt: later, refreshAt: later },
  noTicket: null,
  noTicketText: null,
  mine,
  winners: [{ nameMasked: '李**', phoneMasked: '139****8820', prizeText: '¥6.66', wonAt: now }],
});
const won = {
  result: 'won',
  text: '恭喜您，抢到了！',
  serverNow: now,
  startsInMs: null,
  prize: {
    packetId: 'r9',
    kind: 'cash',
    name: '现金红包',
    amountFen: 888,
    amountText: '¥8.88',
    atCheckIn: false,
  },
};
const payout = (state: string) => ({
  id: 'y9',
  title: '周年庆红包雨',
  amountFen: 888,
  state,
  canTake: state === 'confirm',
  text: '',
});

const face = {
  kind: 'cash_off',
  kindLabel: '代金券',
  title: '秋季保养代金券',
  summary: '',
  bigText: '¥50',
  faceText: '满 300 元减 50 元',
  thresholdText: '满 300 元可用',
  forText: '定期保养',
  combineLabel: '同种限用一张',
  howTo: '结账前出示。',
  stores: [{ id: 's1', name: '浦东店' }],
};
const coupon = {
  id: 'k9',
  typeId: 't9',
  ...face,
  state: 'held',
  stateLabel: '可使用',
  validFrom: now,
  validUntil: '2030-01-09T16:00:00Z',
  validText: '1月9日 周三前有效',
  soon: true,
  source: 'claim',
  sourceLabel: '自己领取',
  canShow: true,
  usedAt: null,
  usedStoreName: null,
  offFen: null,
};
const claimable = {
  id: 't9',
  ...face,
  validityText: '领取后 30 天内有效',
  choice: 'now',
  text: '还剩 12 张',
  claimFrom: null,
  claimUntil: null,
  takenPercent: 40,
  perOwner: 1,
  mine: 0,
};

const item = {
  id: 'i9',
  kind: 'card',
  kindLabel: '保养卡',
  storeId: 's1',
  storeName: '浦东店',
  title: '小保养五次卡',
  summary: '',
  priceFen: 168_000,
  worthFen: 230_000,
  cover: null,
  stockLeft: null,
  uses: 5,
  serviceName: '小保养',
  text: '5 次 · 有效 730 天',
  canBuy: true,
};
const order = (state: string, stateLabel: string) => ({
  id: 'o9',
  kind: 'card',
  state,
  stateLabel,
  itemId: 'i9',
  title: '小保养五次卡',
  cover: null,
  quantity: 1,
  totalFen: 168_000,
  refundedFen: 0,
  storeId: 's1',
  storeName: '浦东店',
  storePhone: '021-58880000',
  storeAddress: '杨高中路 1 号',
  payOrderId: 'p9',
  createdAt: now,
  paidAt: state === 'open' ? null : now,
  secondsLeft: state === 'open' ? 1200 : 0,
  pickUpToken: null,
  pickUpCode: null,
  pickedUpAt: null,
  cardId: state === 'open' ? null : 'd9',
  canPay: state === 'open',
  canCancel: state === 'open',
  canRefund: false,
  text: state === 'open' ? '请在 30 分钟内付款。' : '保养卡已放进卡包。',
});
const payOrder = (state: string) => ({ id: 'p9', kind: 'card', subjectId: 'o9', totalFen: 168_000, state });
const card = {
  id: 'd9',
  title: '小保养五次卡',
  serviceName: '小保养',
  state: 'active',
  stateLabel: '可使用',
  usesTotal: 5,
  usesLeft: 5,
  expiresOn: '2032-01-06',
  expired: false,
  canUse: true,
  storeName: '浦东店',
  mine: true,
  text: '到店出示，用一次扣一次。',
  storeId: 's1',
  storePhone: '021-58880000',
  storeAddress: '杨高中路 1 号',
  orderId: 'o9',
  token: 'card-token-1',
  code: '8842 1190',
  shareable: true,
  terms: ['购买之日起 730 天内有效。'],
  uses: [],
  shares: [],
  myShareId: null,
};
const shared = {
  ...card,
  shares: [
    {
      id: 'h9',
      state: 'invited',
      stateLabel: '待家人接受',
      phoneMasked: '138****0001',
      name: null,
    },
  ],
};

/** How the server stands: each page reads what the change before it has left. */
export function moneyAnswers(busy: symbol): Record<string, FakeAnswer> {
  let mine: object | null = null;
  let grabs = 0;
  let paid = false;
  return {
    'GET /api/owner/campaigns/g9/waves/1': () => wave(mine),
    'POST /api/owner/campaigns/g9/waves/1/grab': () => {
      grabs += 1;
      // The first answer is lost in the crowd.
      if (grabs === 1) return busy;
      mine = toTake;
      return won;
    },
    'GET /api/owner/payouts/y9': payout('confirm'),
    'POST /api/owner/payouts/y9/take': {
      payout: payout('confirm'),
      params: { mchId: '1900000001', appId: 'wx1', package: 'package-of-transfer' },
      simulated: false,
    },
    'POST /api/owner/payouts/y9/refresh': () => {
      mine = taken;
      return payout('done');
    },
    'GET /api/owner/coupons': { items: [coupon], nextCursor: null, counts: { good: 1, soon: 1, codes: 1 } },
    'GET /api/owner/coupons/k9': coupon,
    'POST /api/owner/coupon-pass': {
      token: 'pass-token-1',
      code: '40718826',
      codeText: '4071 8826',
      expiresAt: later,
      secondsLeft: 300,
    },
    'GET /api/owner/coupon-types': { items: [claimable] },
    'POST /api/owner/coupon-types/t9/claim': {
      couponId: 'k9',
      typeId: 't9',
      title: face.title,
      bigText: '¥50',
      validFrom: now,
      validUntil: later,
      validText: '1月9日前有效',
    },
    'GET /api/owner/codes': {
      items: [
        {
          id: 'e9',
          poolId: 'l9',
          title: '2D 电影票',
          issuer: '万达影城',
          codeMasked: 'WD****07',
          howTo: '',
          validText: '6月30日前有效',
          expired: false,
          givenAt: now,
        },
      ],
    },
    'POST /api/owner/codes/e9/reveal': {
      id: 'e9',
      title: '2D 电影票',
      code: 'WD2030-07',
      secret: null,
      howTo: '在取票机输入。',
    },
    'GET /api/owner/shop/items': { items: [item], nextCursor: null },
    'GET /api/owner/shop/items/i9': {
      ...item,
      storePhone: '021-58880000',
      storeAddress: '杨高中路 1 号',
      description: '机油机滤全含。',
      photos: [],
      validDays: 730,
      shareable: true,
      limitPerOwner: 2,
      mostNow: 2,
      unpaidOrderId: null,
      terms: card.terms,
    },
    'POST /api/owner/shop/orders': order('open', '待付款'),
    'GET /api/owner/shop/orders/o9': () => (paid ? order('done', '已完成') : order('open', '待付款')),
    'POST /api/owner/pay-orders/p9/pay': {
      order: payOrder('open'),
      params: {
        appId: 'wx1',
        timeStamp: '1',
        nonceStr: 'n',
        package: 'prepay_id=wx9',
        signType: 'RSA',
        paySign: 's',
      },
      simulated: false,
    },
    'POST /api/owner/pay-orders/p9/refresh': () => {
      paid = true;
      return payOrder('paid');
    },
    'GET /api/owner/cards/d9': card,
    'POST /api/owner/cards/d9/shares': shared,
  };
}
