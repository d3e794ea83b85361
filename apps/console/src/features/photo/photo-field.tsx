import './photo.css';
import type { PhotoView } from '@cheban/contracts';
import { App } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { sayError } from '../../app/query-client.js';
import { Icon } from '../../shared/ui/icon.js';
import { photoUrl } from './photo-strip.js';
import { uploadPhoto } from './upload.js';

/** Takes or picks photos and uploads them at once. On a phone the button opens the camera. */
export function PhotoField({
  photos,
  max,
  onChange,
  label = '添加照片',
  caption,
  testId,
}: {
  photos: readonly PhotoView[];
  max: number;
  onChange(photos: PhotoView[]): void;
  label?: string;
  /** Below each picture, for instance where on the car it was taken. */
  caption?: (photo: PhotoView) => ReactNode;
  testId?: string;
}) {
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(0);

  async function add(files: readonly File[]) {
    const list = files.slice(0, max - photos.length);
    if (list.length < files.length) void message.warning(`最多 ${max} 张照片`);
    setBusy(list.length);
    const done = [...photos];
    for (const file of list) {
      try {
        done.push(await uploadPhoto(file));
        onChange([...done]);
      } catch (error) {
        void message.error(sayError(error));
      }
      setBusy((left) => left - 1);
    }
  }

  return (
    <div className="photo-strip">
      {photos.map((photo) => (
        <figure key={photo.id} className="photo">
          <img src={photoUrl(photo.thumbPath)} alt="" width={84} height={84} />
          <button
            type="button"
            className="photo-remove"
            aria-label="移除这张照片"
            onClick={() => onChange(photos.filter(({ id }) => id !== photo.id))}
          >
            <Icon name="close" size={12} />
          </button>
          {caption && <figcaption>{caption(photo)}</figcaption>}
        </figure>
      ))}
      {photos.length < max && (
        <button
          type="button"
          className="photo-add"
          disabled={busy > 0}
          onClick={() => input.current?.click()}
        >
          <Icon name="plus" size={18} />
          <span>{busy > 0 ? `上传中，还有 ${busy} 张` : label}</span>
        </button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        // Inside a form the component library's reset would show it.
        style={{ display: 'none' }}
        multiple
        accept="image/jpeg,image/png,image/webp"
        aria-label={label}
        data-testid={testId}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void add(files);
        }}
      />
    </div>
  );
}
