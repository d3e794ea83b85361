import type { PhotoView } from '@cheban/contracts';
import { Video, View } from '@tarojs/components';
import { useState } from 'react';
import { photoUrl } from '@/shared/api/photo-url';
import { a11y, Icon, toast } from '@/shared/ui';
import { Picture } from '@/shared/ui/picture';

/** A short film behind its poster: nothing is loaded, and nothing plays, before the owner taps. */
export function IncludesVideo({ url, poster }: { url: string; poster: PhotoView | undefined }) {
  const [playing, setPlaying] = useState(false);
  const picture = poster && photoUrl(poster.path);
  if (playing) {
    return (
      <Video
        className="include-video"
        src={url}
        controls
        autoplay
        showCenterPlayBtn
        objectFit="contain"
        onError={() => {
          setPlaying(false);
          toast('视频暂时打不开，请稍后再试');
        }}
        title="这次服务怎么做"
        {...(picture && { poster: picture })}
      />
    );
  }
  return (
    <View
      className="include-video include-video--still"
      onClick={() => setPlaying(true)}
      {...a11y('button', '播放视频：这次服务怎么做')}
    >
      {picture ? (
        <Picture className="include-video__poster" src={picture} mode="aspectFill" lazyLoad />
      ) : null}
      <View className="include-video__play">
        <Icon name="play" size={26} ink="white" />
        <View>看看怎么做</View>
      </View>
    </View>
  );
}
