import type { VisitView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { Icon, PhotoRow } from '@/shared/ui';
import { IncludesVideo } from './includes-video';

type Includes = VisitView['includes'];

/** What is done, line by line; `most` shows the first ones only. */
export function IncludesLines({ includes, most }: { includes: Includes; most?: number }) {
  return (
    <>
      {includes.items.slice(0, most).map((item) => (
        <View key={item.title} className="include">
          <Icon name="check" size={18} ink="green" />
          <View className="cb-grow">
            <View>{item.title}</View>
            {most === undefined && item.text ? <View className="cb-small cb-muted">{item.text}</View> : null}
          </View>
        </View>
      ))}
      {most === undefined && includes.videoUrl !== null ? (
        <IncludesVideo url={includes.videoUrl} poster={includes.photos[0]} />
      ) : null}
      {most === undefined ? <PhotoRow photos={includes.photos} label="这次服务" /> : null}
    </>
  );
}
