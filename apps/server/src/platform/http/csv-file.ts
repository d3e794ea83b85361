import { StreamableFile } from '@nestjs/common';

/** A CSV answer that browsers keep under its Chinese name. */
export function csvFile(text: string, name: string): StreamableFile {
  const bytes = Buffer.from(text, 'utf8');
  return new StreamableFile(bytes, {
    type: 'text/csv; charset=utf-8',
    length: bytes.length,
    disposition: `attachment; filename="export.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}
