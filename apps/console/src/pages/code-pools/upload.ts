import { ApiError } from '@cheban/api-client';
import type { CodeImportView } from '@cheban/contracts';
import { authorisedFetch, errorOf } from '../../app/api.js';

/** Sends a file of codes. A dry run reads all rows and takes none. Rejects with ApiError in the server's words. */
export async function importCodes(
  input: { poolId: string; file: File; dryRun: boolean },
  key: string,
): Promise<CodeImportView> {
  const body = new FormData();
  body.append('dryRun', String(input.dryRun));
  body.append('file', input.file, input.file.name);
  const response = await authorisedFetch(`/staff/code-pools/${input.poolId}/imports`, {
    method: 'POST',
    body,
    headers: { Accept: 'application/json', 'Idempotency-Key': key },
  }).catch(() => {
    throw new ApiError(0, 'NETWORK', '网络不给力，文件没有传完，请重试。', true);
  });
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as CodeImportView;
}
