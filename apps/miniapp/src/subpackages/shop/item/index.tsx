import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, describeError } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { sayFen } from '@/shared/format/number';
import { go } from '@/shared/nav/go';
import { toast } from '@/shared/ui';
import { ItemScreen } from '../components/item-screen';
import { payOrder } from '../components/use-pay';
import '../shop.css';

/** Most pieces of one order. */
const mostPieces = 20;

export default function ShopItemPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`shop-item:${id}`, () => api.shop.item({ params: { id } }));
  const [wanted, setWanted] = useState(1);
  const { busy, problem, submit } = useSubmit(reload);
  const quantity = Math.max(1, Math.min(wanted, resource.data?.mostNow ?? 1, mostPieces));

  const buy = () =>
    submit(async (keyFor) => {
      const body = { itemId: id, quantity };
      const order = await api.shop.buy({ body }, { idempotencyKey: keyFor(body) });
      // From here on the order is kept: whatever becomes of the payment, its page goes on.
      try {
        if ((await payOrder(order.payOrderId, sayFen(order.totalFen))) === 'paid') toast('已付款', 'success');
      } catch (error) {
        toast(describeError(error).message);
      }
      go('shop.order', { id: order.id });
    });

  return (
    <ItemScreen
      item={resource}
      quantity={quantity}
      busy={busy}
      problem={problem}
      onQuantity={setWanted}
      onBuy={() => void buy()}
      onUnpaid={(orderId) => go('shop.order', { id: orderId })}
      onRetry={reload}
    />
  );
}
