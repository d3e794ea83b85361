import type { PhotoView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { photoUrl } from '@/shared/api/photo-url';
import { Icon } from '@/shared/ui';
import { Picture } from '@/shared/ui/picture';

interface SmallCoverProps {
  photo: PhotoView | null;
  kind: 'card' | 'product';
}

/** The picture of a thing in a list; a drawing where there is none. */
export function SmallCover({ photo, kind }: SmallCoverProps) {
  if (!photo) {
    return (
      <View className="shop-item__blank">
        <Icon name={kind === 'card' ? 'card' : 'gift'} size={34} ink="brand" />
      </View>
    );
  }
  return <Picture className="shop-item__cover" src={photoUrl(photo.thumbPath)} mode="aspectFill" lazyLoad />;
}
