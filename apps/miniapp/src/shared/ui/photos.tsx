import type { PhotoView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { photoUrl } from '@/shared/api/photo-url';
import { a11y } from './a11y';
import { Picture } from './picture';

interface PhotoRowProps {
  photos: readonly PhotoView[];
  /** What they show, for screen readers and under each picture if given one by one. */
  label: string;
  captions?: readonly string[];
}

/** Small pictures in a row that wraps; a tap shows them large, one after the other. */
export function PhotoRow({ photos, label, captions }: PhotoRowProps) {
  if (photos.length === 0) return null;
  const urls = photos.map(({ path }) => photoUrl(path));
  return (
    <View className="cb-photos">
      {photos.map((photo, index) => (
        <View
          key={photo.id}
          className="cb-photos__one"
          onClick={() => void Taro.previewImage({ urls, current: urls[index] ?? '' })}
          {...a11y('button', `${captions?.[index] || label}，第 ${index + 1} 张，点开看大图`)}
        >
          <Picture className="cb-photos__image" src={photoUrl(photo.thumbPath)} mode="aspectFill" lazyLoad />
          {captions?.[index] ? <View className="cb-photos__caption">{captions[index]}</View> : null}
        </View>
      ))}
    </View>
  );
}

/** A picture as wide as its place, cut to 16:9. */
export function Cover({ photo, label }: { photo: PhotoView; label: string }) {
  return (
    <View className="cb-cover">
      <Picture
        className="cb-cover__image"
        src={photoUrl(photo.path)}
        mode="aspectFill"
        lazyLoad
        {...a11y('img', label)}
      />
    </View>
  );
}
