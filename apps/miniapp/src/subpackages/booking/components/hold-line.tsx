import { Text, View } from '@tarojs/components';
import { Countdown, Icon } from '@/shared/ui';
import type { Held } from './use-hold';

interface HoldLineProps {
  held: Held;
  /** Its time is over. */
  over: boolean;
  onOver: () => void;
}

/** How long the chosen slot is kept for this owner. */
export function HoldLine({ held, over, onOver }: HoldLineProps) {
  return (
    <View className={`hold-line${over ? ' hold-line--over' : ''}`}>
      <Icon name="hourglass" size={16} ink={over ? 'amber' : 'green'} />
      {over ? (
        <Text className="cb-grow">保留时间已到，仍可继续预约，以提交时是否有空为准</Text>
      ) : (
        <>
          <Text className="cb-grow">这个时间已为您保留</Text>
          <Text className="cb-num cb-strong">
            <Countdown untilMs={held.untilMs} onEnd={onOver} />
          </Text>
        </>
      )}
    </View>
  );
}
