import type { ShopListItem } from '@cheban/contracts';
import { type PayOrderKind, payOrderKindLabel, payOrderKinds } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { go } from '@/shared/nav/go';
import { Card, Cell, Chip, More, ResourcePage, Tag } from '@/shared/ui';
import { Price } from '../components/price';
import { SmallCover } from '../components/small-cover';
import '../shop.css';

const empty = {
  icon: 'gift',
  title: '门店还没有上架商品',
  note: '保养卡和好物上架后，会放在这里。',
  action: { label: '看看卡包', onClick: () => go('coupon.wallet') },
} as const;

/** 养护商城: service cards and products of my stores. */
export default function ShopPage() {
  const [kind, setKind] = useState<PayOrderKind | undefined>();
  const { resource, reload, more, loadMore } = useList(`shop:${kind ?? 'all'}`, (cursor) =>
    api.shop.items({ query: { cursor, limit: 20, kind } }),
  );
  const severalStores = new Set(resource.data?.map(({ storeId }) => storeId)).size > 1;
  const nothing = (list: readonly unknown[]) => (list.length === 0 && kind === undefined ? empty : null);
  return (
    <ResourcePage resource={resource} bones={[3, 3, 3]} onRetry={reload} empty={nothing}>
      {(list) => (
        <>
          <View className="cb-chips">
            <Chip label="全部" selected={kind === undefined} onClick={() => setKind(undefined)} />
            {payOrderKinds.map((one) => (
              <Chip
                key={one}
                label={payOrderKindLabel[one]}
                selected={kind === one}
                onClick={() => setKind(one)}
              />
            ))}
          </View>
          {list.map((item) => (
            <Item key={item.id} item={item} severalStores={severalStores} />
          ))}
          {list.length === 0 ? <View className="cb-muted">这一类暂时没有，看看别的吧。</View> : null}
          <More state={more} onMore={loadMore} />
          <Card flush>
            <Cell icon="card" title="我的保养卡" onClick={() => go('shop.cards')} />
            <Cell icon="document" title="我的订单" onClick={() => go('shop.orders')} />
          </Card>
        </>
      )}
    </ResourcePage>
  );
}

/** Cars at two stores: the same thing may stand in both, and is fetched where it was bought. */
function Item({ item, severalStores }: { item: ShopListItem; severalStores: boolean }) {
  return (
    <Card onClick={() => go('shop.item', { id: item.id })}>
      <View className="shop-item">
        <SmallCover photo={item.cover} kind={item.kind} />
        <View className="cb-grow cb-lines">
          <View className="cb-title">{item.title}</View>
          {item.summary ? <View className="cb-small cb-muted">{item.summary}</View> : null}
          {severalStores ? <View className="cb-small cb-muted">{item.storeName}</View> : null}
          <Price priceFen={item.priceFen} worthFen={item.worthFen} />
          <View className="cb-row cb-row--gap cb-small">
            <Tag tone={item.canBuy ? 'brand' : 'neutral'}>{item.kindLabel}</Tag>
            <View className="cb-grow cb-muted cb-num">{item.text}</View>
          </View>
        </View>
      </View>
    </Card>
  );
}
