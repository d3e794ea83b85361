import { documents } from '@/shared/platform';
import { apiBase } from './api-base';
import { refused, withToken } from './with-token';

/**
 * Shows a PDF of the API: in WeChat's reader, or as a download of the browser.
 * @param path below the API, with a leading slash
 * @param name of the file where one is saved
 * @throws ApiError with words for people
 */
export async function openDocument(path: string, name: string): Promise<void> {
  const url = `${apiBase()}${path}`;
  const { status } = await withToken(
    (token) => documents.open({ url, token, name }),
    '网络不太顺畅，文件没有打开，请再试一次。',
  );
  if (status !== 200) throw refused('SERVER.UNAVAILABLE');
}
