import type { PlayBanner } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { a11y, Countdown, Icon } from '@/shared/ui';

interface PlayLineProps {
  play: PlayBanner;
  /** Milliseconds since the epoch, by the clock of this phone. */
  startsAtMs: number;
  onOpen: () => void;
  /** It starts now. */
  onStart: () => void;
  onClose: () => void;
}

/** Red packets that are near, or a game that runs: the only red and gold at home, and one may put it away. */
export function PlayLine({ play, startsAtMs, onOpen, onStart, onClose }: PlayLineProps) {
  const packets = play.kind === 'campaign';
  return (
    <View className="home-play">
      <View
        className="home-play__open"
        hoverClass="cb-pressed"
        onClick={onOpen}
        data-testid="home-play"
        {...a11y('button', `${packets ? '抢红包' : '参加活动'}，${play.title}`)}
      >
        <View className="home-play__seal">{packets ? '抢' : '玩'}</View>
        <View className="home-play__title">{play.title}</View>
        <View className="cb-small cb-num home-play__when">
          {play.open ? (
            packets ? (
              '正在开抢'
            ) : (
              '等您来玩'
            )
          ) : (
            <>
              <Countdown key={startsAtMs} untilMs={startsAtMs} onEnd={onStart} /> 后开抢
            </>
          )}
        </View>
      </View>
      <View
        className="home-play__close"
        hoverClass="cb-pressed"
        onClick={onClose}
        data-testid="home-play-close"
        {...a11y('button', '收起这条活动')}
      >
        <Icon name="close" size={16} ink="white" />
      </View>
    </View>
  );
}
