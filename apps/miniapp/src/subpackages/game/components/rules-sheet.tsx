import type { OwnerGameView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { Button, Sheet } from '@/shared/ui';

interface RulesSheetProps {
  game: OwnerGameView;
  onClose: () => void;
}

/** The rules in words; for a wheel every odds, and how to check afterwards that nobody turned it by hand. */
export function RulesSheet({ game, onClose }: RulesSheetProps) {
  const { wheel } = game;
  return (
    <Sheet
      open
      title={wheel ? '规则与概率' : '活动规则'}
      onClose={onClose}
      footer={
        <Button block kind="secondary" onClick={onClose}>
          知道了
        </Button>
      }
    >
      <View className="cb-lines">
        <View className="cb-pre">{game.rulesText}</View>
        {wheel ? (
          <>
            <View className="game-odds">
              {wheel.segments.map(({ name, oddsText }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place
                <View key={place} className="game-odds__row cb-num">
                  <View className="cb-grow">{name}</View>
                  <View>{oddsText}</View>
                </View>
              ))}
            </View>
            <View className="cb-small cb-muted">
              奖品发完后，转到它也会停在“{wheel.segments[wheel.fallback]?.name ?? '谢谢参与'}”。
            </View>
            <View className="cb-small cb-muted">
              每次结果都由活动开始前封存的密钥算出，活动结束后公布，任何人都能核对。封存码：
            </View>
            <View className="cb-small cb-muted game-code cb-num">{wheel.commitment}</View>
            {wheel.secret ? <Proofs secret={wheel.secret} plays={game.plays} /> : null}
          </>
        ) : null}
      </View>
    </Sheet>
  );
}

interface ProofsProps {
  secret: string;
  plays: OwnerGameView['plays'];
}

/** The secret, once it is told, and what each of my turns was made from. */
function Proofs({ secret, plays }: ProofsProps) {
  return (
    <View className="cb-lines cb-small cb-muted game-code cb-num">
      <View>已公布的密钥：{secret}</View>
      <View>
        核对方法：以密钥对编号做 HMAC-SHA256，取前 6 个字节作整数，除以 10000
        的余数就是签号；从第一个扇区起按概率依次排开。
      </View>
      {plays.map(({ id, turn, proof }) =>
        proof ? (
          <View key={id}>
            第 {turn} 次：编号 {proof.input}，签号 {proof.roll}
          </View>
        ) : null,
      )}
    </View>
  );
}
