import type { HomeCarView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { sayDate } from '@/shared/format/when';
import { a11y, Icon, type IconName } from '@/shared/ui';

type Tile = HomeCarView['tiles'][number];

const icons: Record<Tile['kind'], IconName> = {
  insurance: 'shield',
  inspection: 'inspection',
  warranty: 'document',
};

interface DueTilesProps {
  tiles: readonly Tile[];
  /** Today's business date, YYYY-MM-DD. */
  today: string;
  onInsurance: () => void;
}

function words(tile: Tile, today: string): { value: string; note: string } {
  if (tile.daysLeft === null || tile.on === null)
    return tile.note ? { value: tile.note, note: '' } : { value: '未登记', note: '到店时帮您补上' };
  if (tile.daysLeft < 0) return { value: '已过期', note: sayDate(tile.on, today) };
  if (tile.daysLeft === 0) return { value: '今天到期', note: sayDate(tile.on, today) };
  return { value: `${tile.daysLeft} 天`, note: sayDate(tile.on, today) };
}

/** Insurance, inspection, warranty: days left, coloured as they come near. */
export function DueTiles({ tiles, today, onInsurance }: DueTilesProps) {
  return (
    <View className="home-tiles">
      {tiles.map((tile) => {
        const { value, note } = words(tile, today);
        const opens = tile.kind === 'insurance';
        const ink = tile.tone === 'amber' || tile.tone === 'red' ? tile.tone : 'muted';
        return (
          <View
            key={tile.kind}
            className={`home-tile home-tile--${tile.tone}`}
            onClick={opens ? onInsurance : undefined}
            {...a11y(opens ? 'button' : undefined, `${tile.title} ${value} ${note}`)}
          >
            <View className="cb-row home-tile__title">
              <Icon name={icons[tile.kind]} size={17} ink={ink} />
              <View className="cb-small cb-muted">{tile.title}</View>
              {opens ? <Icon name="arrow" size={13} ink="muted" /> : null}
            </View>
            <View className="home-tile__value cb-num">{value}</View>
            <View className="home-tile__note cb-num">{note}</View>
          </View>
        );
      })}
    </View>
  );
}
