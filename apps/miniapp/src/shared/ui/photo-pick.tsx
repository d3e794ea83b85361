import type { PhotoView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { describeError } from '@/shared/api';
import { photoUrl } from '@/shared/api/photo-url';
import { uploadPhoto } from '@/shared/api/upload-photo';
import { camera } from '@/shared/platform';
import { a11y } from './a11y';
import { Icon } from './icon';
import { Picture } from './picture';
import { toast } from './toast';

interface PhotoPickProps {
  photos: readonly PhotoView[];
  most: number;
  onChange: (photos: readonly PhotoView[]) => void;
}

/** Pictures that the person adds; each is uploaded at once and can be taken off again. */
export function PhotoPick({ photos, most, onChange }: PhotoPickProps) {
  const [waiting, setWaiting] = useState(0);
  const add = async () => {
    if (waiting > 0) return;
    const picked = await camera.pick(most - photos.length);
    setWaiting(picked.length);
    const done = [...photos];
    for (const one of picked) {
      try {
        done.push(await uploadPhoto(one));
        onChange([...done]);
      } catch (error) {
        toast(describeError(error).message);
      }
      setWaiting((left) => left - 1);
    }
  };
  return (
    <View className="cb-photos">
      {photos.map((photo, index) => (
        <View key={photo.id} className="cb-photos__one">
          <Picture className="cb-photos__image" src={photoUrl(photo.thumbPath)} mode="aspectFill" />
          <View
            className="cb-photos__off"
            onClick={() => onChange(photos.filter(({ id }) => id !== photo.id))}
            {...a11y('button', `移除第 ${index + 1} 张照片`)}
          >
            <Icon name="close" size={14} ink="white" />
          </View>
        </View>
      ))}
      {photos.length < most ? (
        <View
          className="cb-photos__add"
          hoverClass="cb-pressed"
          onClick={() => void add()}
          {...a11y('button', '添加照片')}
        >
          <Icon name="camera" size={24} ink="muted" />
          <View className="cb-small cb-muted">{waiting > 0 ? `还有 ${waiting} 张` : '添加照片'}</View>
        </View>
      ) : null}
    </View>
  );
}
