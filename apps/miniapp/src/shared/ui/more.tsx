import { View } from '@tarojs/components';
import { Button } from './button';

interface MoreProps {
  state: 'none' | 'idle' | 'loading' | 'failed';
  onMore: () => void;
}

const words = { idle: '查看更多', loading: '正在加载', failed: '没能加载，再试一次' } as const;

/** The end of an endless list: loads by scrolling, and by a tap where scrolling did not. */
export function More({ state, onMore }: MoreProps) {
  if (state === 'none') return null;
  return (
    <View className="cb-more">
      <Button kind="quiet" size="medium" loading={state === 'loading'} onClick={onMore}>
        {words[state]}
      </Button>
    </View>
  );
}
