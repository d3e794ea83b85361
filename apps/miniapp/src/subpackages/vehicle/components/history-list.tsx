import type { Routes, RouteView } from '@cheban/contracts';
import { Text, View } from '@tarojs/components';
import { sayFen, sayNumber } from '@/shared/format/number';
import { sayDate } from '@/shared/format/when';
import { a11y, Icon } from '@/shared/ui';

export type HistoryItem = RouteView<Routes['owner']['serviceHistory']>['items'][number];

interface HistoryListProps {
  items: readonly HistoryItem[];
  onOpen: (visitId: string) => void;
}

/** Visits by year: the date, what was done, the kilometres, what was paid. */
export function HistoryList({ items, onOpen }: HistoryListProps) {
  const years = [...new Set(items.map(({ on }) => on.slice(0, 4)))];
  return (
    <>
      {years.map((year) => (
        <View key={year}>
          <View className="history__year cb-num">{year} 年</View>
          <View className="cb-card cb-card--flush">
            {items
              .filter(({ on }) => on.startsWith(year))
              .map((item) => (
                <Line key={`${item.on}-${item.km}-${item.kind}`} item={item} onOpen={onOpen} />
              ))}
          </View>
        </View>
      ))}
    </>
  );
}

function Line({ item, onOpen }: { item: HistoryItem; onOpen: (visitId: string) => void }) {
  const { visitId } = item;
  // The year stands above the group.
  const day = sayDate(item.on, item.on);
  const note = [item.km === null ? null : `${sayNumber(item.km)} 公里`, item.storeName]
    .filter(Boolean)
    .join(' · ');
  return (
    <View
      className="cb-cell"
      hoverClass={visitId ? 'cb-pressed' : 'none'}
      onClick={visitId ? () => onOpen(visitId) : undefined}
      {...a11y(visitId ? 'button' : undefined)}
    >
      <View className="history__day cb-num">{day}</View>
      <View className="cb-grow">
        <View className="cb-strong">{item.kind}</View>
        <View className="cb-small cb-muted cb-num">{note}</View>
      </View>
      <Text className="cb-num cb-strong">{item.paidFen === 0 ? '免费' : sayFen(item.paidFen)}</Text>
      {visitId ? <Icon name="arrow" size={16} ink="faint" /> : null}
    </View>
  );
}
