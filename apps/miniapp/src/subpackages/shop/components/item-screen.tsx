import type { ShopItemView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayFen } from '@/shared/format/number';
import {
  Button,
  Card,
  Cover,
  HomeLink,
  PhotoRow,
  ResourceView,
  Screen,
  SkeletonCard,
  StoreCells,
  Tag,
} from '@/shared/ui';
import { Price } from './price';

export interface ItemScreenProps {
  item: Resource<ShopItemView>;
  quantity: number;
  busy: boolean;
  problem: string | null;
  onQuantity: (quantity: number) => void;
  onBuy: () => void;
  /** To the order that waits for its payment. */
  onUnpaid: (orderId: string) => void;
  onRetry: () => void;
}

/** One card or product: what it gives, its terms, and the one button. */
export function ItemScreen({ item, quantity, busy, problem, ...on }: ItemScreenProps) {
  const { data } = item;
  const unpaid = data?.unpaidOrderId ?? null;
  const footer = !data ? undefined : unpaid ? (
    <Button block onClick={() => on.onUnpaid(unpaid)}>
      去付款
    </Button>
  ) : (
    <Button block loading={busy} disabled={!data.canBuy || data.mostNow === 0} onClick={on.onBuy}>
      {data.canBuy && data.mostNow > 0 ? `微信支付 ${sayFen(data.priceFen * quantity)}` : '暂时不能购买'}
    </Button>
  );
  return (
    <Screen footer={footer} problem={problem}>
      <ResourceView
        resource={item}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={6} />
            <SkeletonCard lines={3} />
          </View>
        }
        onRetry={on.onRetry}
      >
        {(shown) => (
          <View className="cb-stack">
            <Card flush>
              {shown.cover ? <Cover photo={shown.cover} label={shown.title} /> : null}
              <View className="cb-card cb-lines">
                <View className="cb-row cb-row--gap">
                  <Tag tone="brand">{shown.kindLabel}</Tag>
                  <View className="cb-grow cb-small cb-muted cb-num">{shown.text}</View>
                </View>
                <View className="cb-title">{shown.title}</View>
                {shown.summary ? <View className="cb-muted">{shown.summary}</View> : null}
                <Price priceFen={shown.priceFen} worthFen={shown.worthFen} />
              </View>
            </Card>
            {shown.kind === 'product' && shown.mostNow > 1 && unpaid === null ? (
              <Count quantity={quantity} most={shown.mostNow} onQuantity={on.onQuantity} />
            ) : null}
            {shown.serviceName ? (
              <Card title="能做什么">
                <View>
                  {shown.serviceName}，共 {shown.uses} 次{shown.shareable ? '；可与家人共用' : ''}
                </View>
              </Card>
            ) : null}
            {shown.description || shown.photos.length > 0 ? (
              <Card title="详情">
                <View className="cb-pre">{shown.description}</View>
                <PhotoRow photos={shown.photos} label={shown.title} />
              </Card>
            ) : null}
            <Terms terms={shown.terms} />
            <StoreCells name={shown.storeName} address={shown.storeAddress} phone={shown.storePhone} />
            <HomeLink />
          </View>
        )}
      </ResourceView>
    </Screen>
  );
}

/** The terms in sentences. */
export function Terms({ terms }: { terms: readonly string[] }) {
  if (terms.length === 0) return null;
  return (
    <Card title="使用与退款">
      <View className="cb-lines">
        {terms.map((term) => (
          <View key={term} className="cb-small">
            {term}
          </View>
        ))}
      </View>
    </Card>
  );
}

interface CountProps {
  quantity: number;
  most: number;
  onQuantity: (quantity: number) => void;
}

function Count({ quantity, most, onQuantity }: CountProps) {
  return (
    <Card>
      <View className="shop-count">
        <View>数量</View>
        <View className="cb-row cb-row--gap">
          <Button
            kind="secondary"
            size="small"
            disabled={quantity <= 1}
            ariaLabel="少一件"
            onClick={() => onQuantity(quantity - 1)}
          >
            −
          </Button>
          <View className="shop-count__number cb-num">{quantity}</View>
          <Button
            kind="secondary"
            size="small"
            disabled={quantity >= most}
            ariaLabel="多一件"
            onClick={() => onQuantity(quantity + 1)}
          >
            +
          </Button>
        </View>
      </View>
    </Card>
  );
}
