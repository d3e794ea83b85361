import { View } from '@tarojs/components';
import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { sayFen } from '@/shared/format/number';
import { go } from '@/shared/nav/go';
import { Card, ListPage, Tag } from '@/shared/ui';
import { orderTones } from '../components/order-tones';
import { SmallCover } from '../components/small-cover';
import '../shop.css';

const empty = {
  icon: 'document',
  title: '还没有订单',
  note: '保养卡和好物，到店自提、随买随用。',
  action: { label: '逛逛商城', onClick: () => go('shop.items') },
} as const;

/** My orders, the newest first. */
export default function OrdersPage() {
  const list = useList('shop-orders', (cursor) => api.shop.orders({ query: { cursor, limit: 20 } }));
  return (
    <ListPage list={list} empty={empty}>
      {(order) => (
        <Card key={order.id} onClick={() => go('shop.order', { id: order.id })}>
          <View className="shop-item">
            <SmallCover photo={order.cover} kind={order.kind} />
            <View className="cb-grow cb-lines">
              <View className="cb-row cb-row--between cb-row--gap">
                <View className="cb-title cb-grow">{order.title}</View>
                <Tag tone={orderTones[order.state]}>{order.stateLabel}</Tag>
              </View>
              <View className="cb-num">
                {sayFen(order.totalFen)}
                {order.quantity > 1 ? ` · ${order.quantity} 件` : ''}
              </View>
              <View className="cb-small cb-muted">{order.text}</View>
            </View>
          </View>
        </Card>
      )}
    </ListPage>
  );
}
