import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { addresses } from './support/copy.js';
import { button, seen, waitFor } from './support/owner-app.js';
import { type Caller, importedCar, ownerWithPhone, staff, until } from './support/people.js';

tellOneStory();

const MINUTE_MS = 60_000;
/** Plans need two minutes of lead; the wallet and the shop are walked through meanwhile. */
const LEAD_MS = MINUTE_MS + 20_000;
/** Until the start, with what two busy cores take. */
const WAVE_PATIENCE_MS = 4 * MINUTE_MS;
/** Longer than anybody is told before a wave. */
const FAR_MS = 20 * 24 * 60 * MINUTE_MS;
const MOST_TAPS = 3;
const BILL_FEN = 50_000;

describe.sequential('an owner with red packets, coupons and cards', () => {
  const mark = Date.now() % 100_000;
  const couponTitle = `秋季代金券 ${mark}`;
  const cardTitle = `小保养五次卡 ${mark}`;
  const productTitle = `四季玻璃水 ${mark}`;
  const campaignTitle = `周年红包雨 ${mark}`;
  let owner: Caller;
  let market: Caller;
  let advisor: Caller;
  let manager: Caller;
  let storeId: string;
  let campaignId: string;
  let typeId: string;
  let window: Window;
  let app: Page;
  const open = (path: string) => app.goto(`${addresses.owner}#/${path}`);
  /** As a link does: the pages one came from are gone. */
  const openAnew = async (path: string) => {
    await open(path);
    await app.reload();
  };
  const shot = (name: string) => window.look(name, app);
  const agree = () => app.locator('.taro-model__confirm').filter({ visible: true }).click();
  const codeShown = async () =>
    (await app.locator('.cb-code__value').filter({ visible: true }).first().textContent())?.replaceAll(
      ' ',
      '',
    );

  async function sell(item: object, stock: number | null): Promise<string> {
    const { id } = await market.post('/staff/shop/items', { storeId, stock, item });
    await market.post(`/staff/shop/items/${id}/state`, { state: 'on_sale' });
    return id;
  }

  it('is told at home that a wave is near', async () => {
    const made = await importedCar();
    ({ storeId, manager } = made);
    const known = await ownerWithPhone(made.car);
    owner = known.owner;
    market = await staff('market');
    advisor = await staff('advisor1');
    const plan = {
      storeIds: [storeId],
      title: campaignTitle,
      subtitle: '感谢您一路同行',
      rulesText: '每位车主每波限抢一份，现金红包在微信确认收款。',
      budgetFen: 1_000,
      waves: [
        {
          startsAt: new Date(Date.now() + LEAD_MS).toISOString(),
          minutes: 10,
          prizes: [{ kind: 'cash', name: '现金红包', count: 2, totalFen: 1_000 }],
        },
      ],
    };
    const { id, version } = await market.post('/staff/campaigns', plan);
    campaignId = id;
    await market.post(`/staff/campaigns/${id}/submit`);
    await manager.post(`/staff/campaigns/${id}/approve`, { version });
    const kind = {
      storeId,
      kind: 'cash_off',
      title: couponTitle,
      amountFen: 5_000,
      thresholdFen: 30_000,
      validity: { type: 'days', days: 2 },
      stock: 20,
    };
    ({ id: typeId } = await market.post('/staff/coupon-types', kind));
    await market.post(`/staff/coupon-types/${typeId}/move`, { do: 'activate' });

    const card = await until('the reminder', () => known.phone.received('service_due'));
    window = await openWindow('phone');
    app = window.page;
    await app.goto(`${addresses.phones}/open/${known.openid}?delivery=${card.id}`);
    await button(app, '确认预约').waitFor();
    await open('pages/home/index');
    // Of an earlier run a wave may still be nearer.
    await button(app, /^抢红包，/).waitFor();
    await shot('owner-50-home-wave');
    await button(app, /^抢红包，/).click();
    await button(app, '规则与概率').waitFor();
    await open(`subpackages/campaign/wave/index?id=${campaignId}`);
    await waitFor(app, '入场券已备好');
    await waitFor(app, campaignTitle);
    await shot('owner-51-wave-coming');
  });

  it('is reminded of a wave that is far away, having asked with one tap', async () => {
    const { id, version } = await market.post('/staff/campaigns', {
      storeIds: [storeId],
      title: `岁末红包 ${mark}`,
      subtitle: '',
      rulesText: '每位车主每波限抢一份，现金红包在微信确认收款。',
      budgetFen: 200,
      waves: [
        {
          startsAt: new Date(Date.now() + FAR_MS).toISOString(),
          minutes: 10,
          prizes: [{ kind: 'cash', name: '现金红包', count: 1, totalFen: 200 }],
        },
      ],
    });
    await market.post(`/staff/campaigns/${id}/submit`);
    await manager.post(`/staff/campaigns/${id}/approve`, { version });
    const path = `subpackages/campaign/wave/index?id=${id}`;
    await openAnew(path);
    await waitFor(app, '离开抢还早');
    await shot('owner-51-wave-far');
    await button(app, '开抢提醒我').click();
    await waitFor(app, '开抢前 10 分钟提醒您');
    await openAnew(path);
    await seen(app, '已设提醒').waitFor();
    await shot('owner-51-wave-asked');
    expect(await owner.get(`/owner/campaigns/${id}/waves/1`)).toMatchObject({ reminder: 'asked' });
    await manager.post(`/staff/campaigns/${id}/kill`, { reason: '试过提醒，活动取消' });
    await openAnew(path);
    await waitFor(app, '活动已暂停，感谢您的关注');
  });

  it('takes a coupon, shows its code, and sees the counter take it', async () => {
    await open(`subpackages/coupon/claim/index?id=${typeId}`);
    await button(app, `领取${couponTitle}`).click();
    await shot('owner-52-claim');
    await button(app, '去使用').click();
    await waitFor(app, '给服务顾问扫码');
    await shot('owner-53-coupon');
    const code = await codeShown();
    const found = await advisor.post('/staff/coupon-counter/look-up', { storeId, code });
    const couponIds = [found.pickedId];
    await advisor.post('/staff/coupon-counter/redeem', { storeId, code, amountFen: BILL_FEN, couponIds });
    await waitFor(app, '为您省下 ¥50');
    await openAnew('subpackages/coupon/wallet/index?show=past');
    await seen(app, couponTitle).waitFor();
    await shot('owner-54-wallet-past');
  });

  it('buys a card with three taps at most, shares it, and sees a use of it', async () => {
    const refund = { kind: 'rest', usedAt: 'list', feePercent: 0, graceDays: 7 };
    const card = {
      serviceName: '小保养',
      uses: 5,
      singleFen: 46_000,
      validDays: 730,
      shareable: true,
      refund,
    };
    const words = { kind: 'card', title: cardTitle, summary: '全合成机油和机滤，五次' };
    await sell({ ...words, priceFen: 168_000, worthFen: 230_000, card }, null);
    await open('subpackages/shop/items/index');
    await seen(app, cardTitle).waitFor();
    await shot('owner-55-shop');
    let taps = 0;
    const tap = async (act: () => Promise<void>) => {
      taps += 1;
      await act();
    };
    await tap(() => seen(app, cardTitle).click());
    await button(app, /^微信支付/).waitFor();
    await shot('owner-56-card-for-sale');
    await tap(() => button(app, /^微信支付/).click());
    await tap(agree);
    await button(app, '打开保养卡').waitFor();
    expect(taps).toBeLessThanOrEqual(MOST_TAPS);
    await shot('owner-57-order');
    await button(app, '打开保养卡').click();
    await waitFor(app, '剩 5 次');
    const code = await codeShown();
    const found = await advisor.get('/staff/card-at-counter', { storeId, code });
    await advisor.post(`/staff/cards/${found.id}/uses`, { seen: 5, note: '小保养' });
    await waitFor(app, '剩 4 次');
    await seen(app, '邀请家人').click();
    await app.locator('input[placeholder="家人的手机号"]').filter({ visible: true }).fill('13900009999');
    await button(app, '发出邀请').click();
    await waitFor(app, '待家人接受');
    await shot('owner-58-card');
  });

  it('buys a thing, and picks it up with the code', async () => {
    const thing = { kind: 'product', title: productTitle, priceFen: 3_000, card: null };
    await sell(thing, 5);
    await openAnew('subpackages/shop/items/index');
    await seen(app, productTitle).click();
    await button(app, '多一件').click();
    await button(app, '微信支付 ¥60').click();
    await agree();
    await waitFor(app, '到店出示，或报取货码');
    await shot('owner-59-pick-up');
    const code = await codeShown();
    const order = await advisor.get('/staff/shop/pick-ups', { storeId, code });
    await advisor.post(`/staff/shop/orders/${order.id}/pick-up`);
    await waitFor(app, '已完成');
    await openAnew('subpackages/shop/orders/index');
    await seen(app, productTitle).waitFor();
    await shot('owner-60-orders');
  });

  it(
    'waits for the wave, grabs, and takes the cash',
    async () => {
      await openAnew(`subpackages/campaign/wave/index?id=${campaignId}`);
      await waitFor(app, campaignTitle);
      await button(app, '抢红包').waitFor({ timeout: WAVE_PATIENCE_MS });
      await shot('owner-61-wave-open');
      await button(app, '规则与概率').click();
      await waitFor(app, '中奖概率');
      await shot('owner-62-wave-rules');
      await button(app, '知道了').click();
      await button(app, '抢红包').click();
      await button(app, '确认收款').waitFor();
      await waitFor(app, '手气榜');
      await shot('owner-63-wave-won');
      await button(app, '确认收款').click();
      await agree();
      await waitFor(app, '已到账');
      await openAnew('subpackages/campaign/mine/index');
      await waitFor(app, '¥5.00');
      await shot('owner-64-packets');
      const { items } = await owner.get('/owner/red-packets');
      expect(items).toMatchObject([{ campaignId, amountFen: 500, state: 'paid' }]);
    },
    WAVE_PATIENCE_MS + MINUTE_MS,
  );

  it('reads all of it in large letters', async () => {
    await app.evaluate(() => localStorage.setItem('cheban.large-text', 'true'));
    const { cards } = await owner.get('/owner/cards');
    const pages = [
      ['wave', `campaign/wave/index?id=${campaignId}`, '手气榜'],
      ['claim', `coupon/claim/index?id=${typeId}`, couponTitle],
      ['shop', 'shop/items/index', cardTitle],
      ['card', `shop/card/index?id=${cards[0].id}`, '剩 4 次'],
    ] as const;
    for (const [name, path, words] of pages) {
      await openAnew(`subpackages/${path}`);
      await waitFor(app, words);
      await shot(`owner-65-large-${name}`);
    }
  });
});
