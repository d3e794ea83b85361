import { ApiError } from '@cheban/api-client';
import type { PhotoView } from '@cheban/contracts';
import { camera, type LocalPhoto } from '@/shared/platform';
import { apiBase } from './api-base';
import { refused, withToken } from './with-token';

interface Refusal {
  readonly error?: { readonly code: ApiError['code']; readonly message: string; readonly retry: boolean };
}

/** Uploads a picture of the phone. It stays loose until something takes its id. @throws ApiError with words for people */
export async function uploadPhoto(photo: LocalPhoto): Promise<PhotoView> {
  const url = `${apiBase()}/owner/photos`;
  const { status, body } = await withToken(
    (token) => camera.upload(photo, { url, token }),
    '网络不太顺畅，照片没有传上去，请再试一次。',
  );
  if (status >= 200 && status < 300) return body as PhotoView;
  const { error } = (body ?? {}) as Refusal;
  throw error ? new ApiError(status, error.code, error.message, error.retry) : refused('SERVER.UNAVAILABLE');
}
