import type { ShopOrderView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { api, isFinal } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { sayFen } from '@/shared/format/number';
import { sayInstant } from '@/shared/format/when';
import { go } from '@/shared/nav/go';
import {
  Button,
  Card,
  Cell,
  Countdown,
  confirm,
  ResourcePage,
  ShowCode,
  StoreCells,
  Tag,
  toast,
} from '@/shared/ui';
import { leadsToCard, orderTones } from '../components/order-tones';
import { payOrder } from '../components/use-pay';
import '../shop.css';

/** Payment, pick-up and refund are finished elsewhere: the page follows, in ms. */
const pollMs = 5_000;

/** An order, and when its payment ends by the clock of this phone. */
interface KnownOrder {
  readonly order: ShopOrderView;
  readonly untilMs: number;
}
const known = (order: ShopOrderView): KnownOrder => ({
  order,
  untilMs: Date.now() + order.secondsLeft * 1000,
});

const questions = {
  cancel: { title: '取消这个订单？', content: '还没有付款，取消后可以重新下单。', confirmText: '取消订单' },
  refund: { title: '申请退款？', content: '钱会原路退回您的微信。', confirmText: '申请退款' },
} as const;

/** One order: pay it, pick it up, or give it back. */
export default function OrderPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload, show } = useResource(`shop-order:${id}`, async () =>
    known(await api.shop.order({ params: { id } })),
  );
  const nowMs = useNow();
  const state = resource.data?.order.state;
  const { run, pending } = useAction(async (what: 'pay' | 'cancel' | 'refund') => {
    const order = resource.data?.order;
    if (!order) return;
    try {
      if (what === 'pay') {
        if ((await payOrder(order.payOrderId, sayFen(order.totalFen))) === 'paid') toast('已付款', 'success');
        await reload();
      } else if (await confirm(questions[what])) {
        const params = { id };
        show(
          known(
            what === 'cancel'
              ? await api.shop.cancelOrder({ params })
              : await api.shop.refundOrder({ params }),
          ),
        );
      }
    } catch (error) {
      if (isFinal(error)) await reload();
      throw error;
    }
  });
  usePolling(reload, pollMs, (state === 'open' || state === 'paid' || state === 'refunding') && !pending);
  return (
    <ResourcePage resource={resource} bones={[4, 3]} onRetry={reload} empty={() => null}>
      {({ order, untilMs }) => (
        <>
          <Card title={order.title} extra={<Tag tone={orderTones[order.state]}>{order.stateLabel}</Tag>}>
            <View className="cb-lines">
              <View>{order.text}</View>
              {order.pickUpToken && order.pickUpCode ? (
                <ShowCode token={order.pickUpToken} code={order.pickUpCode} label="取货码">
                  到店出示，或报取货码
                </ShowCode>
              ) : null}
              {order.canPay ? (
                <Button block loading={pending} onClick={() => void run('pay')}>
                  去付款 {sayFen(order.totalFen)}，还剩{' '}
                  <Countdown key={untilMs} untilMs={untilMs} onEnd={() => void reload()} />
                </Button>
              ) : null}
              {order.cardId && leadsToCard(order.state) ? (
                <Button block onClick={() => go('shop.card', { id: order.cardId ?? '' })}>
                  打开保养卡
                </Button>
              ) : null}
            </View>
          </Card>
          <Card flush>
            <Cell title="金额" value={sayFen(order.totalFen)} />
            {order.quantity > 1 ? <Cell title="数量" value={`${order.quantity} 件`} /> : null}
            {order.refundedFen > 0 ? <Cell title="已退款" value={sayFen(order.refundedFen)} /> : null}
            <Cell title="下单时间" value={sayInstant(order.createdAt, nowMs)} />
            {order.pickedUpAt ? <Cell title="取货时间" value={sayInstant(order.pickedUpAt, nowMs)} /> : null}
            {order.cardId && !leadsToCard(order.state) ? (
              <Cell title="查看保养卡" onClick={() => go('shop.card', { id: order.cardId ?? '' })} />
            ) : null}
            <Cell title="再看看商品" onClick={() => go('shop.item', { id: order.itemId })} />
          </Card>
          <StoreCells name={order.storeName} address={order.storeAddress} phone={order.storePhone} />
          {order.canCancel || order.canRefund ? (
            <Button
              block
              kind="quiet"
              size="medium"
              disabled={pending}
              onClick={() => void run(order.canCancel ? 'cancel' : 'refund')}
            >
              {order.canCancel ? '取消订单' : '不想要了，申请退款'}
            </Button>
          ) : null}
        </>
      )}
    </ResourcePage>
  );
}
