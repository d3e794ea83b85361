import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { reconcileMoneyJob, sweepPaymentsJob } from '../../src/modules/payment/index.js';
import { NoticeRepository } from '../../src/modules/payment/persistence/notice.repository.js';
import { meetingOf } from '../support/meeting.js';
import { fakeNotice, ledgerOf, makeShop, type TestShop, tradeOf, travel } from '../support/shop.js';
import { startWorld, type World } from '../support/world.js';

const MINUTE = 60_000;

describe('orders and their money', () => {
  let world: World;
  let shop: TestShop;
  beforeAll(async () => {
    world = await startWorld();
    shop = await makeShop(world);
  });
  afterAll(() => world?.stop());

  const stateOf = async (payOrderId: string) =>
    (await shop.owner.client.payment.order({ params: { id: payOrderId } })).state;
  const auditOf = (action: string) => world.rows('SELECT text FROM audit_log WHERE action = ?', [action]);
  const ordered = async () => {
    const item = await shop.sellable('product', { stock: 5 });
    const order = await shop.buy(item.id);
    await shop.pay(order.payOrderId);
    return { item, order };
  };

  it('sell a card: ordered, paid in WeChat, told by notice, in the wallet', async () => {
    const card = await shop.sellable('card');
    const order = await shop.buy(card.id);
    expect(order).toMatchObject({ state: 'open', canPay: true, totalFen: 50_000 });
    const { params, simulated } = await shop.pay(order.payOrderId);
    expect(simulated).toBe(true);
    expect(params?.package).toMatch(/^prepay_id=/);
    await shop.typePassword(order.payOrderId);
    expect(await stateOf(order.payOrderId)).toBe('paid');
    await world.settle();
    const done = await shop.owner.client.shop.order({ params: { id: order.id } });
    expect(done).toMatchObject({ state: 'done' });
    const { cards } = await shop.owner.client.shop.cards({});
    expect(cards).toMatchObject([{ id: done.cardId, usesLeft: 5, canUse: true, expiresOn: '2027-11-18' }]);
    const sums = await shop.manager.client.staffPayment.balances({ query: {} });
    expect(sums.sumFen).toBe(0);
    expect(sums.accounts).toContainEqual({ account: 'purse', label: '微信商户余额', fen: 50_000 });
  });

  it('are paid once when the notice comes a hundred times at once, and every copy hears so', async () => {
    const { order } = await ordered();
    const notice = await fakeNotice(world, order.payOrderId);
    const { statuses } = await notice({ copies: 100 });
    expect(statuses).toEqual(Array.from({ length: 100 }, () => 200));
    expect(await stateOf(order.payOrderId)).toBe('paid');
    expect(await ledgerOf(world, order.payOrderId)).toEqual({ income: -3_000, purse: 3_000 });
    const events = await world.rows(
      "SELECT 1 FROM outbox_event WHERE type = 'order.paid' AND payload LIKE ?",
      [`%${order.payOrderId}%`],
    );
    expect(events).toHaveLength(1);
  });

  it('would be paid many times by a handler that looks first and writes then', async () => {
    const { order } = await ordered();
    const allLooked = meetingOf(20);
    const naive = async (copy: number) => {
      const [row] = await world.rows<{ state: string }>('SELECT state FROM pay_order WHERE id = ?', [
        order.payOrderId,
      ]);
      await allLooked();
      if (row?.state !== 'open') return;
      await world.rows("UPDATE pay_order SET state = 'paid' WHERE id = ?", [order.payOrderId]);
      await world.rows(
        `INSERT INTO money_entry (id, posting_key, account, posting, store_id, subject_type, subject_id, amount_fen, at)
         SELECT LEFT(CONCAT(?, id), 26), CONCAT('naive:', ?), 'purse', 'order_paid', store_id, 'pay_order', id,
           total_fen, created_at FROM pay_order WHERE id = ?`,
        [String(copy).padStart(3, '0'), copy, order.payOrderId],
      );
    };
    await Promise.all(Array.from({ length: 20 }, (_, copy) => naive(copy)));
    const { purse } = await ledgerOf(world, order.payOrderId);
    expect(purse).toBeGreaterThan(3_000);
    await world.rows("DELETE FROM money_entry WHERE posting_key LIKE 'naive:%'");
  });

  it.each([
    ['a probe of WeChat', { odd: { signature: 'WECHATPAY/SIGNTEST/x' } }],
    ['an unknown key', { odd: { serial: 'PUB_KEY_ID_OF_SOMEBODY' } }],
    ['a timestamp six minutes old', { odd: { skewSec: -360 } }],
    ['a timestamp six minutes ahead', { odd: { skewSec: 360 } }],
    ['another merchant', { content: { mchid: '1900000999' } }],
    ['another sum', { content: { amount: { total: 1, currency: 'CNY' } } }],
    ['an order we never made', { content: { out_trade_no: 'NOBODY0001' } }],
  ])('refuse a notice with %s, and write it down', async (_, changes) => {
    const { order } = await ordered();
    const before = (await auditOf('payment.notice-refused')).length;
    const notice = await fakeNotice(world, order.payOrderId);
    const { statuses } = await notice(changes);
    expect(statuses).toEqual([403]);
    expect(await stateOf(order.payOrderId)).toBe('open');
    expect(await ledgerOf(world, order.payOrderId)).toEqual({});
    expect(await auditOf('payment.notice-refused')).toHaveLength(before + 1);
  });

  it('take a recorded notice once only, and let the real repetition in', async () => {
    const { order } = await ordered();
    const notice = await fakeNotice(world, order.payOrderId);
    const odd = { nonce: `recorded-${order.id}` };
    expect((await notice({ odd })).statuses).toEqual([200]);
    expect((await notice({ odd })).statuses).toEqual([403]);
    expect((await notice({})).statuses).toEqual([200]);
    expect(await ledgerOf(world, order.payOrderId)).toEqual({ income: -3_000, purse: 3_000 });
  });

  it('would be taken again from a recording if nobody kept their nonces', async () => {
    const { order } = await ordered();
    const notice = await fakeNotice(world, order.payOrderId);
    const odd = { nonce: `forgotten-${order.id}` };
    const keeps = vi.spyOn(world.get(NoticeRepository), 'insert').mockResolvedValue(true);
    try {
      expect((await notice({ odd })).statuses).toEqual([200]);
      expect((await notice({ odd })).statuses).toEqual([200]);
    } finally {
      keeps.mockRestore();
    }
  });

  it('are found paid by asking when every notice is lost, and closed when nobody paid', async () => {
    await world.phones.put('/pay/notices', { lost: true });
    const paid = await ordered();
    const unpaid = await ordered();
    await world.phones.post(`/pay/orders/${await tradeOf(world, paid.order.payOrderId)}/pay`);
    await world.phones.put('/pay/notices', { lost: false });
    await travel(world, MINUTE);
    await world.run(sweepPaymentsJob);
    await world.settle();
    expect(await stateOf(paid.order.payOrderId)).toBe('paid');
    expect(await stateOf(unpaid.order.payOrderId)).toBe('open');
    await travel(world, 31 * MINUTE);
    await world.run(sweepPaymentsJob);
    await world.settle();
    expect(await stateOf(unpaid.order.payOrderId)).toBe('closed');
    const left = await shop.owner.client.shop.item({ params: { id: unpaid.item.id } });
    expect(left.stockLeft).toBe(5);
  });

  it('give money back that comes after the close', async () => {
    const { item, order } = await ordered();
    const late = await fakeNotice(world, order.payOrderId);
    await shop.owner.client.shop.cancelOrder({ params: { id: order.id } });
    await world.phones.put('/faults/pay_close', { mode: 'errcode', errcode: 'ORDER_CLOSED', times: 1 });
    await world.run(sweepPaymentsJob);
    expect(await stateOf(order.payOrderId)).toBe('closed');
    // WeChat Pay took the money although the close had been answered.
    await world.phones.put('/pay/notices', { lost: true });
    await world.phones.post(`/pay/orders/${await tradeOf(world, order.payOrderId)}/pay`);
    await world.phones.put('/pay/notices', { lost: false });
    expect((await late({})).statuses).toEqual([200]);
    expect(await stateOf(order.payOrderId)).toBe('late');
    await world.run(sweepPaymentsJob);
    await world.settle();
    expect(await ledgerOf(world, order.payOrderId)).toEqual({ income: 0, purse: 0, refund: 0 });
    expect((await shop.owner.client.shop.item({ params: { id: item.id } })).stockLeft).toBe(5);
  });

  it('give money back once when WeChat Pay errs after the work: the same number, asked before it is told', async () => {
    const item = await shop.sellable('product');
    const order = await shop.bought(item.id);
    await world.phones.put('/pay/notices', { lost: true });
    await world.phones.put('/faults/pay_refund', {
      mode: 'errcode-after',
      errcode: 'SYSTEM_ERROR',
      times: 1,
    });
    await shop.owner.client.shop.refundOrder({ params: { id: order.id } });
    await world.run(sweepPaymentsJob);
    const [first] = (await shop.manager.client.staffPayment.order({ params: { id: order.payOrderId } }))
      .refunds;
    expect(first).toMatchObject({ state: 'planned' });
    expect(first?.problem).toContain('核实');
    await travel(world, MINUTE);
    await world.run(sweepPaymentsJob);
    await world.settle();
    await world.phones.put('/pay/notices', { lost: false });
    const books = await world.phones.get<{ refunds: { outTradeNo: string }[] }>('/pay');
    const number = await tradeOf(world, order.payOrderId);
    expect(books.refunds.filter(({ outTradeNo }) => outTradeNo === number)).toHaveLength(1);
    expect(await shop.owner.client.shop.order({ params: { id: order.id } })).toMatchObject({
      state: 'refunded',
      refundedFen: 3_000,
    });
  });

  it('count each payment and refund once when their notices wait and the refund is told before the payment', async () => {
    const { order } = await ordered();
    await world.phones.put('/pay/notices', { hold: true });
    await world.phones.post(`/pay/orders/${await tradeOf(world, order.payOrderId)}/pay`);
    // The payment is found by asking, and the money given back, before a word of either has come.
    await travel(world, MINUTE);
    await world.run(sweepPaymentsJob);
    await world.settle();
    await shop.owner.client.shop.refundOrder({ params: { id: order.id } });
    await world.run(sweepPaymentsJob);
    const heard = async () => (await world.rows('SELECT 1 FROM pay_notice')).length;
    const before = await heard();
    await world.phones.put('/pay/notices', { hold: false });
    await world.phones.post('/pay/notices/release');
    await world.settle();
    expect(await heard()).toBe(before + 2);
    expect(await shop.owner.client.shop.order({ params: { id: order.id } })).toMatchObject({
      state: 'refunded',
      refundedFen: 3_000,
    });
    expect(await ledgerOf(world, order.payOrderId)).toEqual({ income: 0, purse: 0, refund: 0 });
    const told = await world.rows<{ type: string }>(
      "SELECT type FROM outbox_event WHERE type LIKE 'order.%' AND payload LIKE ? ORDER BY seq",
      [`%${order.payOrderId}%`],
    );
    expect(told.filter(({ type }) => type === 'order.paid')).toHaveLength(1);
  });

  it('want a second person above the limit, who is not the first; of two at once one decides', async () => {
    const card = await shop.sellable('card', { priceFen: 90_000 });
    const order = await shop.bought(card.id);
    const params = { id: order.id };
    const quote = await shop.manager.client.staffShop.refundQuote({ params });
    expect(quote).toMatchObject({ amountFen: 90_000, needsApproval: true });
    const body = { amountFen: quote.amountFen, reason: '车主搬家' };
    await shop.manager.client.staffShop.refund({ params, body });
    await expect(shop.care.client.staffShop.refund({ params, body })).rejects.toMatchObject({
      code: 'SHOP.STATE',
    });
    const waiting = await shop.manager.client.staffPayment.refunds({ query: { state: 'waiting' } });
    const refund = { id: waiting.items[0]?.id ?? '' };
    expect(waiting.items[0]).toMatchObject({ canDecide: false, decidedBy: null, amountFen: 90_000 });
    await expect(shop.manager.client.staffPayment.approveRefund({ params: refund })).rejects.toMatchObject({
      code: 'PAY.OWN_APPROVAL',
    });
    const both = await Promise.allSettled([
      shop.deputy.client.staffPayment.approveRefund({ params: refund }),
      shop.deputy.client.staffPayment.rejectRefund({ params: refund, body: { reason: '卡已使用' } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const decided = await shop.manager.client.staffPayment.order({ params: { id: order.payOrderId } });
    expect(decided.refunds).toMatchObject([{ askedBy: shop.manager.login, decidedBy: shop.deputy.login }]);
    await world.run(sweepPaymentsJob);
    await world.settle();
    const entries = await ledgerOf(world, order.payOrderId);
    const end = await shop.owner.client.shop.order({ params });
    if (end.state === 'refunded') expect(entries).toEqual({ income: 0, purse: 0, refund: 0 });
    else expect(entries).toEqual({ income: -90_000, purse: 90_000 });
  });

  it('agree with WeChat Pay, and where they do not a person sees it and settles it', async () => {
    const { order } = await ordered();
    await travel(world, 20 * MINUTE);
    await world.rows("UPDATE pay_order SET state = 'paid', paid_at = ? WHERE id = ?", [
      world.clock.date(),
      order.payOrderId,
    ]);
    await world.run(reconcileMoneyJob);
    const { items } = await shop.manager.client.staffPayment.differences({ query: { state: 'open' } });
    const ours = items.filter(({ subjectId }) => subjectId === order.payOrderId);
    expect(ours).toMatchObject([{ kind: 'order', ours: '已付款', theirs: '未支付', oursFen: 3_000 }]);
    const params = { id: ours[0]?.id ?? '' };
    await shop.manager.client.staffPayment.seeDifference({ params });
    const settled = await shop.deputy.client.staffPayment.settleDifference({
      params,
      body: { note: '测试数据，已更正' },
    });
    expect(settled).toMatchObject({ state: 'settled', note: '测试数据，已更正' });
    const runs = await shop.manager.client.staffPayment.runs({ query: {} });
    expect(runs.items[0]).toMatchObject({ unanswered: 0 });
    expect(runs.items[0]?.checked).toBeGreaterThan(3);
    const [sum] = await world.rows<{ fen: string }>(
      'SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM money_entry',
    );
    expect(Number(sum?.fen)).toBe(0);
  });
});
