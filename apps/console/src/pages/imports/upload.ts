import { ApiError, newIdempotencyKey } from '@cheban/api-client';
import type { ImportView } from '@cheban/contracts';
import type { ImportKind } from '@cheban/contracts/constants';
import { authorisedFetch, errorOf } from '../../app/api.js';

export interface UploadInput {
  kind: ImportKind;
  storeId: string;
  file: File;
}

/** Endings of what a dealership system exports. */
export const acceptedFiles = '.csv,.xlsx,.xlsm,.xls,.txt,.tsv,.htm,.html,.xml';

/** Why a file is not worth sending, in Chinese, or null. The server looks into it; this only saves a long upload. */
export function refuseFile(file: { name: string; size: number }): string | null {
  if (/\.(zip|rar|7z|gz)$/i.test(file.name)) return '这是压缩包：请先解压，再上传里面的表格文件。';
  // What the file really is only its bytes tell; many systems call a web page or a text `.xls`.
  if (!/\.(csv|xlsx|xlsm|xls|et|txt|tsv|html?|xml)$/i.test(file.name))
    return '请上传原系统导出的表格文件（CSV、XLSX 或 XLS）。';
  return file.size === 0 ? '这个文件是空的，请重新导出。' : null;
}

/**
 * Sends an export as multipart: `kind`, `storeId`, then `file`, so that the server knows where it belongs before the
 * rows stream in. `key` is the idempotency key of this upload. Rejects with ApiError.
 */
export async function uploadImport(
  input: UploadInput,
  key: string = newIdempotencyKey(),
): Promise<ImportView> {
  const body = new FormData();
  body.append('kind', input.kind);
  body.append('storeId', input.storeId);
  body.append('file', input.file, input.file.name);
  const response = await authorisedFetch('/staff/imports', {
    method: 'POST',
    body,
    headers: { Accept: 'application/json', 'Idempotency-Key': key },
  }).catch(() => {
    throw new ApiError(0, 'NETWORK', '网络不给力，文件没有传完，请重试。', true);
  });
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as ImportView;
}
