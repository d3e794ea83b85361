import type { PhotoView } from '@cheban/contracts';
import { PhotoField } from './photo-field.js';

/** Photos as a field of a form. */
export function PhotosItem({
  value = [],
  onChange,
  max,
  testId,
}: {
  value?: readonly PhotoView[];
  onChange?: (photos: PhotoView[]) => void;
  max: number;
  testId?: string;
}) {
  return (
    <PhotoField
      photos={value}
      max={max}
      onChange={(photos) => onChange?.(photos)}
      caption={(photo) => (photo === value[0] ? '封面' : null)}
      {...(testId && { testId })}
    />
  );
}
