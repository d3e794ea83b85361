import type { HomeCarView } from '@cheban/contracts';
import { Text, View } from '@tarojs/components';
import { sayPlate } from '@/shared/format/number';
import { a11y, carSide, Icon, NumberBig, paintOf, shapeOf } from '@/shared/ui';
import { Picture } from '@/shared/ui/picture';
import { sayDue } from './due';

interface CarCardProps {
  car: HomeCarView;
  onMileage: () => void;
}

/** The car in its own paint, and the one thing it needs next. */
export function CarCard({ car, onMileage }: CarCardProps) {
  const due = car.due ? sayDue(car.due) : null;
  return (
    <View className="home-car">
      <View className="home-car__head">
        <View className="cb-grow">
          <View className="home-car__model">{car.model}</View>
          <View className="cb-row cb-row--gap home-car__meta">
            {car.plate ? <Text className="home-plate cb-num">{sayPlate(car.plate)}</Text> : null}
            <Text className="cb-small cb-muted">{car.storeName}</Text>
          </View>
        </View>
        <View
          className="home-car__mileage"
          onClick={onMileage}
          hoverClass="cb-pressed"
          {...a11y('button', '更新里程')}
        >
          <Icon name="gauge" size={16} ink="muted" />
          <Text className="cb-small">更新里程</Text>
        </View>
      </View>
      <Picture
        className="home-car__picture"
        src={carSide(paintOf(car.colour ?? undefined), shapeOf(car.model))}
        mode="aspectFit"
        {...a11y(undefined, `${car.colour ?? ''}${car.model}`)}
      />
      {due ? (
        <View className="home-due">
          <View className="cb-row cb-row--gap">
            <Text className="home-due__title">{due.title}</Text>
            {due.tag ? <Text className={`home-due__tag home-due__tag--${due.tone}`}>{due.tag}</Text> : null}
          </View>
          <NumberBig
            prefix={due.prefix}
            value={due.value}
            unit={due.unit}
            tone={due.tone === 'brand' ? undefined : due.tone}
          />
          <View className="cb-small cb-muted">{due.note}</View>
        </View>
      ) : (
        <View className="home-due">
          <View className="home-due__title">近期没有要做的保养</View>
          <View className="cb-small cb-muted">到时候我们会提前告诉您。</View>
        </View>
      )}
    </View>
  );
}
