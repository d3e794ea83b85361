import type { HomeCarView } from '@cheban/contracts';
import { ScrollView, View } from '@tarojs/components';
import { sayPlate } from '@/shared/format/number';
import { Chip } from '@/shared/ui';

interface CarSwitchProps {
  cars: readonly HomeCarView[];
  /** Id of the car shown. */
  shown: string;
  onSwitch: (carId: string) => void;
}

/** The owner's cars in a row; drawn only when there is more than one. */
export function CarSwitch({ cars, shown, onSwitch }: CarSwitchProps) {
  if (cars.length < 2) return null;
  return (
    <ScrollView scrollX className="home-cars" enhanced showScrollbar={false}>
      <View className="home-cars__row">
        {cars.map((car) => (
          <Chip
            key={car.id}
            label={car.model}
            note={car.plate ? sayPlate(car.plate) : '暂无车牌'}
            selected={car.id === shown}
            onClick={() => onSwitch(car.id)}
          />
        ))}
      </View>
    </ScrollView>
  );
}
