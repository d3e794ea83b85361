import type { ImportView } from '@cheban/contracts';
import type { ImportKind } from '@cheban/contracts/constants';
import { uploadForm } from '../../app/api.js';

export interface UploadInput {
  kind: ImportKind;
  storeId: string;
  file: File;
}

/** Endings of what a dealership system exports. */
export const acceptedFiles = '.csv,.xlsx,.xlsm,.xls,.et,.txt,.tsv,.htm,.html,.xml';

/** Why a file is not worth sending, in Chinese, or null. The server looks into it; this only saves a long upload. */
export function refuseFile(file: { name: string; size: number }): string | null {
  if (/\.(zip|rar|7z|gz)$/i.test(file.name)) return '这是压缩包：请先解压，再上传里面的表格文件。';
  if (/\.(numbers|ods|mht|mhtml)$/i.test(file.name))
    return '这种格式读不了：请用原软件打开，另存为 .xlsx 或 CSV，再上传。';
  // What the file really is only its bytes tell; many systems call a web page or a text `.xls`.
  if (!/\.(csv|xlsx|xlsm|xls|et|txt|tsv|html?|xml)$/i.test(file.name))
    return '请上传原系统导出的表格文件（CSV、XLSX 或 XLS）。';
  return file.size === 0 ? '这个文件是空的，请重新导出。' : null;
}

/**
 * Sends an export as multipart: `kind`, `storeId`, then `file`, so that the server knows where it belongs before the
 * rows stream in. Rejects with ApiError.
 */
export function uploadImport(input: UploadInput, idempotencyKey?: string): Promise<ImportView> {
  const form = new FormData();
  form.append('kind', input.kind);
  form.append('storeId', input.storeId);
  form.append('file', input.file, input.file.name);
  return uploadForm('/staff/imports', form, idempotencyKey);
}
