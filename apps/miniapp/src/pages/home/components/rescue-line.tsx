import type { HomeCarView } from '@cheban/contracts';
import { rescueOwnerLabel } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { clockOf } from '@/shared/format/when';
import { a11y, Icon } from '@/shared/ui';

interface RescueLineProps {
  rescue: NonNullable<HomeCarView['rescue']>;
  onOpen: () => void;
}

/** Help that is on its way: above everything else. */
export function RescueLine({ rescue, onOpen }: RescueLineProps) {
  const { state, etaAt } = rescue;
  const coming = etaAt !== null && state !== 'arrived';
  return (
    <View className="home-running">
      <View className="home-running__main" onClick={onOpen} hoverClass="cb-pressed" {...a11y('button')}>
        <View className="home-running__mark">
          <Icon name="car" size={22} ink="white" />
        </View>
        <View className="cb-grow">
          <View className="home-running__title">
            {coming ? `救援预计 ${clockOf(etaAt)} 到达` : '救援进行中'}
          </View>
          <View className="home-running__note">
            {state === 'requested' ? '门店已收到，正在安排人手' : '点开看谁来、到哪一步了'}
          </View>
        </View>
        <View className="home-running__state">{rescueOwnerLabel[state]}</View>
        <Icon name="arrow" size={16} ink="white" />
      </View>
    </View>
  );
}
