import type { OwnerGameView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { Card, Cell, Tag } from '@/shared/ui';

const icons = { cash: 'gift', coupon: 'ticket', code: 'ticket' } as const;

/** What can be won, how, and what is gone already. */
export function PrizeList({ prizes }: { prizes: OwnerGameView['prizes'] }) {
  if (prizes.length === 0) return null;
  return (
    <Card flush title="奖品">
      {prizes.map(({ kind, name, count, condition, gone }) => (
        <Cell
          key={`${name}${condition}`}
          icon={icons[kind]}
          title={name}
          note={condition}
          value={gone ? <Tag>已发完</Tag> : <View className="cb-num">共 {count} 份</View>}
        />
      ))}
    </Card>
  );
}
