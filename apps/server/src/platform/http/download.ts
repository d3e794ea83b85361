import { StreamableFile } from '@nestjs/common';

/**
 * How a file is named to the browser: `plain` (ASCII) for old ones, `name` for all others.
 * RFC 6266 §4.3: `filename*` wins where it is understood.
 */
export function attachment(plain: string, name: string): string {
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

/** A table that was made in memory, as a download. `plain` is its ASCII name, `name` the Chinese one. */
export function csvDownload(table: string, plain: string, name: string): StreamableFile {
  const bytes = Buffer.from(table, 'utf8');
  return new StreamableFile(bytes, {
    type: 'text/csv; charset=utf-8',
    length: bytes.length,
    disposition: attachment(plain, name),
  });
}
