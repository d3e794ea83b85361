import type { OwnerCardItem } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { dateOf, sayDate } from '@/shared/format/when';
import { a11y, Tag } from '@/shared/ui';

/** More uses than this are said in a number only. */
const mostDots = 12;

interface ServiceCardProps {
  card: OwnerCardItem;
  /** Milliseconds since the epoch. */
  nowMs: number;
  onOpen?: () => void;
}

/** A card as it would lie in the hand: what it is for, how many uses are left, until when. */
export function ServiceCard({ card, nowMs, onOpen }: ServiceCardProps) {
  // What was left of it went back as money.
  const gone = card.state === 'refunded';
  const left = gone ? card.stateLabel : `剩 ${card.usesLeft} 次`;
  return (
    <View
      className={`service-card${card.canUse ? '' : ' service-card--off'}`}
      hoverClass={onOpen ? 'cb-pressed' : 'none'}
      onClick={onOpen}
      {...a11y(onOpen ? 'button' : undefined, `${card.title}，${left}`)}
    >
      <View className="cb-row cb-row--between cb-row--gap">
        <View className="cb-title cb-grow">{card.title}</View>
        {card.mine ? null : <Tag tone="amber">家人共享</Tag>}
        {card.canUse || gone ? null : <Tag>{card.expired ? '已过期' : card.stateLabel}</Tag>}
      </View>
      <View className="cb-small">{card.serviceName}</View>
      <View className="service-card__left cb-num">{left}</View>
      {card.usesTotal <= mostDots && !gone ? (
        <View className="service-card__dots">
          {Array.from({ length: card.usesTotal }, (_, index) => (
            <View
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the use
              key={index}
              className={`service-card__dot${index < card.usesLeft ? ' service-card__dot--left' : ''}`}
            />
          ))}
        </View>
      ) : null}
      <View className="cb-small cb-num">
        共 {card.usesTotal} 次 · 有效期至 {sayDate(card.expiresOn, dateOf(nowMs))} · {card.storeName}
      </View>
    </View>
  );
}
