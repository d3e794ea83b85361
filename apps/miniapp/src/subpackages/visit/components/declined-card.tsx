import type { VisitView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { sayFen } from '@/shared/format/number';
import { Button, Card } from '@/shared/ui';

export type Declined = VisitView['declinedWork'][number];

interface DeclinedCardProps {
  items: readonly Declined[];
  busy: boolean;
  onBook: (item: Declined) => void;
  onDrop: (item: Declined) => void;
}

/** Work that was put off: kept, so that it is not forgotten, and booked with one tap. */
export function DeclinedCard({ items, busy, onBook, onDrop }: DeclinedCardProps) {
  const open = items.filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  return (
    <Card title="暂时没做的项目">
      {open.map((item) => (
        <View key={item.id} className="declined">
          <View className="cb-row cb-row--gap">
            <View className="cb-grow">
              <View className="cb-strong">{item.title}</View>
              {item.note ? <View className="cb-small cb-muted">{item.note}</View> : null}
            </View>
            <View className="cb-num">{sayFen(item.amountFen)}</View>
          </View>
          <View className="cb-row cb-row--gap declined__acts">
            <Button kind="quiet" size="small" disabled={busy} onClick={() => onDrop(item)}>
              不再提醒
            </Button>
            <Button kind="secondary" size="small" onClick={() => onBook(item)}>
              预约此项
            </Button>
          </View>
        </View>
      ))}
    </Card>
  );
}
