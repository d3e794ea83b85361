import type { VisitView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { sayInstant } from '@/shared/format/when';
import { Card, Icon } from '@/shared/ui';

interface PromiseCardProps {
  broken: NonNullable<VisitView['brokenPromise']>;
  /** Milliseconds since the epoch. */
  nowMs: number;
}

/** A broken promise is said first, with its reason, and what it pays. */
export function PromiseCard({ broken, nowMs }: PromiseCardProps) {
  return (
    <Card>
      <View className="promise">
        <View className="promise__mark">
          <Icon name={broken.payTitle ? 'gift' : 'hourglass'} size={26} ink="amber" />
        </View>
        <View className="cb-grow">
          <View className="cb-title">抱歉，没能准时交车</View>
          <View className="cb-small cb-muted cb-num">
            承诺 {sayInstant(broken.promisedAt, nowMs)}
            {broken.reason ? ` · ${broken.reason}` : ''}
          </View>
          {broken.payTitle ? (
            <View className="promise__pay">按准时承诺，为您补上：{broken.payTitle}</View>
          ) : null}
        </View>
      </View>
    </Card>
  );
}
