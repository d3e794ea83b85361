import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { sweepPaymentsJob } from '../../src/modules/payment/index.js';
import { call } from '../support/clients.js';
import { makeOwner } from '../support/factories.js';
import { meetingOf } from '../support/meeting.js';
import { ledgerOf, makeShop, type TestShop } from '../support/shop.js';
import { startWorld, type World } from '../support/world.js';

const wins = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length;

describe('cards and products', () => {
  let world: World;
  let shop: TestShop;
  beforeAll(async () => {
    world = await startWorld();
    shop = await makeShop(world);
  });
  afterAll(() => world?.stop());

  const cardOf = async (options: Parameters<TestShop['sellable']>[1] = {}) => {
    const item = await shop.sellable('card', options);
    const order = await shop.bought(item.id);
    return { order, cardId: order.cardId ?? '' };
  };
  const use = (cardId: string, seen: number, by = shop.advisor) =>
    by.client.staffShop.useCard({ params: { id: cardId }, body: { seen } });

  it('find a card at the counter by its QR text and its code, in its own store only', async () => {
    const { cardId } = await cardOf();
    const mine = await shop.owner.client.shop.card({ params: { id: cardId } });
    for (const code of [mine.token, mine.code, mine.code?.toLowerCase()]) {
      const found = await shop.advisor.client.staffShop.findCard({
        query: { storeId: shop.store.id, code: code ?? '' },
      });
      expect(found).toMatchObject({ id: cardId, usesLeft: 5, canUse: true, ownerName: '王小明' });
    }
    const other = await makeShop(world, 'S2');
    await expect(
      other.advisor.client.staffShop.findCard({
        query: { storeId: other.store.id, code: mine.code ?? '' },
      }),
    ).rejects.toMatchObject({ code: 'SHOP.CODE_UNKNOWN' });
    for (const code of ["' OR 1=1 --", '车牌晋A12345', '%%%%%%']) {
      const query = new URLSearchParams({ storeId: shop.store.id, code });
      const answer = await call(world.api, 'GET', `/staff/card-at-counter?${query}`, {
        token: shop.advisor.token,
      });
      expect(answer.status).toBe(404);
    }
  });

  it('give the last use to one of two counters', async () => {
    const { cardId } = await cardOf({ uses: 1 });
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => use(cardId, 1, index % 2 ? shop.advisor : shop.care)),
    );
    expect(wins(results)).toBe(1);
    const view = await shop.advisor.client.staffShop.card({ params: { id: cardId } });
    expect(view).toMatchObject({ usesLeft: 0, state: 'used_up', canUse: false });
    expect(view.uses).toHaveLength(1);
  });

  it('would give it to both if they looked first and wrote then', async () => {
    const { cardId } = await cardOf({ uses: 1 });
    const allLooked = meetingOf(2);
    const naive = async () => {
      const [row] = await world.rows<{ n: number }>('SELECT uses_left AS n FROM service_card WHERE id = ?', [
        cardId,
      ]);
      await allLooked();
      if ((row?.n ?? 0) < 1) return false;
      await world.rows('UPDATE service_card SET uses_left = uses_left - 1 WHERE id = ?', [cardId]);
      return true;
    };
    const both = await Promise.all([naive(), naive()]);
    expect(both).toEqual([true, true]);
  });

  it('make a use once for a counter that saw it, and give it back once, with a reason', async () => {
    const { cardId } = await cardOf();
    const [first, second] = await Promise.allSettled([use(cardId, 5), use(cardId, 5, shop.care)]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    const used = await use(cardId, 4);
    expect(used).toMatchObject({ usesLeft: 3 });
    const firstUse = used.uses.find(({ no }) => no === 1);
    const params = { id: firstUse?.id ?? '' };
    const body = { reason: '车主改约' };
    await expect(shop.advisor.client.staffShop.undoUse({ params, body })).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
    const undone = await shop.manager.client.staffShop.undoUse({ params, body });
    expect(undone.usesLeft).toBe(4);
    await expect(shop.manager.client.staffShop.undoUse({ params, body })).rejects.toMatchObject({
      code: 'CARD.STATE',
    });
    const again = await use(cardId, 4);
    const uses = again.uses.map(({ no, undoneAt }) => `${no} ${undoneAt === null ? 'counts' : 'undone'}`);
    expect(uses.sort()).toEqual(['1 counts', '1 undone', '2 counts']);
    const log = await world.rows(
      "SELECT action FROM audit_log WHERE subject_id = ? AND action LIKE 'card.%'",
      [cardId],
    );
    expect(log).toHaveLength(4);
  });

  it('give back by the rule, and never a card that is being used', async () => {
    const { order, cardId } = await cardOf();
    await use(cardId, 5);
    const params = { id: order.id };
    const quote = await shop.manager.client.staffShop.refundQuote({ params });
    expect(quote).toMatchObject({ amountFen: 38_000, mayChoose: false, needsApproval: false });
    const refund = (amountFen: number) =>
      shop.manager.client.staffShop.refund({ params, body: { amountFen, reason: '车主要求' } });
    await expect(refund(50_000)).rejects.toMatchObject({ code: 'SHOP.REFUND_CHANGED' });
    const [one, two, three] = await Promise.allSettled([refund(38_000), refund(38_000), use(cardId, 4)]);
    expect(wins([one, two])).toBeLessThanOrEqual(1);
    expect(wins([one, two, three])).toBe(1);
    await world.run(sweepPaymentsJob);
    await world.settle();
    const books = await ledgerOf(world, order.payOrderId);
    const card = await shop.advisor.client.staffShop.card({ params: { id: cardId } });
    if (three.status === 'rejected') {
      expect(card.state).toBe('refunded');
      expect(books).toEqual({ income: -12_000, purse: 12_000, refund: 0 });
    } else expect(card).toMatchObject({ state: 'active', usesLeft: 3 });
  });

  it('sell the last one to one of many, and put it back when it is not paid', async () => {
    const item = await shop.sellable('product', { stock: 1 });
    const buyers = await Promise.all([
      makeOwner(world),
      makeOwner(world),
      makeOwner(world),
      makeOwner(world),
    ]);
    const results = await Promise.allSettled(buyers.map((buyer) => shop.buy(item.id, 1, buyer)));
    expect(wins(results)).toBe(1);
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    const order = results[winner];
    const owner = buyers[winner];
    if (order?.status !== 'fulfilled' || !owner) throw new Error('Nobody got it');
    await owner.client.shop.cancelOrder({ params: { id: order.value.id } });
    await world.run(sweepPaymentsJob);
    await world.settle();
    expect(await owner.client.shop.order({ params: { id: order.value.id } })).toMatchObject({
      state: 'closed',
    });
    expect(await owner.client.shop.item({ params: { id: item.id } })).toMatchObject({
      stockLeft: 1,
      canBuy: true,
    });
  });

  it('keep the limit of a person, whatever they tap at once', async () => {
    const item = await shop.sellable('product', { stock: 50, limitPerOwner: 2 });
    const taps = await Promise.allSettled(Array.from({ length: 6 }, () => shop.buy(item.id)));
    expect(wins(taps)).toBe(2);
    const look = () => shop.owner.client.shop.item({ params: { id: item.id } });
    const full = await look();
    expect(full).toMatchObject({ mostNow: 0, stockLeft: 48, text: '您有一个订单还没付款' });
    // The way back to the payment, until nothing waits for one.
    for (const tap of taps)
      if (tap.status === 'fulfilled')
        await shop.owner.client.shop.cancelOrder({ params: { id: tap.value.id } });
    expect(taps.map((tap) => tap.status === 'fulfilled' && tap.value.id)).toContain(full.unpaidOrderId);
    expect(await look()).toMatchObject({ unpaidOrderId: null });
  });

  it('hand a product over once, by its code; before that its owner may give it back', async () => {
    const item = await shop.sellable('product', { stock: 9 });
    const order = await shop.bought(item.id, 2);
    expect(order).toMatchObject({ state: 'paid', totalFen: 6_000, canRefund: true });
    const found = await shop.advisor.client.staffShop.findPickUp({
      query: { storeId: shop.store.id, code: order.pickUpCode ?? '' },
    });
    expect(found).toMatchObject({ id: order.id, canPickUp: true, quantity: 2 });
    const params = { id: order.id };
    const both = await Promise.allSettled([
      shop.advisor.client.staffShop.pickUp({ params }),
      shop.care.client.staffShop.pickUp({ params }),
      shop.owner.client.shop.refundOrder({ params }),
    ]);
    expect(wins(both)).toBe(1);
  });

  it('share a card with the family by their phone, and take it back at any time', async () => {
    const { cardId } = await cardOf();
    const spouse = await makeOwner(world, { name: '李梅' });
    const stranger = await makeOwner(world);
    const params = { id: cardId };
    await expect(spouse.client.shop.card({ params })).rejects.toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    await expect(
      shop.owner.client.shop.invite({ params, body: { phone: shop.owner.phone } }),
    ).rejects.toMatchObject({ code: 'CARD.SHARE_SELF' });
    const invited = await shop.owner.client.shop.invite({ params, body: { phone: spouse.phone } });
    const share = { id: invited.shares[0]?.id ?? '' };
    // Whoever is invited is told once, in the inbox; whoever invites twice does not tell twice.
    await shop.owner.client.shop.invite({ params, body: { phone: spouse.phone } });
    await world.settle();
    await world.run(sendJob);
    const told = (await spouse.client.message.list({ query: {} })).items.filter(
      ({ kind }) => kind === 'card_invited',
    );
    expect(told).toMatchObject([{ title: '家人邀请您共用服务卡' }]);
    expect(told[0]?.body).toContain('王小明邀请您一起用');
    expect(invited.shares[0]).toMatchObject({ state: 'invited', name: null });
    expect((await stranger.client.shop.cards({})).invitations).toEqual([]);
    await expect(
      stranger.client.shop.answerShare({ params: share, body: { accept: true } }),
    ).rejects.toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect((await spouse.client.shop.cards({})).invitations).toMatchObject([{ from: '王小明', usesLeft: 5 }]);
    await spouse.client.shop.answerShare({ params: share, body: { accept: true } });
    expect(await spouse.client.shop.card({ params })).toMatchObject({
      mine: false,
      canUse: true,
      shares: [],
    });
    const seen = await shop.advisor.client.staffShop.card({ params });
    expect(seen.sharedWith).toEqual(['李梅']);
    await shop.owner.client.shop.revokeShare({ params: share });
    await expect(spouse.client.shop.card({ params })).rejects.toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    for (const tail of ['1', '2', '3', '4'])
      await shop.owner.client.shop.invite({ params, body: { phone: `1370000000${tail}` } });
    await expect(
      shop.owner.client.shop.invite({ params, body: { phone: '13700000005' } }),
    ).rejects.toMatchObject({ code: 'CARD.SHARES_FULL' });
  });
});
