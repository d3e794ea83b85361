import type { CodeImportView } from '@cheban/contracts';
import { uploadForm } from '../../app/api.js';

/** Sends a file of codes. A dry run reads all rows and takes none. Rejects with ApiError in the server's words. */
export function importCodes(
  input: { poolId: string; file: File; dryRun: boolean },
  idempotencyKey?: string,
): Promise<CodeImportView> {
  const form = new FormData();
  form.append('dryRun', String(input.dryRun));
  form.append('file', input.file, input.file.name);
  return uploadForm(`/staff/code-pools/${input.poolId}/imports`, form, idempotencyKey);
}
