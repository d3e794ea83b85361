import type { ReportView } from '@cheban/contracts';
import { gradeLabel } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { Button, Card, Icon, PhotoRow, Tag } from '@/shared/ui';
import { gradeIcons } from './grades';

type Inspection = NonNullable<ReportView['inspection']>;
type Item = Inspection['sections'][number]['items'][number];
export type BookItem = NonNullable<Item['book']>;

interface InspectionCardsProps {
  inspection: Inspection;
  onBook: ((book: BookItem) => void) | undefined;
}

const worstFirst = { red: 0, amber: 1, green: 2 } as const;

/** The full inspection: how many of each grade, then section by section, what needs something first. */
export function InspectionCards({ inspection, onBook }: InspectionCardsProps) {
  const { counts } = inspection;
  return (
    <>
      <Card title={inspection.label}>
        <View className="inspect-counts">
          {(['green', 'amber', 'red'] as const).map((grade) => (
            <View key={grade} className={`inspect-count inspect-count--${grade}`}>
              <View className={`inspect-count__value cb-num cb-tone--${grade}`}>{counts[grade]}</View>
              <View className="cb-small cb-muted">{gradeLabel[grade]}</View>
            </View>
          ))}
        </View>
      </Card>
      {inspection.sections.map((section) => (
        <Card key={section.code} title={section.label}>
          {[...section.items]
            .sort((a, b) => worstFirst[a.grade] - worstFirst[b.grade])
            .map((item) => (
              <Line key={item.code} item={item} onBook={onBook} />
            ))}
        </Card>
      ))}
    </>
  );
}

function Line({ item, onBook }: { item: Item; onBook: InspectionCardsProps['onBook'] }) {
  const { book } = item;
  return (
    <View className="inspect-item">
      <View className="cb-row cb-row--gap">
        <View className="cb-grow">{item.label}</View>
        {item.value === null ? null : (
          <View className="cb-num cb-strong">
            {item.value}
            {item.unit ?? ''}
          </View>
        )}
        {item.grade === 'green' ? (
          <Icon name={gradeIcons.green} size={18} ink="green" />
        ) : (
          <Tag tone={item.grade} icon={gradeIcons[item.grade]}>
            {gradeLabel[item.grade]}
          </Tag>
        )}
      </View>
      {item.note ? <View className="cb-small cb-muted">{item.note}</View> : null}
      <PhotoRow photos={item.photos} label={item.label} />
      {onBook && book ? (
        <View className="inspect-item__book">
          <Button kind="secondary" size="small" ariaLabel={`预约${item.label}`} onClick={() => onBook(book)}>
            预约此项
          </Button>
        </View>
      ) : null}
    </View>
  );
}
