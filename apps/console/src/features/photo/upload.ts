import type { PhotoView } from '@cheban/contracts';
import { uploadForm } from '../../app/api.js';

/** Pixels of the longest side that the server keeps; more only costs the workshop's network. */
const LONGEST = 1600;
/** Bytes below which a picture goes as it is. */
const SMALL = 400_000;

/** A phone's photo, drawn smaller as JPEG. What cannot be drawn here goes as it is: the server says what is wrong with it. */
async function smaller(file: File): Promise<Blob> {
  if (file.size <= SMALL) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.86));
    return blob && blob.size < file.size ? blob : file;
  } catch {
    return file;
  }
}

/** Uploads one photo. Rejects with ApiError in the server's words. */
export async function uploadPhoto(file: File): Promise<PhotoView> {
  const form = new FormData();
  form.append('file', await smaller(file), 'photo.jpg');
  return uploadForm('/staff/photos', form);
}
