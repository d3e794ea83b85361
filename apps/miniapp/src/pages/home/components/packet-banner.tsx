import { View } from '@tarojs/components';
import { a11y, Countdown, Icon } from '@/shared/ui';
import type { NearWave } from './near-wave';

interface PacketBannerProps {
  wave: NearWave;
  onOpen: () => void;
  /** The wave starts now. */
  onStart: () => void;
}

/** A wave of red packets that is near: the only red and gold at home. */
export function PacketBanner({ wave, onOpen, onStart }: PacketBannerProps) {
  return (
    <View
      className="home-packet"
      hoverClass="cb-pressed"
      onClick={onOpen}
      {...a11y('button', `抢红包，${wave.title}`)}
    >
      <View className="home-packet__seal">抢</View>
      <View className="cb-grow">
        <View className="home-packet__title">{wave.title}</View>
        <View className="cb-small cb-num">
          {wave.open ? (
            '正在进行，快来抢'
          ) : (
            <>
              <Countdown key={wave.startsAtMs} untilMs={wave.startsAtMs} onEnd={onStart} /> 后开抢
            </>
          )}
        </View>
      </View>
      <Icon name="arrow" size={16} ink="white" />
    </View>
  );
}
