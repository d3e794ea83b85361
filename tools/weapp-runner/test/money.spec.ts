import { describe, expect, it } from 'vitest';
import { useWeapp } from './weapp-app.js';

const { launch, bodies } = useWeapp();
const patienceMs = 10_000;

describe('red packets, coupons and cards in the weapp build', () => {
  it('grabs again by itself when the crowd swallowed the first tap, and takes the cash in WeChat', async () => {
    const app = launch();
    const page = await app.open('subpackages/campaign/wave/index?id=g9&wave=1');
    await app.waitFor('点红包或点“抢”');
    expect(app.text()).toContain('现金红包 300 份');
    expect(app.text()).toContain('李** 139****8820');
    expect(page.nodes().count).toBeLessThan(500);
    await app.tap('.wave__go');
    await app.waitFor('¥8.88', patienceMs);
    // The button comes when the money can be taken.
    await app.waitFor(() => app.current().find('.prize .cb-button'), patienceMs);
    expect(app.current().find('.prize .cb-button')?.textContent).toBe('确认收款');
    const grabs = bodies().filter(({ path }) => path === '/api/owner/campaigns/g9/waves/1/grab');
    expect(grabs.map(({ body }) => body)).toEqual([{ ticket: 'ticket-1' }, { ticket: 'ticket-1' }]);
    await app.tap('.prize .cb-button');
    await app.waitFor('现金红包 · 已到账', patienceMs);
    expect(app.records.payments).toEqual([
      { api: 'requestMerchantTransfer', package: 'package-of-transfer' },
    ]);
  });

  it('says the rules and how often a tap wins, one tap away', async () => {
    const app = launch();
    await app.open('subpackages/campaign/wave/index?id=g9&wave=1');
    await app.waitFor('规则与概率');
    await app.tap('规则与概率');
    await app.waitFor('中奖概率：100%');
    expect(app.text()).toContain('每位车主每波限抢一份');
  });

  it('claims a coupon and shows its code for the counter', async () => {
    const app = launch();
    await app.open('subpackages/coupon/claim/index?id=t9');
    await app.waitFor('还剩 12 张');
    await app.tap('领取秋季保养代金券');
    await app.waitFor('去使用');
    expect(bodies().find(({ path }) => path.endsWith('/t9/claim'))?.body).toEqual({
      requestId: expect.stringMatching(/^[\w-]{8,40}$/),
    });
    await app.tap('去使用');
    await app.waitFor('4071 8826');
    expect(app.text()).toContain('结账前出示');
    expect(app.current().find('.cb-code__picture')).toBeDefined();
  });

  it('keeps coupons and codes in the wallet, and shows a code only when asked', async () => {
    const app = launch();
    await app.open('subpackages/coupon/wallet/index');
    await app.waitFor('1月9日 周三前有效');
    expect(app.text()).toContain('快到期');
    await app.tap('兑换码');
    await app.waitFor('WD****07');
    expect(app.text()).not.toContain('WD2030-07');
    await app.tap('查看2D 电影票兑换码');
    await app.waitFor('WD2030-07');
    expect(app.text()).toContain('在取票机输入');
  });

  it('leaves the order open for who closes the cashier', async () => {
    const app = launch({ person: { pays: () => false } });
    await app.open('subpackages/shop/item/index?id=i9');
    await app.waitFor('微信支付 ¥1,680');
    await app.tap('微信支付');
    await app.waitFor('待付款', patienceMs);
    expect(app.current().route).toBe('subpackages/shop/order/index');
    expect(app.records.payments).toHaveLength(1);
    expect(app.records.requests.some(({ url }) => url.endsWith('/refresh'))).toBe(false);
  });

  it('buys a card in three taps and shares it with the family', async () => {
    const app = launch();
    await app.open('subpackages/shop/items/index');
    await app.waitFor('小保养五次卡');
    await app.tap('小保养五次卡');
    await app.waitFor('微信支付 ¥1,680');
    await app.tap('微信支付');
    await app.waitFor('打开保养卡', patienceMs);
    expect(app.records.payments).toEqual([{ api: 'requestPayment', package: 'prepay_id=wx9' }]);
    expect(bodies().find(({ path }) => path === '/api/owner/shop/orders')?.body).toEqual({
      itemId: 'i9',
      quantity: 1,
    });
    await app.tap('打开保养卡');
    await app.waitFor('8842 1190');
    expect(app.text()).toContain('剩 5 次');
    await app.tap('邀请家人');
    await app.waitFor('发出邀请');
    await app.input('家人的手机号', '13800000001');
    await app.waitFor(() => !app.current().find('.cb-sheet__foot .cb-button--off'));
    await app.tap('发出邀请');
    await app.waitFor('138****0001');
  });
});
