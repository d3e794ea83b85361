import type { PayOrderKind, PayParamsView, ShopOrderView, StaffShopItem } from '@cheban/contracts';
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

export async function makeShop(world: World, code = 'S1'): Promise<TestShop> {
  const store = await makeStore(world, { code });
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
  const numberOf = async (payOrderId: string) => {
    const [row] = await world.rows<{ no: string }>('SELECT out_trade_no AS no FROM pay_order WHERE id = ?', [
      payOrderId,
    ]);
    return row?.no ?? '';
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
      await world.phones.post(`/pay/orders/${await numberOf(payOrderId)}/pay`);
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
