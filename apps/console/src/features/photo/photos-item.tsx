import type { PhotoView } from '@cheban/contracts';
import { PhotoField } from './photo-field.js';

/** Photos as a field of a form. */
export function PhotosItem({
  value = [],
  onChange,
  max,
  testId,
  plain = false,
}: {
  value?: readonly PhotoView[];
  onChange?: (photos: PhotoView[]) => void;
  max: number;
  testId?: string;
  /** No photo is the cover. */
  plain?: boolean;
}) {
  return (
    <PhotoField
      photos={value}
      max={max}
      onChange={(photos) => onChange?.(photos)}
      {...(!plain && { caption: (photo: PhotoView) => (photo === value[0] ? '封面' : null) })}
      {...(testId && { testId })}
    />
  );
}
