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
export const acceptedFiles = '.csv,.xlsx,.txt';

/** Why a file is not worth sending, in Chinese, or null. The server looks into it; this only saves a long upload. */
export function refuseFile(file: { name: string; size: number }): string | null {
  if (/\.xls$/i.test(file.name)) return '这是旧版 Excel 格式（.xls），请另存为 .xlsx 或 CSV 后再上传。';
  if (!/\.(csv|xlsx|txt)$/i.test(file.name)) return '请上传 CSV 或 XLSX 文件。';
  return file.size === 0 ? '这个文件是空的。' : null;
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
