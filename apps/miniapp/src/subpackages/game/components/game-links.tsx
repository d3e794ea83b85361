import type { OwnerGameView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { go } from '@/shared/nav/go';
import { a11y } from '@/shared/ui';
import { RulesSheet } from './rules-sheet';

/** The rules one tap away, and what I won. */
export function GameLinks({ game }: { game: OwnerGameView }) {
  const [rules, setRules] = useState(false);
  return (
    <>
      <View className="game-links">
        <View className="game-links__one" onClick={() => setRules(true)} {...a11y('button')}>
          {game.wheel ? '规则与概率' : '活动规则'}
        </View>
        <View className="game-links__one" onClick={() => go('game.plays')} {...a11y('button')}>
          我的奖品
        </View>
      </View>
      {rules ? <RulesSheet game={game} onClose={() => setRules(false)} /> : null}
    </>
  );
}
