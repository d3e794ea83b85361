import './photo.css';
import type { PhotoView } from '@cheban/contracts';
import { Modal } from 'antd';
import { useState } from 'react';

/** Address of a photo: its path from the root of the server, with a signature that runs out after some hours. */
export const photoUrl = (path: string): string => path;

/** Small pictures that open large. */
export function PhotoStrip({ photos }: { photos: readonly { photo: PhotoView; caption?: string }[] }) {
  const [open, setOpen] = useState<number | null>(null);
  const shown = open === null ? undefined : photos[open];
  if (photos.length === 0) return null;
  return (
    <>
      <div className="photo-strip">
        {photos.map(({ photo, caption }, index) => (
          <figure key={photo.id} className="photo">
            <button type="button" aria-label={`放大${caption ?? '照片'}`} onClick={() => setOpen(index)}>
              <img
                src={photoUrl(photo.thumbPath)}
                alt={caption ?? ''}
                width={84}
                height={84}
                loading="lazy"
              />
            </button>
            {caption && <figcaption>{caption}</figcaption>}
          </figure>
        ))}
      </div>
      {shown && (
        <Modal
          open
          footer={null}
          width={Math.min(shown.photo.width + 48, 1_000)}
          title={shown.caption ?? '照片'}
          onCancel={() => setOpen(null)}
        >
          <img className="photo-large" src={photoUrl(shown.photo.path)} alt={shown.caption ?? ''} />
        </Modal>
      )}
    </>
  );
}
