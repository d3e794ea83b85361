import type { PlayView, SpinView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { PrizeCard } from '@/shared/prize/prize-card';
import { usePrize } from '@/shared/prize/use-prize';
import { Button, Icon, Sheet } from '@/shared/ui';

interface SpinSheetProps {
  result: SpinView;
  /** The same try, as the page knows it by now. */
  now: PlayView | undefined;
  reload: () => Promise<void>;
  onAgain: () => void;
  onClose: () => void;
}

/** What the turn brought, kindly said, and what to do now. */
export function SpinSheet({ result, now, reload, onAgain, onClose }: SpinSheetProps) {
  const play = now ?? result.play;
  const step = usePrize(play.prize, reload);
  return (
    <Sheet
      open
      title={play.prize ? '恭喜您' : '这次没有转到奖品'}
      onClose={onClose}
      footer={
        result.triesLeft > 0 ? (
          <Button block kind={play.prize ? 'secondary' : 'primary'} onClick={onAgain}>
            再转一次（还有 {result.triesLeft} 次）
          </Button>
        ) : (
          <Button block kind="secondary" onClick={onClose}>
            知道了
          </Button>
        )
      }
    >
      {play.prize ? (
        <PrizeCard prize={play.prize} step={step} title={play.text} />
      ) : (
        <View className="game-miss">
          <Icon name="heart" size={40} ink="amberFill" />
          <View className="cb-title">{play.text}</View>
        </View>
      )}
    </Sheet>
  );
}
