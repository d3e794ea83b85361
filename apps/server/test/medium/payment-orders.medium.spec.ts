import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeShop, type TestShop } from '../support/shop.js';
import { startWorld, type World } from '../support/world.js';

describe('orders and their money', () => {
  let world: World;
  let shop: TestShop;
  beforeAll(async () => {
    world = await startWorld();
    shop = await makeShop(world);
  });
  afterAll(() => world?.stop());

  it('sell a card: ordered, paid in WeChat, told by notice, in the wallet', async () => {
    const card = await shop.sellable('card');
    const order = await shop.owner.client.shop.buy({ body: { itemId: card.id, quantity: 1 } });
    expect(order).toMatchObject({ state: 'open', canPay: true, totalFen: 50_000 });
    const { params, simulated } = await shop.pay(order.payOrderId);
    expect(simulated).toBe(true);
    expect(params?.package).toMatch(/^prepay_id=/);
    await shop.typePassword(order.payOrderId);
    expect(await shop.owner.client.payment.order({ params: { id: order.payOrderId } })).toMatchObject({
      state: 'paid',
    });
    await world.settle();
    const done = await shop.owner.client.shop.order({ params: { id: order.id } });
    expect(done).toMatchObject({ state: 'done' });
    const { cards } = await shop.owner.client.shop.cards({});
    expect(cards).toMatchObject([{ id: done.cardId, usesLeft: 5, canUse: true, expiresOn: '2027-11-18' }]);
    const sums = await shop.manager.client.staffPayment.balances({ query: {} });
    expect(sums.sumFen).toBe(0);
    expect(sums.accounts).toContainEqual({ account: 'purse', label: '微信商户余额', fen: 50_000 });
  });
});
