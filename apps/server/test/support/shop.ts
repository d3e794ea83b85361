import type { PayOrderKind, PayParamsView, ShopOrderView, StaffShopItem } from '@cheban/contracts';
import { Payouts } from '../../src/modules/payment/index.js';
import { newId } from '../../src/platform/database/index.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from './factories.js';
import type { World } from './world.js';

/** A store that sells, with people of every part. */
export interface TestShop {
  store: TestStore;
  owner: TestOwner;
  marketing: TestStaff;
  advisor: TestStaff;
  care: TestStaff;
  manager: TestStaff;
  /** A second person for approvals. */
  deputy: TestStaff;
  /** A card of five uses for 500 yuan, or a product for 30 yuan, on sale. */
  sellable(kind: PayOrderKind, options?: SellableOptions): Promise<StaffShopItem>;
  buy(itemId: string, quantity?: number, owner?: TestOwner): Promise<ShopOrderView>;
  pay(payOrderId: string, owner?: TestOwner): Promise<PayParamsView>;
  /** The owner types the password in WeChat; the notice is delivered before it answers. */
  typePassword(payOrderId: string): Promise<void>;
  /** Ordered, paid and told to the shop. */
  bought(itemId: string, quantity?: number, owner?: TestOwner): Promise<ShopOrderView>;
}

export interface SellableOptions {
  stock?: number | null;
  limitPerOwner?: number;
  priceFen?: number;
  uses?: number;
  refund?: {
    kind: 'none' | 'unused' | 'rest';
    usedAt: 'list' | 'card';
    feePercent: number;
    graceDays: number;
  };
}

export const REST = { kind: 'rest', usedAt: 'list', feePercent: 0, graceDays: 7 } as const;

export async function makeShop(world: World, code = 'S1', known?: TestStore): Promise<TestShop> {
  const store = known ?? (await makeStore(world, { code }));
  const staff = (role: Parameters<typeof makeStaff>[1], login: string) =>
    makeStaff(world, role, [store.id], `${code}-${login}`);
  const owner = await makeOwner(world, { name: '王小明' });
  await makeVehicle(world, store.id, owner.ownerId);
  const people = {
    marketing: await staff('marketing', 'marketing'),
    advisor: await staff('advisor', 'advisor'),
    care: await staff('care', 'care'),
    manager: await staff('manager', 'manager'),
    deputy: await staff('manager', 'deputy'),
  };
  const shop: TestShop = {
    store,
    owner,
    ...people,
    sellable: async (kind, options = {}) => {
      const { stock = null, limitPerOwner = null, priceFen, uses = 5, refund = REST } = options;
      const card =
        kind === 'card'
          ? { serviceName: '定期保养', uses, singleFen: 12_000, validDays: 365, shareable: true, refund }
          : null;
      const title = kind === 'card' ? '保养五次卡' : '四季玻璃水';
      const made = await people.marketing.client.staffShop.createItem({
        body: {
          storeId: store.id,
          stock,
          item: {
            kind,
            title,
            priceFen: priceFen ?? (kind === 'card' ? 50_000 : 3_000),
            limitPerOwner,
            card,
          },
        },
      });
      return people.marketing.client.staffShop.setItemState({
        params: { id: made.id },
        body: { state: 'on_sale' },
      });
    },
    buy: (itemId, quantity = 1, by = owner) => by.client.shop.buy({ body: { itemId, quantity } }),
    pay: (payOrderId, by = owner) => by.client.payment.pay({ params: { id: payOrderId }, body: {} }),
    typePassword: async (payOrderId) => {
      await world.phones.post(`/pay/orders/${await tradeOf(world, payOrderId)}/pay`);
      await world.phones.post('/pay/notices/flush');
    },
    bought: async (itemId, quantity = 1, by = owner) => {
      const order = await shop.buy(itemId, quantity, by);
      await shop.pay(order.payOrderId, by);
      await shop.typePassword(order.payOrderId);
      await world.settle();
      return by.client.shop.order({ params: { id: order.id } });
    },
  };
  return shop;
}

/** The number of an order at WeChat Pay. */
export async function tradeOf(world: World, payOrderId: string): Promise<string> {
  const [row] = await world.rows<{ no: string }>('SELECT out_trade_no AS no FROM pay_order WHERE id = ?', [
    payOrderId,
  ]);
  return row?.no ?? '';
}

/** Sums by account of what is about one thing; empty without entries. */
export async function ledgerOf(world: World, subjectId: string): Promise<Record<string, number>> {
  const rows = await world.rows<{ account: string; fen: string }>(
    'SELECT account, SUM(amount_fen) AS fen FROM money_entry WHERE subject_id = ? GROUP BY account',
    [subjectId],
  );
  return Object.fromEntries(rows.map(({ account, fen }) => [account, Number(fen)]));
}

export interface NoticeChanges {
  copies?: number;
  content?: object;
  odd?: { signature?: string; serial?: string; nonce?: string; skewSec?: number };
}

/** Sends notices that say an order was paid, signed by the simulator, with changes a thief would make. */
export async function fakeNotice(
  world: World,
  payOrderId: string,
): Promise<(changes: NoticeChanges) => Promise<{ statuses: (number | string)[] }>> {
  const [row] = await world.rows<{ no: string; total: number; merchant: string }>(
    'SELECT out_trade_no AS no, total_fen AS total, merchant_id AS merchant FROM pay_order WHERE id = ?',
    [payOrderId],
  );
  return async ({ copies = 1, content = {}, odd = {} }) => {
    await setSimulator(world);
    return world.phones.post('/pay/notices/craft', {
      url: `${world.api}/callback/pay/${row?.merchant}`,
      event: 'TRANSACTION.SUCCESS',
      originalType: 'transaction',
      copies,
      odd,
      content: {
        out_trade_no: row?.no,
        transaction_id: `42000${row?.no}`.slice(0, 32),
        trade_state: 'SUCCESS',
        success_time: world.clock.date().toISOString(),
        amount: { total: row?.total, currency: 'CNY' },
        payer: { openid: 'o' },
        ...content,
      },
    });
  };
}

/** The server's clock stands still and the simulator's goes on: on a slow machine notices would be too old or too young. */
async function setSimulator(world: World): Promise<void> {
  await world.phones.put('/clock', { offsetMs: world.clock.now() - Date.now() });
}

/** Moves the time of server and simulator; everybody stays logged in. */
export async function travel(world: World, ms: number): Promise<void> {
  world.clock.advance(ms);
  await setSimulator(world);
  const later = new Date(world.clock.now() + 3_600_000);
  await world.rows('UPDATE session SET access_until = ?', [later]);
}

/** One of everything that was sold or given, in a store and to an owner: for tests of who may see it. */
export async function makeSales(world: World, store: TestStore, owner: TestOwner) {
  const shop = await makeShop(world, `${store.code}-sales`, store);
  const card = await shop.sellable('card', { priceFen: 90_000 });
  const order = await shop.bought(card.id, 1, owner);
  const cardId = order.cardId ?? '';
  const params = { id: cardId };
  const used = await shop.advisor.client.staffShop.useCard({ params, body: { seen: 5 } });
  const shared = await owner.client.shop.invite({ params, body: { phone: '13600000001' } });
  const quote = await shop.manager.client.staffShop.refundQuote({ params: { id: order.id } });
  const asked = await shop.manager.client.staffShop.refund({
    params: { id: order.id },
    body: { amountFen: quote.amountFen, reason: '测试' },
  });
  const payoutId = await world.uow.run((tx) =>
    world.get(Payouts).request(tx, {
      storeId: store.id,
      ownerId: owner.ownerId,
      amountFen: 88,
      dedupeKey: `sales:${order.id}`,
      subjectType: 'campaign',
      subjectId: newId(world.clock),
      title: '测试活动',
      note: '测试',
      hold: true,
    }),
  );
  const differenceId = newId(world.clock);
  await world.rows(
    `INSERT INTO money_difference (id, kind, number, what, store_id, subject_id, ours, theirs, ours_fen, theirs_fen, state,
       found_at, note) VALUES (?, 'order', ?, 'state', ?, ?, 'paid', 'NOTPAY', 1, NULL, 'open', ?, '')`,
    [differenceId, await tradeOf(world, order.payOrderId), store.id, order.payOrderId, world.clock.date()],
  );
  return {
    itemId: card.id,
    orderId: order.id,
    payOrderId: order.payOrderId,
    refundId: asked.refunds[0]?.id,
    cardId,
    useId: used.uses[0]?.id,
    shareId: shared.shares[0]?.id,
    payoutId,
    differenceId,
  };
}
