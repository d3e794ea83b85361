import type { HomeView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { sayInstant } from '@/shared/format/when';
import { Button, Icon } from '@/shared/ui';

type Weather = NonNullable<HomeView['weather']>;

interface WeatherCardProps {
  weather: Weather;
  /** Milliseconds since the epoch. */
  nowMs: number;
  onRescue: () => void;
}

/** Blue and yellow warn, orange and red urge; the title names the level in words. */
const tones: Record<Weather['level'], 'amber' | 'red'> = {
  blue: 'amber',
  yellow: 'amber',
  orange: 'red',
  red: 'red',
};

/** A warning in force: what to mind on the road, and help at one tap. */
export function WeatherCard({ weather, nowMs, onRescue }: WeatherCardProps) {
  const tone = tones[weather.level];
  return (
    <View className={`home-weather home-weather--${tone}`}>
      <View className="cb-row cb-row--gap">
        <Icon name="cloud" size={24} ink={tone} />
        <View className="cb-grow">
          <View className={`cb-title cb-tone--${tone}`}>{weather.title}</View>
          <View className="cb-small cb-muted cb-num">预计到 {sayInstant(weather.until, nowMs)}</View>
        </View>
      </View>
      <View>{weather.tip}</View>
      <View className="home-weather__foot">
        <View className="cb-grow home-weather__from">
          {weather.attributions.length > 0 ? `数据来源：${weather.attributions.join('、')}` : ''}
        </View>
        <Button kind="danger" size="medium" onClick={onRescue}>
          <Icon name="wrench" size={18} ink="red" />
          一键救援
        </Button>
      </View>
    </View>
  );
}
